"""Whatever a file looks like, each of its words stands in the plan, or among what the portal prints itself and shows as such.

Every paragraph and cell carries a word of its own, so that a lost one, and one that came twice, is seen.
"""

import json
import re
from collections import Counter
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as some

from cchc_portal.documents import snapshots
from plans.importing import building, choices
from plans.importing.choices import Choices
from plans.importing.pieces import LABELS, NOT_TAKEN, TABLE_LABELS, Recognised, Role
from plans.importing.source import Aside, Cell, Paragraph, Sheet, Source, Table

_OWN = re.compile(r"chữriêng\d+x")
LEADS = ("", "I. ", "II. ", "1. ", "2) ", "1.1. ", "a) ", "đ) ", "- ", "+ ", "• ", "A. ", "**3.** ", "IV - ")
OPENINGS = (
    "", "KẾ HOẠCH ", "Căn cứ ", "Trên đây là ", "Nơi nhận: ", "- Lưu: VT, ", "PHỤ LỤC ", "TM. ", "Số: ", "Tổng cộng ",
    "Thực hiện ", "(Kèm theo ", "CỘNG HÒA XÃ HỘI ",
)  # fmt: skip
ENDS = ("", ".", ";", ":", "./.", " như sau:", "...")
HEADS = (
    "STT",
    "Nội dung",
    "Hình thức",
    "Sản phẩm",
    "Chủ trì",
    "Thời gian",
    "Kinh phí",
    "Ghi chú",
    "Căn cứ",
    "Quý I",
    "",
)


@some.composite
def texts(draw: some.DrawFn, number: count) -> str:  # type: ignore[type-arg]
    middle = f"chữriêng{next(number)}x"
    if draw(some.booleans()):
        middle = f"**{middle}**"
    if draw(some.integers(0, 9)) == 0:
        middle += " dài" * draw(some.sampled_from((10, 40, 200)))
    return (
        draw(some.sampled_from(LEADS))
        + draw(some.sampled_from(OPENINGS))
        + middle
        + draw(some.sampled_from(ENDS))
    )


@some.composite
def tables(draw: some.DrawFn, number: count) -> Table:  # type: ignore[type-arg]
    width = draw(some.integers(1, 5))
    cells = some.one_of(
        some.just(Cell()),
        some.lists(texts(number), min_size=1, max_size=3).map(lambda lines: Cell(tuple(lines))),
        some.sampled_from(("1", "I", "12.500", "x")).map(lambda text: Cell((text,))),
    )
    rows = [[Cell((draw(some.sampled_from(HEADS)),)) for _ in range(width)]]
    for _ in range(draw(some.integers(0, 4))):
        if draw(some.integers(0, 4)) == 0:
            rows.append([Cell((draw(texts(number)),), 1, width), *[None] * (width - 1)])  # type: ignore[list-item]
        else:
            rows.append([draw(cells) for _ in range(width)])
    return Table(tuple(map(tuple, rows)), draw(some.integers(0, 1)))


@some.composite
def sources(draw: some.DrawFn) -> Source:
    number = count()
    paragraphs = some.builds(
        Paragraph,
        text=texts(number),
        number=some.sampled_from(("", "", "", "I.", "1.", "a)", "-")),
        level=some.sampled_from((0, 0, 0, 1, 2, 3, 7)),
        centred=some.booleans(),
        landscape=some.booleans(),
    )
    parts = draw(some.lists(some.one_of(paragraphs, paragraphs, tables(number)), min_size=1, max_size=15))
    asides = draw(some.lists(texts(number).map(lambda text: Aside("Chân trang", text)), max_size=2))
    return Source("word", (Sheet("", tuple(parts)),), tuple(asides))


def own_words(text: str) -> Counter[str]:
    return Counter(_OWN.findall(text))


def where_they_went(recognised: Recognised) -> tuple[Counter[str], Counter[str]]:
    """Of the plan, and of what the portal prints itself, which the page shows as not taken over."""
    shown = [
        piece.plain for piece in recognised.pieces if piece.role in NOT_TAKEN or piece.role is Role.SUBJECT
    ]
    taken = json.dumps(building.build(recognised).parts(), ensure_ascii=False, default=str)
    return own_words(taken), own_words("\n".join(shown))


@settings(max_examples=100, deadline=None)
@given(sources())
def test_every_word_of_a_file_is_in_the_plan_once(source: Source) -> None:
    taken, shown = where_they_went(choices.apply(source, Choices()))
    assert taken + shown == own_words("\n".join(source.texts()))


@settings(max_examples=100, deadline=None)
@given(sources(), some.data())
def test_no_correction_loses_a_word(source: Source, data: some.DataObject) -> None:
    """Any part may be chosen for any line, any meaning for any column."""
    recognised = choices.apply(source, Choices())
    roles = {
        number: data.draw(some.sampled_from(sorted(TABLE_LABELS if piece.table else LABELS)))
        for number, piece in enumerate(recognised.pieces)
    }
    kinds = {
        (number, place): data.draw(some.sampled_from(sorted(choices.columns.LABELS)))
        for number, piece in enumerate(recognised.pieces)
        for place in range(len(piece.columns))
    }
    chosen = Choices(0, None, {number: Role(role) for number, role in roles.items()}, kinds)
    corrected = choices.apply(source, choices.from_json(chosen.to_json()))
    taken, shown = where_they_went(corrected)
    assert set(taken) | set(shown) == set(own_words("\n".join(source.texts())))


@settings(max_examples=100, deadline=None)
@given(sources())
def test_what_is_built_is_always_a_whole_plan(source: Source) -> None:
    parts = building.build(choices.apply(source, Choices())).parts()
    plan = {
        "format": 1,
        "agency": {
            "province": "Đồng Nai",
            "name": "Sở",
            "header": ["SỞ"],
            "symbol": "S",
            "place": "Đồng Nai",
        },
        "form": "plan",
        "period": {"from": "2027-01-01", "to": "2027-12-31"},
        "subject": "Tuyên truyền",
        **parts,
    }
    assert [str(finding) for finding in snapshots.findings(plan)] == []
