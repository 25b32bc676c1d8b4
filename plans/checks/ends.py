"""Checks of a plan's two ends: subject, symbol, decision; signature and recipients.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7; lengths in the register: Phụ lục VI.
"""

import re
from collections.abc import Iterator
from datetime import date

from cchc_portal.vietnam import citations, layout, symbols
from plans.checks.finding import Finding, Snapshot, error, hint, mend_at, warning

SUBJECT_LENGTH = 500  # Phụ lục VI, II.I
REGISTER = "Nghị định 30/2020/NĐ-CP, Phụ lục VI"
ADDRESSES = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9"
BASES = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.a"
_YEAR = re.compile(r"\bnăm (\d{4})\b", re.IGNORECASE)


def head(snapshot: Snapshot) -> Iterator[Finding]:
    subject = snapshot["subject"]
    if not subject:
        yield error(f"{name_of(snapshot)} chưa có trích yếu.", "subject")
    if len(subject) > SUBJECT_LENGTH:
        yield error(
            f"Trích yếu dài {len(subject)} ký tự; sổ đăng ký nhận nhiều nhất {SUBJECT_LENGTH} ký tự.",
            "subject",
            source=REGISTER,
        )
    notation = symbols.notation(symbols.kind_of(snapshot), symbols.issuer_of(snapshot))
    if len(notation) > symbols.NOTATION_LENGTH:
        yield error(
            f"Ký hiệu “{notation}” dài hơn {symbols.NOTATION_LENGTH} ký tự. Đề nghị quản trị cơ quan sửa ký hiệu.",
            source=REGISTER,
        )
    yield from _years(snapshot)


def _years(snapshot: Snapshot) -> Iterator[Finding]:
    """A year in the subject that lies outside the period is a leftover of the plan that was copied; not one of a document it cites."""
    start, end = (date.fromisoformat(snapshot["period"][key]).year for key in ("from", "to"))
    cited = citations.spans(snapshot["subject"])
    for found in _YEAR.finditer(snapshot["subject"]):
        if any(first <= found.start() < last for first, last in cited):
            continue
        if not start <= int(found[1]) <= end:
            mend = (
                mend_at(snapshot["subject"], found.span(1), str(start), ("subject",))
                if start == end
                else None
            )
            yield warning(
                f"Trích yếu ghi “năm {found[1]}” nhưng {_carried_out(snapshot)} {_period(start, end)}. Đề nghị kiểm tra.",
                "subject",
                mend=mend,
            )


def _period(start: int, end: int) -> str:
    return f"năm {start}" if start == end else f"từ năm {start} đến năm {end}"


def parents(snapshot: Snapshot) -> Iterator[Finding]:
    """A document that the plan carries out is named where the plan says what it rests on."""
    said = " ".join(
        [snapshot["opening"], *snapshot["bases"], *(snapshot["decision"] or {}).get("articles", [])]
    )
    for index, parent in enumerate(snapshot["parents"]):
        if parent["number"] and not re.search(rf"(?<!\d){re.escape(parent['number'])}", said, re.IGNORECASE):
            yield warning(
                f"Đoạn mở đầu và các căn cứ chưa nhắc đến văn bản cấp trên số {parent['number']}. Đề nghị bổ sung.",
                "parents",
                index,
                source=BASES,
            )


def decision(snapshot: Snapshot) -> Iterator[Finding]:
    if symbols.kind_of(snapshot) != symbols.DECISION:
        return
    if not snapshot["decision"]:
        yield error("Kế hoạch ban hành bằng quyết định nhưng chưa có phần quyết định.", "decision")
    if not snapshot["bases"]:
        yield error("Quyết định chưa có căn cứ ban hành. Thêm ít nhất một căn cứ.", "bases", source=BASES)


def ending(snapshot: Snapshot) -> Iterator[Finding]:
    if not snapshot["signatures"]:
        yield error(f"{name_of(snapshot)} chưa có người ký.", "signatures")
    for index, line in enumerate(snapshot["signatures"]):
        here = ("signatures", index)
        if not line["name"]:
            yield warning(f"Người ký “{line['title']}” chưa có họ và tên.", *here)
        elif symbols.HONORIFIC.match(line["name"]):
            yield warning(
                "Trước họ tên người ký không ghi học hàm, học vị, quân hàm.",
                *here,
                source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7",
            )
    if not snapshot["recipients"]:
        yield error(f"{name_of(snapshot)} chưa có nơi nhận.", "recipients")


def addressees(snapshot: Snapshot) -> Iterator[Finding]:
    """A letter is sent to somebody; a plan speaks of the agencies it obliges in its text."""
    if snapshot["form"] == "letter" and not snapshot["addressees"]:
        yield error("Công văn chưa có nơi kính gửi.", "addressees", source=ADDRESSES)
    said = [line.strip(" .;").casefold() for line in snapshot["recipients"]]
    if snapshot.get("addressees") and layout.AS_ABOVE.casefold() not in said:
        yield hint(
            "Văn bản có “Kính gửi” thì nơi nhận thường bắt đầu bằng “Như trên”.",
            "recipients",
            source=ADDRESSES,
        )
    if not snapshot.get("addressees") and layout.AS_ABOVE.casefold() in said:
        yield warning(
            f"“{layout.AS_ABOVE}” chỉ dùng khi văn bản có “Kính gửi”. Đề nghị ghi tên cơ quan nhận.",
            "recipients",
            said.index(layout.AS_ABOVE.casefold()),
            source=ADDRESSES,
        )


def name_of(snapshot: Snapshot) -> str:
    """What the findings call it."""
    return {"report": "Báo cáo", "letter": "Công văn"}.get(snapshot["form"], "Kế hoạch")


def _carried_out(snapshot: Snapshot) -> str:
    kind = {"report": "báo cáo của kỳ thuộc", "letter": "công văn thuộc"}
    return kind.get(snapshot["form"], "kế hoạch thực hiện")
