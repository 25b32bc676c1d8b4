"""How a document looks on paper: one rule set per regulation, chosen by the day of issue.

Sources: Nghị định 30/2020/NĐ-CP (05/3/2020), Phụ lục I phần I and Phụ lục III mẫu 1.2–1.5, 2.1, 2.2;
Thông tư 01/2011/TT-BNV (19/01/2011) for what was issued before. Lengths in millimetres, sizes in points.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PLAN_TITLE = "KẾ HOẠCH"
REPORT_TITLE = "BÁO CÁO"
DECISION_TITLE = "QUYẾT ĐỊNH"
DECIDES = "QUYẾT ĐỊNH:"
RECIPIENTS_LABEL = "Nơi nhận:"
ADDRESSED_TO = "Kính gửi:"
AS_ABOVE = "Như trên"
ABOUT = "V/v"
END_MARK = "./."
DRAFT_MARK = "DỰ THẢO"
NUMBER_LABEL = "Số:"


@dataclass(frozen=True)
class Margins:
    """Margins of a page (mục I.4)."""

    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True)
class Sizes:
    """Type sizes of the components (mục V, table of examples; mẫu 1.4)."""

    national_name: float = 13
    motto: float = 14
    superior: float = 13
    issuer: float = 13
    number: float = 13
    place_date: float = 14
    type_name: float = 14
    subject: float = 14
    letter_subject: float = 13
    addressee: float = 14
    body: float = 14
    table: float = 13
    footnote: float = 11
    authority: float = 14
    signer: float = 14
    recipients_label: float = 12
    recipients: float = 11
    appendix_label: float = 14
    appendix_title: float = 14
    attached_to: float = 14
    urgency: float = 13
    page_number: float = 14


@dataclass(frozen=True)
class PageNumber:
    """Where the page's number stands; the first page of the document and of each appendix shows none."""

    position: Literal["top-center", "bottom-right"]
    distance: float = 10


@dataclass(frozen=True)
class LegalBases:
    """How the paragraphs of căn cứ are set (mục II.6.a)."""

    italic: bool
    between: str
    last: str

    def ending(self, number: int, count: int) -> str:
        """The mark after the n-th of so many bases."""
        return self.last if number == count else self.between


@dataclass(frozen=True)
class Body:
    """How the running text is set (mục II.6.e); ``line_height`` times the size, single being about 1.15."""

    first_line_indent: float = 10
    paragraph_gap: float = 6
    line_height: float = 1.3
    longest_line_height: float = 1.72


@dataclass(frozen=True)
class Lines:
    """Ruled lines as shares of the text above them; the motto's is as long as its text."""

    thickness: float = 0.75
    motto: float = 1.0
    issuer: float = 0.4
    subject: float = 0.4
    appendix: float = 0.2


@dataclass(frozen=True)
class Columns:
    """Widths of the two borderless tables, for a text block 165 mm wide."""

    header: tuple[float, float] = (64, 101)
    signature: tuple[float, float] = (75, 90)
    signature_space: float = 28


@dataclass(frozen=True)
class RuleSet:
    """A regulation's form of an administrative document."""

    name: str
    title: str
    source: str
    valid_from: date
    valid_to: date | None
    page_number: PageNumber
    legal_bases: LegalBases
    draft_box: int | None
    logo_box: int | None
    copy_titles: tuple[str, str, str]
    excerpt_abbreviation: str
    superior_always_named: bool
    digital_signature_shown: bool
    margins: Margins = Margins(20, 15, 20, 30)
    landscape_margins: Margins = Margins(20, 15, 20, 30)
    sizes: Sizes = field(default_factory=Sizes)
    body: Body = field(default_factory=Body)
    lines: Lines = field(default_factory=Lines)
    columns: Columns = field(default_factory=Columns)
    typeface: str = "Times New Roman"
    end_mark: str = END_MARK
    recipients_end: str = ";"
    archive_end: str = "."
    appendix_end_mark: str = END_MARK

    def archive_line(self, units: list[str]) -> str:
        """The last line of the recipients: ``- Lưu: VT, CCHC.``"""
        return f"- Lưu: {', '.join(units)}{self.archive_end}"


TT01_2011 = RuleSet(
    name="TT01_2011",
    title="Thông tư số 01/2011/TT-BNV",
    source="Thông tư 01/2011/TT-BNV ngày 19/01/2011 của Bộ Nội vụ",
    valid_from=date(2011, 3, 5),
    valid_to=date(2020, 3, 4),
    page_number=PageNumber("bottom-right"),
    legal_bases=LegalBases(italic=False, between=";", last=","),
    draft_box=12,
    logo_box=15,
    copy_titles=("SAO Y BẢN CHÍNH", "TRÍCH SAO", "SAO LỤC"),
    excerpt_abbreviation="TS",
    superior_always_named=False,
    digital_signature_shown=False,
)

ND30_2020 = RuleSet(
    name="ND30_2020",
    title="Nghị định số 30/2020/NĐ-CP",
    source="Nghị định 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ, Phụ lục I",
    valid_from=date(2020, 3, 5),
    valid_to=None,
    page_number=PageNumber("top-center"),
    legal_bases=LegalBases(italic=True, between=";", last="."),
    draft_box=None,
    logo_box=None,
    copy_titles=("SAO Y", "TRÍCH SAO", "SAO LỤC"),
    excerpt_abbreviation="TrS",
    superior_always_named=True,
    digital_signature_shown=True,
)

RULE_SETS = {rules.name: rules for rules in (TT01_2011, ND30_2020)}


def rules_for(issue_date: date | None) -> RuleSet:
    """The rule set in force on a day; a draft without a date follows the one in force now."""
    return TT01_2011 if issue_date and issue_date < ND30_2020.valid_from else ND30_2020
