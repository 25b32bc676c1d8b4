"""Common slips of spelling and capitals in administrative texts, as tables.

Capitals: Nghị định 30/2020/NĐ-CP, Phụ lục II. The slips are those that offices make with the keys near each other and with hỏi, ngã.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

CAPITALS_SOURCE = "Nghị định 30/2020/NĐ-CP, Phụ lục II"

MISSPELT = {
    "tuyên tryền": "tuyên truyền", "tuyền truyền": "tuyên truyền", "tuyên truyên": "tuyên truyền", "hiện vụ": "nhiệm vụ",
    "nhiêm vụ": "nhiệm vụ", "cán CBCCVC": "CBCCVC", "cãi cách": "cải cách", "cải cánh": "cải cách", "thũ tục": "thủ tục",
    "thủ tục hành chánh": "thủ tục hành chính", "cải cách hành chánh": "cải cách hành chính", "sử lý": "xử lý",
    "trú trọng": "chú trọng", "sắp sếp": "sắp xếp", "chia sẽ": "chia sẻ", "bổ xung": "bổ sung", "xúc tích": "súc tích",
    "đọc giả": "độc giả", "trực truyến": "trực tuyến", "kiễm tra": "kiểm tra", "hổ trợ": "hỗ trợ", "giãi quyết": "giải quyết",
    "tỗ chức": "tổ chức", "phỗ biến": "phổ biến", "triễn khai": "triển khai", "nghĩ lễ": "nghỉ lễ", "vướn mắc": "vướng mắc",
    "công chúc": "công chức", "viên chúc": "viên chức", "ngươi dân": "người dân", "doanh nghiêp": "doanh nghiệp",
    "phối hơp": "phối hợp", "thực hiên": "thực hiện", "kế hoach": "kế hoạch", "lãnh đao": "lãnh đạo", "cũng cố": "củng cố",
    "sổ tai": "sổ tay", "chất lương": "chất lượng", "thông tinh": "thông tin", "hành chinh": "hành chính", "quyêt định": "quyết định",
    "nghi định": "nghị định", "tham mưa": "tham mưu", "đa dang": "đa dạng", "phản ảnh, kiến nghị": "phản ánh, kiến nghị",
}  # fmt: skip
_NOT_ALONE = {
    "tích cự": (r"tích cự(?!c|\w)", "tích cực"),
    "các nhân": (
        r"các nhân(?!\w)(?!\s+(?:viên|tố|sự|chứng|vật|lực|dân|tài|công|văn|khẩu|cách|quyền|sĩ|giống))",
        "cá nhân",
    ),
}
_BY_FOUND = {wrong.lower(): right for wrong, right in MISSPELT.items()} | {
    wrong: right for wrong, (_, right) in _NOT_ALONE.items()
}
_MISSPELT = re.compile(
    r"(?<!\w)(?:"
    + "|".join(
        [*(re.escape(wrong) + r"(?!\w)" for wrong in MISSPELT), *(rule for rule, _ in _NOT_ALONE.values())]
    )
    + ")",
    re.IGNORECASE,
)

_FIELDS = (
    r"nội vụ|tài chính|tư pháp|xây dựng(?=\s*(?:[,;.)]|$|tỉnh\b|thành phố\b|và\b))|công thương|y tế|ngoại vụ|giáo dục và đào tạo|khoa học và công nghệ|nông nghiệp và môi trường"
    "|văn hóa, thể thao và du lịch|dân tộc và tôn giáo"
)
_CAPITALS = re.compile(
    r"(?<!\w)(?:"
    r"(?P<committee>[Ủủ]y [Bb]an [Nn]hân [Dd]ân|[Uu]ỷ [Bb]an [Nn]hân [Dd]ân)"
    r"|(?P<council>[Hh]ội [Đđ]ồng [Nn]hân [Dd]ân)"
    rf"|(?P<office>(?:[Ss]ở|[Bb]ộ) (?:(?i:{_FIELDS})))"
    r"|(?P<central>[Bb]an [Cc]hấp hành [Tt]rung ương)"
    r"|(?P<politburo>[Bb]ộ [Cc]hính [Tt]rị)"
    r"|(?P<premier>[Tt]hủ [Tt]ướng [Cc]hính [Pp]hủ)"
    r"|(?P<government>(?<=của )chính phủ(?! điện tử| số))"
    r"|(?P<state>(?<=của )nhà nước(?! ta)|(?<=Đảng và )nhà nước|(?<=Đảng, )nhà nước)"
    r"|(?P<people>(?<=phục vụ )nhân dân|(?<=quần chúng )nhân dân|(?<=của )nhân dân|(?<=lòng )nhân dân)"
    r")(?!\w)"
)
_RIGHT = {
    "committee": "Ủy ban nhân dân",
    "council": "Hội đồng nhân dân",
    "central": "Ban Chấp hành Trung ương",
    "politburo": "Bộ Chính trị",
    "premier": "Thủ tướng Chính phủ",
    "government": "Chính phủ",
    "state": "Nhà nước",
    "people": "Nhân dân",
}
_OFFICES = {
    name.lower(): name
    for name in (
        "Nội vụ", "Tài chính", "Tư pháp", "Xây dựng", "Công Thương", "Y tế", "Ngoại vụ", "Giáo dục và Đào tạo",
        "Khoa học và Công nghệ", "Nông nghiệp và Môi trường", "Văn hóa, Thể thao và Du lịch", "Dân tộc và Tôn giáo",
    )
}  # fmt: skip


@dataclass(frozen=True)
class Slip:
    """Words that are probably not what was meant."""

    found: str
    right: str
    start: int
    end: int


def misspelt(text: str) -> Iterator[Slip]:
    """Words of the table, with the first letter's case kept."""
    for found in _MISSPELT.finditer(text):
        right = _BY_FOUND[found[0].lower()]
        yield Slip(found[0], right if right[0].isupper() else _cased(right, found[0]), *found.span())


def _cased(right: str, found: str) -> str:
    if found.isupper():
        return right.upper()
    return right[:1].upper() + right[1:] if found[:1].isupper() else right


def capitals(text: str) -> Iterator[Slip]:
    """Names of bodies whose capitals are not the decree's; a line all in capitals is a heading."""
    if text.isupper():
        return
    for found in _CAPITALS.finditer(text):
        kind = str(found.lastgroup)
        right = _office(found[0]) if kind == "office" else _RIGHT[kind]
        if right != found[0] and not found[0].isupper() and not _is_part_of_a_word(text, found):
            yield Slip(found[0], right, *found.span())


def _office(found: str) -> str:
    kind, _, field = found.partition(" ")
    return f"{kind.capitalize()} {_OFFICES[field.lower()]}"


_PARTS_OF_WORDS = (
    "cán ", "nội ", "toàn ", "đồng ", "tiến ", "bãi ", "cục ", "thủy ", "đường ", "trụ ", "cơ ", "xứ ", "sơ ", "quân ",
)  # fmt: skip


def _is_part_of_a_word(text: str, found: re.Match[str]) -> bool:
    """``cán bộ tài chính``, ``cơ sở y tế`` name no ministry and no office."""
    return found[0][0] in "bs" and text[: found.start()].lower().endswith(_PARTS_OF_WORDS)
