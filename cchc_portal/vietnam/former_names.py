"""Names that a new document no longer uses: merged provinces and ministries, the district level, levels of online services.

Nghị quyết số 202/2025/QH15, 30/2026/QH16, 36/2026/QH16, 39/2026/QH16; Luật số 72/2025/QH15; Nghị định số 42/2022/NĐ-CP, Điều 11.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

MERGED = date(2025, 7, 1)
MINISTRIES = date(2025, 3, 1)
SERVICE_LEVELS_END = date(2022, 8, 15)

_PROVINCES = {
    "Hà Giang": "tỉnh Tuyên Quang", "Yên Bái": "tỉnh Lào Cai", "Bắc Kạn": "tỉnh Thái Nguyên", "Vĩnh Phúc": "tỉnh Phú Thọ",
    "Hòa Bình": "tỉnh Phú Thọ", "Bắc Giang": "tỉnh Bắc Ninh", "Thái Bình": "tỉnh Hưng Yên", "Hải Dương": "thành phố Hải Phòng",
    "Hà Nam": "tỉnh Ninh Bình", "Nam Định": "tỉnh Ninh Bình", "Quảng Bình": "tỉnh Quảng Trị", "Quảng Nam": "thành phố Đà Nẵng",
    "Kon Tum": "tỉnh Quảng Ngãi", "Bình Định": "tỉnh Gia Lai", "Phú Yên": "tỉnh Đắk Lắk", "Đắk Nông": "tỉnh Lâm Đồng",
    "Bình Thuận": "tỉnh Lâm Đồng", "Ninh Thuận": "tỉnh Khánh Hòa", "Bình Dương": "Thành phố Hồ Chí Minh",
    "Bà Rịa - Vũng Tàu": "Thành phố Hồ Chí Minh", "Bình Phước": "tỉnh Đồng Nai", "Long An": "tỉnh Tây Ninh",
    "Tiền Giang": "tỉnh Đồng Tháp", "Bến Tre": "tỉnh Vĩnh Long", "Trà Vinh": "tỉnh Vĩnh Long", "Sóc Trăng": "thành phố Cần Thơ",
    "Hậu Giang": "thành phố Cần Thơ", "Bạc Liêu": "tỉnh Cà Mau", "Kiên Giang": "tỉnh An Giang",
}  # fmt: skip
_CITIES = {
    "Thừa Thiên Huế": (date(2025, 1, 1), "thành phố Huế"),
    "Đồng Nai": (date(2026, 4, 30), "thành phố Đồng Nai"),
    "Quảng Ninh": (date(2026, 9, 1), "thành phố Quảng Ninh"),
    "Bắc Ninh": (date(2026, 9, 20), "thành phố Bắc Ninh"),
}
_FIELDS = {
    "Kế hoạch và Đầu tư": "Tài chính",
    "Giao thông vận tải": "Xây dựng",
    "Tài nguyên và Môi trường": "Nông nghiệp và Môi trường",
    "Nông nghiệp và Phát triển nông thôn": "Nông nghiệp và Môi trường",
    "Thông tin và Truyền thông": "Khoa học và Công nghệ",
    "Lao động - Thương binh và Xã hội": "Nội vụ",
}
_SHORT_FIELDS = {
    "KH&ĐT": "Tài chính", "GTVT": "Xây dựng", "TN&MT": "Nông nghiệp và Môi trường", "NN&PTNT": "Nông nghiệp và Môi trường",
    "TT&TT": "Khoa học và Công nghệ", "TTTT": "Khoa học và Công nghệ", "LĐTBXH": "Nội vụ", "LĐ-TB&XH": "Nội vụ",
}  # fmt: skip
_OTHERS = {"Ủy ban Dân tộc": "Bộ Dân tộc và Tôn giáo", "Ban Dân tộc": "Sở Dân tộc và Tôn giáo"}


@dataclass(frozen=True)
class Former:
    """An old name where it stands in a text: since when it is no more, and what is said now."""

    found: str
    start: int
    end: int
    since: date
    now: str
    source: str
    reason: str = ""
    replaceable: bool = True


def _spaced(name: str) -> str:
    """The name with any dash and any spaces around it."""
    return re.escape(name).replace(r"\ \-\ ", r"\s*[-–]\s*").replace(r"\ ", r"\s+")


def _any(names: Iterable[str]) -> str:
    return "|".join(_spaced(name) for name in sorted(names, key=len, reverse=True))


_PROVINCE = re.compile(rf"\b[Tt]ỉnh\s+({_any({**_PROVINCES, **_CITIES})})(?!\w)")
_BODY = re.compile(rf"\b(Bộ|Sở)\s+({_any({**_FIELDS, **_SHORT_FIELDS})})(?!\w)")
_OTHER = re.compile(rf"\b({_any(_OTHERS)})(?! và Tôn giáo)(?!\w)")
_DISTRICTS = re.compile(
    r"\b(?:các (?:huyện|quận|thị xã)(?:,\s*(?:các )?(?:huyện|quận|thị xã|thành phố)){1,3}"
    r"|(?:UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân)\s+(?:các\s+)?(?:huyện|quận|thị xã)"
    r"|(?:huyện|quận)(?:,\s*(?:huyện|quận|thị xã|thành phố)){1,3}"
    r"|cấp huyện|[Pp]hòng Văn hóa và Thông tin|[Đđ]ài [Tt]ruyền thanh(?: - [Tt]ruyền hình)? (?:cấp )?huyện)(?!\w)"
)
_LEVELS = re.compile(
    r"\b(?:mức độ|cấp độ|mức)\s+[34](?:\s*(?:,|và|hoặc|/|-|–)\s*(?:(?:mức độ|cấp độ|mức)\s+)?[34])*(?![\d%,])"
)
_SAFETY = re.compile(r"an toàn|bảo mật|hài lòng", re.IGNORECASE)


def city_since(province: str) -> date | None:
    """The day on which a province became a city; of the others, nothing."""
    return _CITIES[province][0] if province in _CITIES else None


def former_names(text: str, day: date) -> Iterator[Former]:
    """Old names in a document of that day, in the order of the table."""
    yield from _provinces(text, day)
    if day >= MINISTRIES:
        yield from _bodies(text)
    if day >= MERGED:
        for found in _DISTRICTS.finditer(text):
            yield _former(found, MERGED, "xã, phường, đặc khu", "Luật số 72/2025/QH15", "không còn cấp huyện")
    if day >= SERVICE_LEVELS_END:
        yield from _levels(text)


def _former(found: re.Match[str], since: date, now: str, source: str, reason: str = "") -> Former:
    plural = found[0].startswith("các ")
    if reason and plural:
        return Former(found[0], *found.span(), since, f"các {now}", source, reason)
    return Former(found[0], *found.span(), since, now, source, reason, replaceable=not reason)


def _provinces(text: str, day: date) -> Iterator[Former]:
    for found in _PROVINCE.finditer(text):
        name = re.sub(r"\s*[-–]\s*", " - ", " ".join(found[1].split()))
        since, now = _CITIES.get(name) or (MERGED, _PROVINCES[name])
        if day < since:
            continue
        further = _CITIES.get(now.removeprefix("tỉnh "))
        if further and now.startswith("tỉnh ") and day >= further[0]:
            now = further[1]
        yield _former(
            found, since, now, "Nghị quyết của Quốc hội về sắp xếp, thành lập đơn vị hành chính cấp tỉnh"
        )


def _bodies(text: str) -> Iterator[Former]:
    for found in _BODY.finditer(text):
        name = re.sub(r"\s*[-–]\s*", " - " if "Thương" in found[2] else "-", " ".join(found[2].split()))
        now = _FIELDS.get(name) or _SHORT_FIELDS[name]
        yield _former(found, MINISTRIES, f"{found[1]} {now}", "Sắp xếp bộ, sở từ ngày 01/3/2025")
    for found in _OTHER.finditer(text):
        yield _former(
            found, MINISTRIES, _OTHERS[" ".join(found[1].split())], "Sắp xếp bộ, sở từ ngày 01/3/2025"
        )


def _levels(text: str) -> Iterator[Former]:
    for found in _LEVELS.finditer(text):
        if _SAFETY.search(text, max(0, found.start() - 30), min(len(text), found.end() + 30)):
            continue
        now = ", ".join(name for level, name in (("4", "toàn trình"), ("3", "một phần")) if level in found[0])
        source = "Nghị định số 42/2022/NĐ-CP, Điều 11; nay là Nghị định số 224/2026/NĐ-CP"
        yield Former(found[0], *found.span(), SERVICE_LEVELS_END, now, source)
