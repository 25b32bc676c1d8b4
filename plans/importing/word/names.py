"""Names of WordprocessingML (ISO/IEC 29500-1) and the two questions that are asked of every element."""

from lxml.etree import _Element as Element

__all__ = ["Element", "switched", "value", "w"]
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def w(name: str) -> str:
    return f"{{{_W}}}{name}"


def value(element: Element | None, child: str) -> str:
    """The w:val of a child, or nothing."""
    found = element.find(w(child)) if element is not None else None
    return (found.get(w("val")) or "") if found is not None else ""


def switched(properties: Element | None, name: str) -> bool | None:
    """An on/off property: None where nothing is said."""
    found = properties.find(w(name)) if properties is not None else None
    if found is None:
        return None
    return (found.get(w("val")) or "true") not in ("0", "false", "off", "none")
