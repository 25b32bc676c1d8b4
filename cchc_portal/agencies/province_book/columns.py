"""The sheets of the book and their columns, as literal tables: what is read, written, explained and shown follows them."""

from dataclasses import dataclass

from cchc_portal.agencies.models import Agency, Role

MOST_ROWS = 20_000
EXAMPLE = "Ví dụ:"
"""A row that begins so explains the sheet and is not read."""


@dataclass(frozen=True)
class Column:
    key: str
    title: str
    example: str
    width: int
    required: bool = False
    hint: str = ""
    longest: int = 300


@dataclass(frozen=True)
class SheetForm:
    key: str
    title: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


LEVELS = {Agency.Level(value).label: value for value in Agency.Level.values}
ROLES = {Role(value).label: value for value in Role.values}
_AGENCY = Column(
    "agency", "Mã cơ quan", "so-noi-vu", 22, required=True, hint="Một mã ở trang “Cơ quan”", longest=50
)
_DAY = "Ngày/tháng/năm, ví dụ 05/01/2027"

AGENCIES = SheetForm(
    "agencies",
    "Cơ quan",
    (
        Column(
            "agency", "Mã cơ quan", "so-noi-vu", 22, required=True, hint="Chữ thường không dấu, chữ số, dấu -; thành địa chỉ trang, không đổi về sau", longest=50,
        ),
        Column("name", "Tên cơ quan", "Sở Nội vụ", 34, required=True),
        Column("level", "Loại cơ quan", "Sở, ban, ngành", 26, required=True),
        Column("full_name", "Tên trong câu văn", "Sở Nội vụ tỉnh Nghệ An", 34, hint="Để trống: như tên cơ quan"),
        Column("header", "Tên in ở đầu văn bản", "SỞ NỘI VỤ", 30, hint="Mỗi dòng in là một dòng trong ô (Alt+Enter)"),
        Column("superior", "Mã cơ quan chủ quản", "uy-ban-nhan-dan-tinh", 24, hint="Một mã ở trang “Cơ quan”", longest=50),
        Column("superior_header", "Cơ quan chủ quản in ở đầu văn bản", "ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN", 30, hint="Để trống: theo loại cơ quan"),
        Column("symbol", "Ký hiệu", "SNV", 14, required=True, longest=30),
        Column("place", "Địa danh", "Nghệ An", 18, hint="Để trống: tên tỉnh, thành phố", longest=100),
        Column("valid_from", "Mang tên này từ ngày", "01/01/2027", 16, hint=_DAY),
        Column("source", "Căn cứ", "Nghị quyết số 390/NQ-HĐND", 34),
    ),
)  # fmt: skip
UNITS = SheetForm(
    "units",
    "Đơn vị",
    (
        _AGENCY,
        Column("unit", "Tên đơn vị", "Phòng Cải cách hành chính", 36, required=True, longest=200),
        Column("abbreviation", "Viết tắt", "CCHC", 14, longest=20),
    ),
)
POSTS = SheetForm(
    "posts",
    "Vị trí",
    (
        _AGENCY,
        Column("title", "Chức danh", "Trưởng phòng Cải cách hành chính", 36, required=True, longest=100),
        Column("unit", "Tên đơn vị", "Phòng Cải cách hành chính", 36, longest=200),
        Column("signing_title", "Chức vụ in khi ký", "TRƯỞNG PHÒNG", 22, longest=100),
        Column(
            "roles", "Vai trò", "Trưởng đơn vị; Theo dõi tại Sở Nội vụ", 40,
            hint="Nhiều vai trò cách nhau bằng dấu chấm phẩy; để trống nếu chỉ ký thay",
        ),
    ),
)  # fmt: skip
PEOPLE = SheetForm(
    "people",
    "Người dùng",
    (
        Column("email", "Thư điện tử công vụ", "truongphong.cchc@example.gov.vn", 36, required=True, hint="Dùng để mời và đăng nhập", longest=150),
        Column("name", "Họ và tên", "Trưởng phòng Cải cách hành chính", 30, required=True, longest=100),
        _AGENCY,
        Column("title", "Chức danh", "Trưởng phòng Cải cách hành chính", 36, required=True, hint="Một chức danh ở trang “Vị trí”", longest=100),
        Column("starts_on", "Giữ từ ngày", "01/01/2027", 16, hint=f"{_DAY}; để trống: ngày nhập"),
        Column("ends_on", "Đến hết ngày", "", 16, hint=_DAY),
    ),
)  # fmt: skip
SHEETS = (AGENCIES, UNITS, POSTS, PEOPLE)
GUIDE = "Hướng dẫn"
REASON = "Lỗi cần sửa"
"""The column of reasons in a file of wrong rows; sent back with it, it says nothing."""
