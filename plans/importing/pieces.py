"""What a file is cut into: one line or table each, with the part that it plays in the plan."""

from dataclasses import dataclass, field
from enum import StrEnum

from cchc_portal.vietnam.text import plain
from plans.importing.source import Table


class Role(StrEnum):
    """The part that a piece plays; the first ones are what the portal prints by itself and does not take over."""

    PRINTED = "printed"
    AGENCY = "agency"
    NUMBER = "number"
    PLACE_DATE = "place_date"
    SUBJECT = "subject"
    BASIS = "basis"
    OPENING = "opening"
    HEADING1 = "heading1"
    HEADING2 = "heading2"
    HEADING3 = "heading3"
    TEXT = "text"
    NUMBERED = "numbered"
    BULLET = "bullet"
    SUBBULLET = "subbullet"
    CLOSING = "closing"
    RECIPIENT = "recipient"
    ARCHIVE = "archive"
    AUTHORITY = "authority"
    SIGNING_TITLE = "signing_title"
    SIGNER = "signer"
    APPENDIX = "appendix"
    APPENDIX_TITLE = "appendix_title"
    ITEMS = "items"
    TABLE = "table"
    UNPLACED = "unplaced"


LABELS = {
    Role.HEADING1: "Mục cấp 1 (I.)",
    Role.HEADING2: "Mục cấp 2 (1.)",
    Role.HEADING3: "Mục cấp 3 (a)",
    Role.TEXT: "Đoạn văn",
    Role.NUMBERED: "Đoạn đánh số",
    Role.BULLET: "Gạch đầu dòng (-)",
    Role.SUBBULLET: "Gạch đầu dòng (+)",
    Role.SUBJECT: "Trích yếu",
    Role.BASIS: "Căn cứ",
    Role.OPENING: "Đoạn mở đầu",
    Role.CLOSING: "Đoạn kết",
    Role.RECIPIENT: "Nơi nhận",
    Role.ARCHIVE: "Nơi lưu",
    Role.AUTHORITY: "Quyền hạn người ký",
    Role.SIGNING_TITLE: "Chức vụ người ký",
    Role.SIGNER: "Họ tên người ký",
    Role.APPENDIX: "Phụ lục",
    Role.APPENDIX_TITLE: "Tên phụ lục",
    Role.AGENCY: "Tên cơ quan (theo hồ sơ)",
    Role.NUMBER: "Số, ký hiệu (cấp lại)",
    Role.PLACE_DATE: "Địa danh, ngày (ghi lại)",
    Role.PRINTED: "Cổng tự in",
    Role.UNPLACED: "Để vào phần chưa xếp được chỗ",
}
TABLE_LABELS = {
    Role.ITEMS: "Bảng nội dung tuyên truyền",
    Role.TABLE: "Bảng khác, giữ nguyên",
    Role.UNPLACED: "Để vào phần chưa xếp được chỗ",
}
NOT_TAKEN = frozenset({Role.PRINTED, Role.AGENCY, Role.NUMBER, Role.PLACE_DATE})
HEADINGS = (Role.HEADING1, Role.HEADING2, Role.HEADING3)


@dataclass
class Piece:
    """A line without the number typed before it, or a table with the meaning of its columns."""

    text: str = ""
    mark: str = ""
    role: Role = Role.UNPLACED
    footnotes: tuple[str, ...] = ()
    table: Table | None = None
    head: int = 0
    columns: list[str] = field(default_factory=list)
    landscape: bool = False
    aside: str = ""

    @property
    def plain(self) -> str:
        return plain(self.text)

    @property
    def shown(self) -> str:
        """The line as the file shows it."""
        return f"{self.mark} {self.plain}".strip()


@dataclass
class Recognised:
    """Everything in a file, in order; nothing of it is left out of `pieces`."""

    kind: str
    pieces: list[Piece]
    notes: tuple[str, ...] = ()

    def of(self, *roles: Role) -> list[Piece]:
        return [piece for piece in self.pieces if piece.role in roles]

    @property
    def subject(self) -> str:
        return " ".join(piece.plain for piece in self.of(Role.SUBJECT))
