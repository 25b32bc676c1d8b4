from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_portal.documents import snapshots
from cchc_portal.documents.snapshots import SnapshotErrors, source

FULLEST = (Path(__file__).parent / "plans" / "fullest.yaml").read_text(encoding="utf-8")
SMALLEST = (Path(__file__).parent / "plans" / "smallest.yaml").read_text(encoding="utf-8")


def _refusals(text: str) -> list[str]:
    with pytest.raises(SnapshotErrors) as refused:
        snapshots.read(text, name="kế-hoạch.yaml")
    return [str(error) for error in refused.value.errors]


@pytest.mark.parametrize(
    ("old", "new", "refusals"),
    [
        ("subject: Tuyên", "subjekt: Tuyên", [
            "dòng 1, mục subject: Thiếu mục này.",
            ("dòng 17, mục subjekt: Không có mục này; các mục dùng được: addressees, agency, appendices, archive, bases, "
            "closing, decision, form, format, issued_on, number, opening, parents, period, recipients, rules, sections, "
            "signatures, subject, symbol_as_printed, unit."),
        ]),
        ("  symbol: KCNĐN", "  symbol: 06",
         ['dòng 9, mục agency.symbol: Phải là chữ. Đặt giá trị trong dấu nháy, ví dụ: "06".']),
        ("number: null", "number: 6",
         ['dòng 12, mục number: Phải là chữ. Đặt giá trị trong dấu nháy, ví dụ: "06".']),
        ("number: null", "number: '000'", ['dòng 12, mục number: Số của văn bản chỉ gồm chữ số, ví dụ: "06".']),
        ("number: null", "number: '123456789012'", ["dòng 12, mục number: Số dài 12 ký tự, nhiều nhất là 11 ký tự."]),
        ("format: 1", "format: 2", ["dòng 1, mục format: Phải là 1."]),
        ("form: plan", "form: circular",
         ["dòng 11, mục form: Phải là một trong: plan, decision_inline, decision_attached, report, letter."]),
        ("issued_on: null", "issued_on: 31/12/2026",
         ["dòng 13, mục issued_on: Ngày phải có trong lịch và viết theo dạng năm-tháng-ngày, ví dụ: 2027-01-05."]),
        ("to: 2027-12-31", "to: 2027-02-29",
         ["dòng 16, mục period.to: Ngày phải có trong lịch và viết theo dạng năm-tháng-ngày, ví dụ: 2027-01-05."]),
        ("to: 2027-12-31", "to: 2026-12-31",
         ["dòng 16, mục period.to: Ngày kết thúc 2026-12-31 trước ngày bắt đầu 2027-01-01."]),
        ("subject: Tuyên truyền", "subject: Kế hoạch: tuyên truyền",
         ["dòng 17: Câu có dấu hai chấm phải được đặt trong dấu nháy, hoặc thụt dòng sai."]),
        ("archive: []", "archive: VT",
         ["dòng 26, mục archive: Phải là danh sách (mỗi phần tử một dòng bắt đầu bằng dấu “-”)."]),
        ("form: plan", "form: decision_inline",
         ["dòng 1, mục decision: Kế hoạch ban hành bằng quyết định phải có phần quyết định."]),
        ("archive: []", "archive: []\narchive: []",
         ["dòng 27, mục archive: Mục này đã có ở dòng 26; mỗi mục chỉ ghi một lần."]),
        ("signatures: []", f"signatures: [{{title: {'A' * 101}, name: {'B' * 51}}}]", [
            "dòng 24, mục signatures[1].name: Tên dài 51 ký tự, nhiều nhất là 50 ký tự.",
            "dòng 24, mục signatures[1].title: Tên hoặc chức vụ dài 101 ký tự, nhiều nhất là 100 ký tự.",
        ]),
        ("symbol: KCNĐN", f"symbol: {'K' * 28}",
         ["dòng 9, mục agency.symbol: Ký hiệu cơ quan dài 28 ký tự, nhiều nhất là 27 ký tự."]),
        ("name: Ban", f"name: {'B' * 300}",
         ["dòng 4, mục agency.name: Tên dài 328 ký tự, nhiều nhất là 200 ký tự."]),
        ("subject: Tuyên", f"subject: {'Ế' * 500}",
         ["dòng 17, mục subject: Trích yếu dài 536 ký tự, nhiều nhất là 500 ký tự."]),
        ("place: Đồng Nai", "place: ' '", ["dòng 10, mục agency.place: Địa danh không được để trống."]),
        ("recipients: []", "recipients: [null]", ["dòng 25, mục recipients[1]: Không được để trống."]),
        ("bases: []", "bases: &a []", [
            ("dòng 19, mục bases: Không được dùng neo và bí danh (dấu “&” và “*”); "
            "câu bắt đầu bằng dấu sao phải đặt trong dấu nháy.")]),
        ("bases: []", "bases: !!python/object/apply:os.system [ls]",
         ["dòng 19, mục bases: Không được dùng thẻ kiểu dữ liệu (dấu “!”)."]),
        ("bases: []", "bases:\n\t- a", ["dòng 20: Dòng thụt bằng phím Tab; dùng dấu cách."]),
        ("bases: []", "bases: [a", ["dòng 20: Dấu ngoặc mở ra mà không đóng, hoặc thiếu dấu phẩy giữa hai phần tử."]),
        ("bases: []", "bases: \x07", ["dòng 19: Có ký tự điều khiển (mã U+0007); xóa ký tự này rồi nạp lại."]),
        ("bases: []", f"bases: {'[' * 60}{']' * 60}",
         [f"dòng 19, mục bases{'[1]' * 40}: Các mục lồng nhau quá 40 cấp."]),
        ("format: 1", "format: 1\n---\nformat: 1", ["dòng 2: Tệp chỉ được chứa một kế hoạch (một tài liệu YAML)."]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_line_and_field(old: str, new: str, refusals: list[str]) -> None:
    assert SMALLEST.count(old) == 1 or old == "archive: []"
    assert _refusals(SMALLEST.replace(old, new)) == [f"kế-hoạch.yaml, {refusal}" for refusal in refusals]


_NOT_A_BLOCK = "Khối phải là một trong: text, numbered, bullets, items, channels, table."
_TWO_DASHES = "Chỉ có hai cấp gạch đầu dòng: “-” rồi “+”."


@pytest.mark.parametrize(
    ("block", "field", "message"),
    [
        ("{image: a}", "", _NOT_A_BLOCK),
        ("12", "", "Phải là một câu hoặc một nhóm mục."),
        ("''", "", "Giá trị không được để trống."),
        ("{text: a, bullets: [b]}", ".bullets", "Không có mục này; các mục dùng được: footnotes, text."),
        ("{bullets: []}", ".bullets", "Phải có ít nhất một phần tử."),
        ("{bullets: [{text: a, bullets: [{text: b, bullets: [c]}]}]}", ".bullets[1].bullets[1].bullets", _TWO_DASHES),
        ("{text: a, footnotes: [b]}", ".footnotes", "Đoạn văn phải có đủ dấu chú thích theo thứ tự: [^1]."),
        ("{text: 'a[^2] b[^1]', footnotes: [b, c]}", ".footnotes",
         "Đoạn văn phải có đủ dấu chú thích theo thứ tự: [^1], [^2]."),
        ("{items: {columns: [content, content], groups: []}}", ".items.columns", "Có phần tử ghi hai lần."),
        ("{items: {columns: [price], groups: []}}", ".items.columns[1]",
         "Phải là một trong: content, audience, channels, products, lead, support, time, budget, note."),
        ("{items: {columns: [content], groups: [{items: [{content: a, areas: [14]}]}]}}",
         ".items.groups[1].items[1].areas[1]", "Không được lớn hơn 13."),
        ("{items: {columns: [content], groups: [{items: [{content: a, budget: {amount: 1.5}}]}]}}",
         ".items.groups[1].items[1].budget.amount", "Phải là số nguyên, không có dấu chấm ngăn hàng nghìn."),
        ("{items: {columns: [content], groups: [{items: [{content: a, budget: {amount: -1}}]}]}}",
         ".items.groups[1].items[1].budget.amount", "Không được nhỏ hơn 0."),
        ("{items: {columns: [content], groups: [{items: [{content: a, time: {from: 2027-02-01, to: 2027-01-01}}]}]}}",
         ".items.groups[1].items[1].time.to", "Ngày kết thúc 2027-01-01 trước ngày bắt đầu 2027-02-01."),
        ("{table: {rows: [[a, b], [c]]}}", ".table.rows[2]", "Hàng có 1 ô, bảng có 2 cột."),
        ("{table: {head: [[a, b]], rows: [], widths: [1]}}", ".table.widths", "Có 1 phần tử, bảng có 2 cột."),
        ("{table: {rows: [[a]], align: [middle]}}", ".table.align[1]",
         "Phải là một trong: left, center, right, justify."),
        ("{table: {rows: [[1]]}}", ".table.rows[1][1]", 'Phải là chữ. Đặt giá trị trong dấu nháy, ví dụ: "06".'),
        ("{table: {rows: []}}", ".table", "Bảng không có hàng nào."),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_block_is_named(block: str, field: str, message: str) -> None:
    text = SMALLEST.replace("sections: []", f"sections:\n- heading: A\n  blocks:\n  - {block}")
    assert _refusals(text) == [f"kế-hoạch.yaml, dòng 24, mục sections[1].blocks[1]{field}: {message}"]


def test_a_fourth_level_of_sections_is_refused() -> None:
    deep = "{heading: A, sections: [{heading: B, sections: [{heading: C, sections: [{heading: D}]}]}]}"
    place = "dòng 21, mục sections[1].sections[1].sections[1].sections"
    assert _refusals(SMALLEST.replace("sections: []", f"sections: [{deep}]")) == [
        f"kế-hoạch.yaml, {place}: Chỉ có ba cấp mục: I., 1., a)."
    ]


@pytest.mark.parametrize("text", ["", "# trống\n", "null", "~"])
def test_an_empty_file_is_refused(text: str) -> None:
    assert _refusals(text) == ["kế-hoạch.yaml, dòng 1: Tệp không có nội dung."]


def test_a_file_beyond_the_limit_is_refused_unread() -> None:
    text = "[" * (source.LONGEST_FILE + 1)
    assert _refusals(text) == ["kế-hoạch.yaml: Tệp dài 4000001 ký tự, quá mức 4000000 ký tự."]


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(9))
    with pytest.raises(SnapshotErrors) as refused:
        snapshots.read(bomb, name="x")
    assert [(error.line, error.field) for error in refused.value.errors] == [(1, "a")]


def test_a_file_in_another_encoding_is_refused() -> None:
    with pytest.raises(SnapshotErrors) as refused:
        snapshots.read_bytes(b"format: 1\nsubject: K\xff", name="x.yaml")
    assert str(refused.value) == "x.yaml, dòng 2: Tệp phải được lưu bằng bảng mã UTF-8."


JUNK = st.sampled_from(
    [None, True, 0, -1, 1.5, float("inf"), "", " ", "x", "2027-13-01", "\0", [], [None], {}, {"x": 1}, [[]]]
)


def _places(value: Any) -> list[tuple[Any, Any]]:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for key in keys for place in [(value, key), *_places(value[key])]]


@settings(max_examples=400, deadline=None)
@given(junk=JUNK, choice=st.integers(0, 10**6))
def test_junk_anywhere_is_refused_in_words_or_made_canonical(junk: Any, choice: int) -> None:
    data = snapshots.read(FULLEST, name="x")
    places = _places(data)
    holder, key = places[choice % len(places)]
    holder[key] = junk
    found = snapshots.findings(data)
    assert [one for one in found if not (one.path and one.message.endswith("."))] == []
    if not found:
        snapshot = snapshots.normalise(data)
        assert snapshots.read(snapshots.dump(snapshot), name="x") == snapshot
