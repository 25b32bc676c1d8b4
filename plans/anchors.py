"""Names of a plan's rows as they stand in pages, addresses, remarks and findings: ``noi-dung-12``."""

from typing import Any

from plans.models import (
    Appendix,
    AudienceGroup,
    Block,
    ContentItem,
    LegalBasis,
    ParentPlan,
    Recipient,
    Section,
    SignatureLine,
)

MODELS: dict[str, type[Any]] = {
    "muc": Section,
    "phan": Block,
    "nhom": AudienceGroup,
    "noi-dung": ContentItem,
    "phu-luc": Appendix,
    "van-ban": ParentPlan,
    "can-cu": LegalBasis,
    "noi-nhan": Recipient,
    "nguoi-ky": SignatureLine,
}
_SLUGS = {model: slug for slug, model in MODELS.items()}
PART, PROSE = "phan", "van"


def kind_of(row: Any) -> str:
    return _SLUGS[type(row)]


def anchor_of(row: Any) -> str:
    return f"{kind_of(row)}-{row.pk}"


def split(anchor: str) -> tuple[str, int | None]:
    """Kind and number: ``("noi-dung", 12)``; the plan's own parts have a name instead: ``("phan-thong-tin", None)``."""
    kind, _, number = anchor.rpartition("-")
    return (kind, int(number)) if number.isdecimal() and number.isascii() else (anchor, None)
