"""Which name a line of "Nơi nhận" means, in the office's usual short forms (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9)."""

import re
from collections.abc import Sequence

from .alphabet import fold

_AIM = re.compile(r"\s*(?:\([^()]*\)|\bde (?:b/c|bc|bao cao|biet|phoi hop|thuc hien|theo doi))\s*$")
_SHORT = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "bql": "ban quan ly",
    "kcn": "khu cong nghiep",
    "tp": "thanh pho",
    "vp": "van phong",
}
_SHORT_FORM = re.compile(rf"\b({'|'.join(_SHORT)})\b\.?")


def meant(line: str, names: Sequence[str], province: str) -> int | None:
    """Which of the names the line means; None where none does, or more than one.

    `province` is the province's full name: "thành phố Đồng Nai". It may stand at the end, whole, by half, or not at all.
    """
    wanted = _key(line, province)
    found = [index for index, name in enumerate(names) if _key(name, province) == wanted]
    return found[0] if len(found) == 1 else None


def _key(words: str, province: str) -> str:
    """Folded, without what they get it for and without the province, short forms written out."""
    text = _AIM.sub("", fold(words).strip(" -;.")).strip(" ;.")
    text = " ".join(_SHORT_FORM.sub(lambda found: _SHORT[found[1]], text).split())
    return _without_province(text, fold(province))


def _without_province(text: str, province: str) -> str:
    kinds = [kind for kind in ("thanh pho", "tinh") if province.startswith(f"{kind} ")]
    endings = [province, *(province.removeprefix(f"{kind} ") for kind in kinds), *kinds]
    for ending in endings:
        if text.endswith(f" {ending}"):
            return text.removesuffix(f" {ending}")
    return text
