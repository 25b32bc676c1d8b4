"""Two snapshots held together: small cases as they are read, and what holds for all: nothing lost, nothing invented."""

import copy
import random
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_portal.documents import snapshots
from plans.comparing import Change, Comparison, Row, compare, sentence
from plans.comparing.tree import tree
from tests.documents import samples

Data = dict[str, Any]
Edit = Callable[[Data], None]


def edited(snapshot: Data, edit: Edit) -> Data:
    changed = copy.deepcopy(snapshot)
    edit(changed)
    return snapshots.assemble(changed)


def touched(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Family, what happened, and the words by which the row is known now or was."""
    return [
        (
            row.family,
            "moved" if row.moved and row.change is Change.SAME else row.change.value,
            row.text("new") or row.text("old"),
        )
        for row in comparison.rows()
        if row.touched
    ]


def item(content: str, **more: Any) -> Data:
    return {"content": content, **more}


def with_items(*items: Data, title: str | None = None) -> Data:
    block = {"items": {"columns": ["content", "lead"], "groups": [{"title": title, "items": list(items)}]}}
    return samples.plan(sections=[{"heading": "Nội dung", "blocks": [block]}])


def with_text(*texts: str) -> Data:
    return samples.plan(sections=[{"heading": "Mục đích", "blocks": list(texts)}])


NEWS = item("Đưa tin về cải cách thủ tục hành chính trên trang tin", lead=["Văn phòng"])
LEAFLETS = item("Phát tờ gấp hướng dẫn nộp hồ sơ trực tuyến tại Bộ phận Một cửa", lead=["Phòng Tổ chức"])
CONTEST = item("Tổ chức cuộc thi tìm hiểu cải cách hành chính", lead=["Công đoàn"])
TALKS = item("Đối thoại với người dân, doanh nghiệp sáu tháng một lần", lead=["Văn phòng"])


def test_a_row_that_was_carried_elsewhere_is_moved_and_its_neighbours_are_not() -> None:
    found = compare(with_items(NEWS, LEAFLETS, CONTEST, TALKS), with_items(TALKS, NEWS, LEAFLETS, CONTEST))
    assert touched(found) == [("item", "moved", TALKS["content"])]
    row = next(row for row in found.rows() if row.moved)
    assert (row.old_number, row.new_number) == ("4.", "1.")


def test_a_changed_row_says_in_which_cell() -> None:
    found = compare(with_items(NEWS, LEAFLETS), with_items(NEWS, {**LEAFLETS, "lead": ["Văn phòng"]}))
    assert touched(found) == [("item", "changed", LEAFLETS["content"])]
    row = next(row for row in found.rows() if row.change is Change.CHANGED)
    assert [(cell.label, cell.old[0].text, cell.new[0].text) for cell in row.cells if cell.changed] == [
        ("Đơn vị chủ trì", "Phòng Tổ chức", "Văn phòng")
    ]


def test_a_row_that_has_grown_a_lot_is_changed_where_nothing_else_came_or_went() -> None:
    short = item("Trả lời phỏng vấn", lead=["Văn phòng"])
    long = item(
        "Trả lời phỏng vấn trên Đài Phát thanh và Truyền hình thành phố về mười thủ tục", lead=["Văn phòng"]
    )
    comparison = compare(with_items(NEWS, short, TALKS), with_items(NEWS, long, TALKS))
    assert touched(comparison) == [("item", "changed", long["content"])]
    assert comparison.counts() == {"items_changed": 1}


def test_a_row_with_nothing_of_the_one_that_stood_there_is_a_new_one() -> None:
    comparison = compare(with_items(NEWS, LEAFLETS, TALKS), with_items(NEWS, CONTEST, TALKS))
    assert sorted(what for _, what, _ in touched(comparison)) == ["added", "removed"]


def test_a_row_may_be_moved_and_changed_at_once() -> None:
    found = compare(
        with_items(NEWS, LEAFLETS, CONTEST), with_items({**CONTEST, "lead": ["Văn phòng"]}, NEWS, LEAFLETS)
    )
    row = next(row for row in found.rows() if row.touched)
    assert (row.family, row.change, row.moved) == ("item", Change.CHANGED, True)
    assert found.counts() == {"items_changed": 1}


def test_a_row_that_is_gone_stands_where_it_stood() -> None:
    found = compare(with_items(NEWS, LEAFLETS, CONTEST), with_items(NEWS, CONTEST))
    rows = [(row.change, row.text("old")) for row in found.rows() if row.family == "item"]
    assert rows == [
        (Change.SAME, NEWS["content"]),
        (Change.REMOVED, LEAFLETS["content"]),
        (Change.SAME, CONTEST["content"]),
    ]


def test_rows_that_say_the_same_are_told_apart_by_their_count() -> None:
    found = compare(with_items(NEWS, NEWS, NEWS), with_items(NEWS, NEWS))
    assert touched(found) == [("item", "removed", NEWS["content"])]


def test_an_item_that_goes_to_another_section_is_moved() -> None:
    def two(first: list[Data], second: list[Data]) -> Data:
        def block(items: list[Data]) -> Data:
            return {"items": {"columns": ["content"], "groups": [{"title": None, "items": items}]}}

        return samples.plan(
            sections=[
                {"heading": "Đối với công chức", "blocks": [block(first)]},
                {"heading": "Đối với người dân", "blocks": [block(second)]},
            ]
        )

    found = compare(two([NEWS, CONTEST], [LEAFLETS]), two([NEWS], [CONTEST, LEAFLETS]))
    assert touched(found) == [("item", "moved", CONTEST["content"])]


def test_sections_are_known_by_their_headings_wherever_they_stand() -> None:
    old = samples.plan()
    new = edited(old, lambda data: data["sections"].reverse())
    assert {change for _, change, _ in touched(compare(old, new))} == {"moved"}
    assert {family for family, _, _ in touched(compare(old, new))} == {"section"}


def test_a_renamed_section_keeps_what_stands_in_it() -> None:
    old = samples.plan()
    new = edited(old, lambda data: data["sections"][1].update(heading="Các nội dung tuyên truyền năm 2027"))
    assert touched(compare(old, new)) == [("section", "changed", "Các nội dung tuyên truyền năm 2027")]


def test_a_new_section_is_one_change_with_what_stands_in_it() -> None:
    old = samples.plan()
    more = {
        "heading": "Kinh phí thực hiện",
        "blocks": ["Từ ngân sách nhà nước", "Theo quy định"],
        "sections": [],
    }
    found = compare(old, edited(old, lambda data: data["sections"].append(more)))
    assert touched(found) == [
        ("section", "added", "Kinh phí thực hiện"),
        ("line", "added", "Từ ngân sách nhà nước"),
        ("line", "added", "Theo quy định"),
    ]
    assert sentence(found.counts()) == "Thêm 1 chỗ."


def test_a_paragraph_is_compared_syllable_by_syllable() -> None:
    found = compare(
        with_text("Tuyên truyền cải cách hành chính năm 2026 đến người dân"),
        with_text("Tuyên truyền cải cách hành chính năm 2027 đến mọi người dân"),
    )
    row = next(row for row in found.rows() if row.change is Change.CHANGED)
    assert [(run.kind, run.text) for run in row.cells[0].old] == [
        ("same", "Tuyên truyền cải cách hành chính năm "),
        ("removed", "2026 "),
        ("same", "đến người dân"),
    ]
    assert [(run.kind, run.text) for run in row.cells[0].new] == [
        ("same", "Tuyên truyền cải cách hành chính năm "),
        ("added", "2027 "),
        ("same", "đến "),
        ("added", "mọi "),
        ("same", "người dân"),
    ]


def test_a_paragraph_that_becomes_a_list_entry_is_told_even_with_the_same_words() -> None:
    old = with_text("Đăng tin hằng tuần trên trang tin điện tử")
    new = edited(
        old,
        lambda data: data["sections"][0].update(
            blocks=[{"bullets": [{"text": "Đăng tin hằng tuần trên trang tin điện tử", "bullets": []}]}]
        ),
    )
    row = next(row for row in compare(old, new).rows() if row.touched)
    assert (row.change, row.restyled, row.cells[0].changed) == (Change.CHANGED, True, False)


def test_lists_around_the_text_are_compared_line_by_line() -> None:
    old = samples.plan()
    new = edited(
        old,
        lambda data: data.update(
            recipients=[data["recipients"][1], "Sở Nội vụ"], bases=data["bases"][:-1], archive=["VT"]
        ),
    )
    assert touched(compare(old, new)) == [
        ("basis", "removed", "Theo đề nghị của Chánh Văn phòng Sở"),
        ("recipient", "removed", "UBND thành phố (để b/c)"),
        ("recipient", "added", "Sở Nội vụ"),
        ("field", "changed", "VT"),
    ]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({}, "Không có thay đổi."),
        ({"items_changed": 2, "others_changed": 3, "items_added": 1}, "Sửa 2 nội dung và 3 chỗ khác; thêm 1 nội dung."),
        ({"others_removed": 1, "items_moved": 4}, "Bỏ 1 chỗ; chuyển chỗ 4 nội dung."),
    ],
)  # fmt: skip
def test_the_changes_are_counted_in_a_sentence(counts: dict[str, int], words: str) -> None:
    assert sentence(counts) == words


# --- what holds for all

SAMPLES = {
    "whole": samples.plan(),
    "with appendices": samples.with_appendices(rows=5),
    "decision": samples.decision_attached(),
    "joint": samples.joint(),
    "shared channels": samples.shared_channels(rows=4),
}
whole = pytest.mark.parametrize("name", SAMPLES)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    else:
        yield path, value


def said(snapshot: Data) -> list[str]:
    return [cell.text for node in tree(snapshot).walk() for cell in node.cells if cell.text]


def test_products_are_compared_as_the_paper_counts_them() -> None:
    products = [
        {"text": "02 lớp", "quantity": 2, "unit": "lớp"},
        {"text": "Tờ gấp", "quantity": 500, "unit": "tờ"},
        {"text": "Báo cáo", "quantity": None, "unit": ""},
    ]
    (row,) = [
        node for node in tree(with_items({**NEWS, "products": products})).walk() if node.family == "item"
    ]
    assert [cell.text for cell in row.cells if cell.key == "products"] == ["02 lớp\n500 tờ gấp\nBáo cáo"]


@whole
def test_a_snapshot_does_not_differ_from_itself(name: str) -> None:
    found = compare(SAMPLES[name], copy.deepcopy(SAMPLES[name]))
    assert (touched(found), found.differs, found.counts()) == ([], False, {})


OTHER = {"form": "decision_inline", "rules": "TT01_2011", "landscape": None, "in_words": None, "format": None}
NOTHING_YET = {
    "decision": samples.decision_attached()["decision"],
    "time": {"text": "Quý II", "from": None, "to": None, "every": None},
    "total": {"products": [], "budget": 41},
}
OTHER_DAYS = ("issued_on", "from", "to")


def other(key: str, value: Any) -> Any:
    """Another value of the same kind."""
    if key in OTHER:
        return OTHER[key] if OTHER[key] is not None else not value
    if key in OTHER_DAYS:
        return "2031-07-09"
    if value is None and key in NOTHING_YET:
        return NOTHING_YET[key]
    if value is None and key in ("amount", "quantity"):
        return 41
    return value + 1 if isinstance(value, int | float) else f"{value or ''} thêm"


@whole
def test_every_leaf_that_is_changed_is_told(name: str) -> None:
    """Columns and alignments have words of their own; the format's number is no content."""
    missed = []
    for path, value in leaves(SAMPLES[name]):
        key = next(part for part in reversed(path) if isinstance(part, str))
        if key in {"format", "columns", "align", "labels"} or other(key, value) == value:
            continue
        new = copy.deepcopy(SAMPLES[name])
        inner: Any = new
        for part in path[:-1]:
            inner = inner[part]
        inner[path[-1]] = other(key, value)
        if key == "budget" and value is None:
            inner[path[-1]] = {"amount": 41, "source": ""} if "content" in inner else 41
        if not compare(SAMPLES[name], new).differs:
            missed.append(path)
    assert missed == []


def random_edit(snapshot: Data, chance: random.Random) -> Data:
    """Lists shuffled, cut and doubled, words changed: what months of drafting may do."""

    def rework(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: rework(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            inner = [rework(each, key) for each in value if chance.random() > 0.15]
            if inner and chance.random() < 0.2:
                inner.insert(chance.randrange(len(inner)), copy.deepcopy(chance.choice(inner)))
            if chance.random() < 0.2:
                chance.shuffle(inner)
            return inner
        if isinstance(value, str) and key in FREE and chance.random() < 0.3:
            words = value.split(" ")
            words[chance.randrange(len(words))] = chance.choice(["", "mới", "**đậm**", "12.500.000", "đ\nđ"])
            return " ".join(words)
        return value

    reworked = rework(snapshot)
    reworked["agency"], reworked["decision"] = snapshot["agency"], snapshot["decision"]
    return reworked


FREE = {
    "text",
    "content",
    "heading",
    "title",
    "bases",
    "note",
    "subject",
    "rows",
    "channels",
    "recipients",
    "lead",
}


@whole
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_each_side_read_off_the_comparison_is_that_sides_text(name: str, seed: int) -> None:
    old = SAMPLES[name]
    new = random_edit(old, random.Random(seed))
    for left, right in ((old, new), (new, old)):
        found = compare(left, right)
        assert (found.side("old"), found.side("new")) == (said(left), said(right))
        assert found.differs == (found.side("old") != found.side("new") or any(map(_restyled, found.rows())))


def _restyled(row: Row) -> bool:
    return row.restyled or row.moved


@pytest.mark.parametrize(
    "how", ["every row reworded", "all rows shuffled", "half of the rows new", "all rows alike"]
)
def test_four_hundred_items_are_compared_within_two_seconds(how: str) -> None:
    chance = random.Random(7)
    words = samples.SENTENCE.split()
    rows = [
        item(" ".join(chance.choices(words, k=30)) + f" số {number}", lead=[f"Phòng {number % 9}"])
        for number in range(400)
    ]
    now = copy.deepcopy(rows)
    if how == "every row reworded":
        for row in now:
            row["content"] = " ".join(
                word if chance.random() > 0.2 else "mới" for word in row["content"].split()
            )
    elif how == "all rows shuffled":
        chance.shuffle(now)
    elif how == "half of the rows new":
        now[::2] = [item(" ".join(chance.choices(words, k=30))) for _ in now[::2]]
    else:
        rows, now = [rows[0]] * 400, [{**rows[0], "lead": ["Văn phòng"]}] * 400
    old, new = with_items(*rows), with_items(*now)
    start = time.process_time()
    found = compare(old, new)
    assert time.process_time() - start < 2
    assert (found.side("old"), found.side("new")) == (said(old), said(new))
