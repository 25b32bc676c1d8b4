"""Paragraph styles of a Word file: outline level, list, bold, italic, centred, each taken from the style or the one it is based on."""

from dataclasses import dataclass, field

from plans.importing.word.names import Element, switched, value, w


@dataclass
class Style:
    """What one style says itself; None or "" where it says nothing."""

    name: str = ""
    base: str = ""
    level: int = 0
    number_id: str = ""
    depth: int = 0
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    align: str = ""
    font: str = ""


@dataclass
class Styles:
    """All styles by their id."""

    known: dict[str, Style] = field(default_factory=dict)
    default: str = ""

    def of(self, key: str) -> Style:
        """The style with everything that it inherits."""
        result, seen = Style(), set()
        key = key or self.default
        while key in self.known and key not in seen:
            seen.add(key)
            _inherit(result, self.known[key])
            key = self.known[key].base
        return result


def _inherit(result: Style, own: Style) -> None:
    result.name = result.name or own.name
    result.level = result.level or own.level
    if not result.number_id:
        result.number_id, result.depth = own.number_id, own.depth
    result.bold = own.bold if result.bold is None else result.bold
    result.italic = own.italic if result.italic is None else result.italic
    result.caps = own.caps if result.caps is None else result.caps
    result.align = result.align or own.align
    result.font = result.font or own.font


def read(root: Element | None) -> Styles:
    styles = Styles()
    for element in root.iter(w("style")) if root is not None else ():
        key = element.get(w("styleId")) or ""
        styles.known[key] = _style(element)
        if element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true"):
            styles.default = key
    return styles


def _style(element: Element) -> Style:
    paragraph, run = element.find(w("pPr")), element.find(w("rPr"))
    numbered = paragraph.find(w("numPr")) if paragraph is not None else None
    depth = value(numbered, "ilvl")
    return Style(
        name=value(element, "name").lower(),
        base=value(element, "basedOn"),
        level=outline_level(value(paragraph, "outlineLvl")),
        number_id=value(numbered, "numId"),
        depth=int(depth) if depth.isdigit() else 0,
        bold=switched(run, "b"),
        italic=switched(run, "i"),
        caps=switched(run, "caps"),
        align=value(paragraph, "jc"),
        font=font_of(run),
    )


def outline_level(text: str) -> int:
    """1 to 9; the ninth of Word's figures means running text."""
    return int(text) + 1 if text.isdigit() and int(text) < 9 else 0


def font_of(run: Element | None) -> str:
    fonts = run.find(w("rFonts")) if run is not None else None
    return (fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or "") if fonts is not None else ""
