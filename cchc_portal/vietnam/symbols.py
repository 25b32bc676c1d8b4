"""Numbers and symbols of documents (Nghị định 30/2020/NĐ-CP, Điều 15; Phụ lục I, mục II.3; Phụ lục III)."""

import re
from collections.abc import Mapping
from typing import Any

PLAN = "KH"
DECISION = "QĐ"
REPORT = "BC"
LETTER = "CV"
"""A letter (công văn) has no type in its symbol; its numbers are a series all the same."""
LETTER_NAME = "Công văn"

OF_FORM = {
    "plan": PLAN,
    "decision_inline": DECISION,
    "decision_attached": DECISION,
    "report": REPORT,
    "letter": LETTER,
}
"""The type of what is issued, by the form that a plan file names."""
ADDRESSED = frozenset({"report", "letter"})
"""Forms that may say "Kính gửi" (Phụ lục I, mục II.9.a)."""

DOCUMENT_TYPES = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QyĐ": "Quy định",
    "TC": "Thông cáo", "TB": "Thông báo", "HD": "Hướng dẫn", "CTr": "Chương trình", "KH": "Kế hoạch",
    "PA": "Phương án", "ĐA": "Đề án", "DA": "Dự án", "BC": "Báo cáo", "BB": "Biên bản", "TTr": "Tờ trình",
    "HĐ": "Hợp đồng", "CĐ": "Công điện", "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền", "GM": "Giấy mời", "GGT": "Giấy giới thiệu", "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi", "PC": "Phiếu chuyển", "PB": "Phiếu báo",
    "SY": "Bản sao y", "TrS": "Bản trích sao", "SL": "Bản sao lục",
}  # fmt: skip

BLANK = " " * 8
"""The space that a draft leaves for its number."""

NUMBER_LENGTH = 11
NOTATION_LENGTH = 30
"""Lengths of the two parts in the register's metadata (Phụ lục VI, II.I)."""

SECTION_HEADING = re.compile(r"^(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})\. (.+)$")
ISSUED_NUMBER = re.compile(r"^Số: (0[1-9]|[1-9]\d+)/(KH|QĐ)-[A-ZĐ&]+(-[A-ZĐ&]+)*$")
DRAFT_NUMBER = re.compile(r"^Số:\s+/(KH|QĐ)-[A-ZĐ&]+(-[A-ZĐ&]+)*$")
PLACE_DATE = re.compile(r"^[^,]+, ngày (0[1-9]|[12]\d|3[01]) tháng (01|02|[3-9]|1[0-2]) năm (20\d{2})$")
ARCHIVE_LINE = re.compile(r"^- Lưu: VT(, [^;]+)?\.$")
ATTACHED_TO = re.compile(r"^\(Kèm theo (Kế hoạch|Quyết định) số .+ ngày .+ tháng .+ năm .+ của .+\)$")
AUTHORITY = re.compile(r"^(TM|KT|TL|TUQ|Q)\. (?=\S)")
HONORIFIC = re.compile(
    r"^(TS|ThS|PGS|GS|BS|KS|CN|NGƯT|NGND|CVC|CVCC|Đại tá|Thượng tá|Trung tá|Thiếu tá)\b\.?"
)
AGENCY_SYMBOL = re.compile(r"^[A-ZĐ&][A-Za-zĐđ&]*(-[A-ZĐ&][A-Za-zĐđ&]*)*$")


def printed_number(number: str | int) -> str:
    """The number as printed: below ten it takes a zero in front."""
    text = str(number).strip()
    return f"0{text}" if re.match(r"^[1-9](?!\d)", text) else text


def type_of_series(series: str) -> str:
    """The name of a type: ``Kế hoạch`` of ``KH``; nothing where the series is none of the decree's."""
    return LETTER_NAME if series == LETTER else DOCUMENT_TYPES.get(series, "")


def kind_of(snapshot: Mapping[str, Any]) -> str:
    """The type of the issued document that a plan file describes."""
    return OF_FORM[snapshot["form"]]


def issuer_of(snapshot: Mapping[str, Any]) -> str:
    """The issuer in the document's symbol; of a letter with the unit that drafted it: ``SNV-CCHC``."""
    agency, unit = snapshot["agency"]["symbol"], snapshot.get("unit")
    return f"{agency}-{unit}" if unit else str(agency)


def notation(kind: str, issuer: str) -> str:
    """The part after the stroke: ``KH-KCNĐN``; of a letter the issuer alone."""
    return issuer if kind == LETTER else f"{kind}-{issuer}"


def document_symbol(number: str | int | None, kind: str, issuer: str, blank: str = BLANK) -> str:
    """Number and symbol without spaces: ``06/KH-KCNĐN``; a draft leaves the number open."""
    return f"{blank if number is None else printed_number(number)}/{notation(kind, issuer)}"


def number_line(number: str | int | None, kind: str, issuer: str, blank: str = BLANK) -> str:
    """The line under the agency's name: ``Số: 06/KH-KCNĐN``."""
    if number is None:
        return f"Số:{blank}/{notation(kind, issuer)}"
    return f"Số: {document_symbol(number, kind, issuer)}"


def split_symbol(symbol: str) -> tuple[str, str]:
    """Number and notation, split at the first stroke; a symbol without a stroke is all number."""
    number, _, rest = symbol.strip().partition("/")
    return number.strip(), rest.strip()


def is_section_heading(line: str) -> bool:
    """Whether a line is a heading of the first level in form: Roman numeral, title in capitals, no colon."""
    found = SECTION_HEADING.match(line)
    return found is not None and found[1] == found[1].upper() and not line.endswith(":")


_TYPES_BY_CODE = {code.upper(): name for code, name in DOCUMENT_TYPES.items()} | {
    "NĐ": "Nghị định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "KL": "Kết luận", "L": "Luật",
}  # fmt: skip
_PARTY_IN_STATE_ORDER = re.compile(
    r"^(\d+[a-zđ]?)/(NQ|CT|KL|QĐ|QyĐ|HD|KH|CTr|TB|BC)-([A-ZĐ]*TW|TU|HU|ThU|QU|ĐU)$", re.IGNORECASE
)


def right_party_order(symbol: str) -> str:
    """Party documents are number-type/issuer: ``18/NQ-TW`` becomes ``18-NQ/TW``; any other symbol stays."""
    return _PARTY_IN_STATE_ORDER.sub(r"\1-\2/\3", symbol)


def type_name(symbol: str) -> str:
    """``Nghị định`` of ``61/2018/NĐ-CP``; a letter, which has no type in its symbol, is ``Công văn``."""
    found = re.match(r"^\d+[a-zđ]?(?:/\d{4})?[/-]([A-Za-zĐđ]+)[/-]", symbol)
    if not found:
        return ""
    known = _TYPES_BY_CODE.get(found[1].upper(), "")
    return known or (LETTER_NAME if re.match(r"^\d+/[A-ZĐ]+-[A-ZĐ]", symbol) else "")
