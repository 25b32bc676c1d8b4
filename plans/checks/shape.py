"""Checks of a plan's shape: the usual sections, numbers typed by hand, how subject, headings and signature are written.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.5, II.6, II.7, II.9; the usual sections are practice, not law.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from cchc_portal.vietnam import numbering, symbols, titles
from cchc_portal.vietnam.alphabet import fold
from plans.checks.draft import Draft
from plans.checks.finding import Finding, Mend, Place, hint, mend_at, shortened, warning

USUAL = "Bố cục thường dùng của kế hoạch thông tin, tuyên truyền"
TITLES = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.5"
NUMBERS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.d"
SIGNING = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7"
RECIPIENTS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9"

_USUAL: tuple[tuple[tuple[str, ...], str, bool], ...] = (
    (("muc dich", "muc tieu"), "Mục đích", True),
    (("yeu cau",), "Yêu cầu", True),
    (("noi dung", "nhiem vu"), "Nội dung tuyên truyền", True),
    (("to chuc thuc hien", "to chuc trien khai"), "Tổ chức thực hiện", True),
    (("kinh phi",), "Kinh phí thực hiện", False),
)


def usual_sections(draft: Draft) -> Iterator[Finding]:
    """What every such plan has; money may be named anywhere in the text."""
    if not draft.snapshot["sections"] or draft.snapshot["form"] in symbols.ADDRESSED:
        return
    headings = fold(" | ".join(_headings(draft.snapshot["sections"])))
    for words, name, must in _USUAL:
        if any(word in headings for word in words):
            continue
        if must:
            yield hint(f"Kế hoạch chưa có mục “{name}”.", "sections", source=USUAL)
        elif not any(words[0] in fold(text) for text, place in draft.prose if "inh phí" in text):
            yield hint(f"Kế hoạch chưa nói đến {name[:1].lower()}{name[1:]}.", "sections", source=USUAL)
    yield from _contradicting(draft.snapshot["sections"])


def _headings(sections: Sequence[Any]) -> Iterator[str]:
    for section in sections:
        yield section["heading"]
        yield from _headings(section["sections"])


def _contradicting(sections: Sequence[Any]) -> Iterator[Finding]:
    """``Mục tiêu, yêu cầu`` over ``Mục đích``: two words for one thing."""
    for index, section in enumerate(sections):
        outer, inner = fold(section["heading"]), [fold(each["heading"]) for each in section["sections"]]
        for one, other in (("muc tieu", "muc dich"), ("muc dich", "muc tieu")):
            if one in outer and other not in outer and any(heading.startswith(other) for heading in inner):
                yield hint(
                    f"Mục “{section['heading']}” có tiểu mục dùng từ khác. Thống nhất “Mục đích” hoặc “Mục tiêu”.",
                    "sections",
                    index,
                    "heading",
                )


_TYPED_HEADING = re.compile(r"^\s*(?:[IVX]{1,5}\.|\d{1,2}[.)]|[a-zđ]\))\s+(?=\S)")
_TYPED = re.compile(r"^(?:(\d{1,2})[.)]|([a-zđ])\))\s+\S", re.MULTILINE)


def typed_numbers(draft: Draft) -> Iterator[Finding]:
    """Headings and points that carry a number of their own, and hand-typed numbers that jump."""
    for text, place in draft.words:
        if place[-1] == "heading" and (found := _TYPED_HEADING.match(text)):
            yield _numbered_twice("Tên mục", text, found, place)
        elif "numbered" in place and place[-1] == "text" and (found := _TYPED_HEADING.match(text)):
            yield _numbered_twice("Khoản", text, found, place)
    for blocks, path in draft.blocks:
        yield from _jumps(blocks, path)


def _numbered_twice(what: str, text: str, found: re.Match[str], place: Place) -> Finding:
    return hint(
        f"{what} “{text[:40].strip()}” tự ghi số, trong khi số được đánh tự động khi in.",
        *place,
        source=NUMBERS,
        mend=mend_at(text, found.span(), "", place),
    )


def _jumps(blocks: Sequence[Any], path: Place) -> Iterator[Finding]:
    """Paragraphs numbered by hand, in their order through the section."""
    last: dict[str, int] = {}
    for index, block in enumerate(blocks):
        for text, place in _paragraphs(block, (*path, index)):
            for found in _TYPED.finditer(text):
                kind, value = _value(found)
                if value is None:
                    continue
                before = last.get(kind, 0)
                last[kind] = value
                if value not in (1, before + 1):
                    first, second = _shown(kind, before), _shown(kind, value)
                    told = f"nhảy từ {first} sang {second}" if before else f"bắt đầu từ {second}"
                    yield warning(f"Số thứ tự ghi tay {told}. Đề nghị kiểm tra.", *place, source=NUMBERS)


def _paragraphs(block: Any, place: Place) -> Iterator[tuple[str, Place]]:
    if "text" in block:
        yield block["text"], (*place, "text")
    for index, entry in enumerate(block.get("bullets") or ()):
        yield entry["text"], (*place, "bullets", index, "text")


def _value(found: re.Match[str]) -> tuple[str, int | None]:
    if found[1]:
        return "number", int(found[1])
    letters = numbering.POINT_LETTERS
    return "letter", letters.index(found[2]) + 1 if found[2] in letters else None


def _shown(kind: str, value: int) -> str:
    return str(value) if kind == "number" else f"{numbering.point_letter(max(value, 1))})"


def followed(draft: Draft) -> Iterator[Finding]:
    """A table that has no column for them leaves nobody to ask and no day to ask on."""
    for blocks, path in draft.blocks:
        for index, block in enumerate(blocks):
            if "items" not in block or not any(group["items"] for group in block["items"]["groups"]):
                continue
            table = block["items"]
            rows = [item for group in table["groups"] for item in group["items"]]
            missing = [
                words
                for key, words in (
                    ("channels", "hình thức"),
                    ("time", "thời gian thực hiện"),
                    ("lead", "đơn vị chủ trì"),
                )
                if key not in table["columns"]
                and not any(row[key] for row in rows)
                and not (key == "channels" and any(group["channels"] for group in table["groups"]))
            ]
            if missing:
                yield hint(
                    f"Bảng nội dung chưa có cột {', '.join(missing)}, nên khó theo dõi việc thực hiện.",
                    *path,
                    index,
                    source="Chỉ số cải cách hành chính: kế hoạch phải xác định rõ kết quả, thời gian, trách nhiệm",
                )


def written_forms(draft: Draft) -> Iterator[Finding]:
    """The subject, the signature and the recipients as the decree writes them."""
    subject = draft.snapshot["subject"]
    if subject.rstrip().endswith((".", ";", ":")):
        right = subject.rstrip(" .;:")
        mend = Mend(("subject",), subject, right, "Bỏ dấu ở cuối")
        yield hint("Trích yếu không có dấu ở cuối.", "subject", source=TITLES, mend=mend)
    if len(subject) > 10 and subject.isupper():
        yield hint("Trích yếu viết chữ thường, không viết hoa toàn bộ.", "subject", source=TITLES)
    yield from _type_twice(draft)
    yield from _signatures(draft.snapshot["signatures"])
    for index, line in enumerate(draft.snapshot["recipients"]):
        if fold(line).startswith("kinh gui"):
            where = "ghi ở ô “Kính gửi”" if draft.snapshot["form"] in symbols.ADDRESSED else ""
            words = (
                f"“Kính gửi” {where}, không ghi trong nơi nhận." if where else "Kế hoạch không có “Kính gửi”."
            )
            yield hint(words, "recipients", index, source=RECIPIENTS)
        elif re.match(r"-?\s*Lưu\b", line):
            yield hint(
                "Dòng “Lưu” ghi ở ô “Lưu”, không ghi trong nơi nhận.", "recipients", index, source=RECIPIENTS
            )
    archive = draft.snapshot["archive"]
    if archive and archive[0] != "VT":
        yield hint("Dòng “Lưu” bắt đầu bằng VT.", "archive", source=RECIPIENTS)


def _type_twice(draft: Draft) -> Iterator[Finding]:
    """The paper prints the type's name above the subject; a letter's "V/v" stands before it."""
    subject, form = draft.snapshot["subject"], draft.snapshot["form"]
    name = symbols.type_of_series(symbols.REPORT if form == "report" else symbols.PLAN)
    right = _about(subject) if form == "letter" else titles.without_type(subject, name)
    if right == subject:
        return
    mend = Mend(("subject",), subject, right, f"Đổi thành “{shortened(right)}”")
    told = "“V/v” đã in ở đầu dòng" if form == "letter" else f"“{name}” đã in ở dòng trên"
    yield hint(
        f"Trích yếu không nhắc lại {'chữ “V/v”' if form == 'letter' else 'tên loại'}: {told}.",
        "subject",
        source=TITLES,
        mend=mend,
    )


def _about(subject: str) -> str:
    found = re.match(r"(?:V/v|Về việc)\s+(?=\S)", subject, re.IGNORECASE)
    return subject[found.end()].upper() + subject[found.end() + 1 :] if found else subject


def _signatures(lines: Sequence[Any]) -> Iterator[Finding]:
    for index, line in enumerate(lines):
        place = ("signatures", index)
        if line["title"] != line["title"].upper():
            mend = Mend(
                (*place, "title"),
                line["title"],
                line["title"].upper(),
                f"Đổi thành “{line['title'].upper()}”",
            )
            yield hint("Chức vụ người ký viết hoa.", *place, "title", source=SIGNING, mend=mend)
        if line["name"] and line["name"].isupper() and " " in line["name"]:
            right = line["name"].title()
            mend = Mend((*place, "name"), line["name"], right, f"Đổi thành “{right}”")
            yield hint(
                "Họ và tên người ký viết chữ thường, hoa chữ đầu.", *place, "name", source=SIGNING, mend=mend
            )
        last = line["authority"][-1] if line["authority"] else ""
        if last.startswith(("KT. ", "TL. ")) and last.split(" ", 1)[1] == line["title"]:
            yield warning(f"“{last}” và chức vụ người ký phải khác nhau.", *place, source=SIGNING)
        if any(each.startswith("Q. ") for each in line["authority"]) and any(
            each.startswith("KT. ") for each in line["authority"]
        ):
            yield warning("Người được giao quyền (Q.) không ký thay (KT.).", *place, source=SIGNING)
