"""Copies of an issued document: their forms, titles and abbreviations (Nghị định 30/2020/NĐ-CP, Điều 3.10–3.12, 25; Phụ lục I phần II).

Before 05/3/2020: Thông tư 01/2011/TT-BNV, "SAO Y BẢN CHÍNH" and "TS". All forms of an agency share one run of numbers a year.
"""

from enum import Enum

from .layout import RuleSet

SERIES = "SAO"
"""The book in which every form of copy is counted: "số thứ tự đăng ký được đánh chung cho các loại bản sao"."""


class CopyForm(Enum):
    """The value is the word in an address and in a record."""

    TRUE = "sao-y"
    EXCERPT = "trich-sao"
    AGAIN = "sao-luc"

    @property
    def words(self) -> str:
        """As box 14 of an electronic copy says it: ``Sao y``."""
        return _WORDS[self]

    @property
    def type_name(self) -> str:
        return f"Bản {_WORDS[self].lower()}"

    def title(self, rules: RuleSet) -> str:
        return rules.copy_titles[list(CopyForm).index(self)]

    def abbreviation(self, rules: RuleSet) -> str:
        return rules.excerpt_abbreviation if self is CopyForm.EXCERPT else _SHORT[self]


_WORDS = {CopyForm.TRUE: "Sao y", CopyForm.EXCERPT: "Trích sao", CopyForm.AGAIN: "Sao lục"}
_SHORT = {CopyForm.TRUE: "SY", CopyForm.AGAIN: "SL"}
KINDS = frozenset({"SY", "SL", "TrS", "TS"})


def series_of(kind: str) -> str:
    """In whose run of numbers a document of this type is counted."""
    return SERIES if kind in KINDS else kind


def box_14(form: CopyForm, agency: str) -> str:
    """What stands before the time of signing (Mẫu 3.2)."""
    return f"{form.words}; {agency}"
