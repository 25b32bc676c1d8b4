"""Forms of a draft: what stands beside which field when two of them do not agree."""

from datetime import date

import pytest

from plans.forms.base import DraftForm
from plans.forms.plan import CreateForm, HeadForm
from plans.forms.table import ItemForm
from plans.forms.text import TableBlockForm

HEAD = {"subject": "Tuyên truyền", "kind": "cchc", "form": "plan"}


@pytest.mark.parametrize(
    ("form", "first", "last", "said"),
    [
        (
            HeadForm(HEAD),
            "period_from",
            "period_to",
            "Ngày kết thúc phải từ ngày bắt đầu (02/01/2027) trở đi.",
        ),
        (
            ItemForm({"content": "Một"}),
            "time_from",
            "time_to",
            "Ngày hoàn thành phải từ ngày bắt đầu (02/01/2027) trở đi.",
        ),
    ],
    ids=["the plan's period", "an item's time"],
)
def test_the_last_day_is_not_before_the_first(form: DraftForm, first: str, last: str, said: str) -> None:
    for day, errors in (("01/01/2027", {last: [said]}), ("02/01/2027", {})):
        assert type(form)({**form.data, first: "02/01/2027", last: day}).errors == errors


def test_a_missing_day_is_asked_for_in_a_sentence() -> None:
    assert HeadForm(HEAD).errors == {
        "period_from": ["Nhập ngày bắt đầu thực hiện theo dạng ngày/tháng/năm, ví dụ 05/01/2027."],
        "period_to": ["Nhập ngày kết thúc thực hiện theo dạng ngày/tháng/năm, ví dụ 05/01/2027."],
    }


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        ("1 | Tin, bài", [["1", "Tin, bài", ""]]),
        ("1 | Tin, bài | 5.000 |", [["1", "Tin, bài", "5.000"]]),
        ("1\n2 | Bài | 6.000", [["1", "", ""], ["2", "Bài", "6.000"]]),
    ],
    ids=["too few", "an empty one too many", "of several lengths"],
)
def test_rows_get_the_cells_of_the_head(rows: str, read: list[list[str]]) -> None:
    form = TableBlockForm({"head": "STT | Nội dung | Số tiền", "rows": rows})
    assert form.errors == {}
    assert form.cleaned_data["rows"] == read


def test_a_row_with_more_cells_than_the_head_is_named() -> None:
    form = TableBlockForm({"head": "STT | Nội dung", "rows": "1 | Tin, bài\n2 | Bài | 6.000"})
    assert form.errors == {
        "rows": ["Hàng 2 có 3 ô nhưng hàng tiêu đề có 2 ô. Thêm ô vào hàng tiêu đề hoặc bớt ô."]
    }


def test_a_table_without_a_head_is_as_wide_as_its_widest_row() -> None:
    form = TableBlockForm({"rows": "1\n2 | Bài"})
    assert (form.errors, form.cleaned_data["rows"]) == ({}, [["1", ""], ["2", "Bài"]])


def test_examples_speak_of_the_plans_own_year() -> None:
    begun = CreateForm(2028)
    head = HeadForm(values={"period_from": date(2028, 1, 1)})
    item = ItemForm()
    item.fit_examples(2028)
    hints = [str(form.fields[name].help_text) for form, name in ((begun, "subject"), (head, "period_to"))]
    assert [hint[-4:] for hint in hints] == ["2028", "2028"]
    assert [str(item.fields[name].help_text)[-4:] for name in ("time_text", "time_from", "time_to")] == [
        "2028"
    ] * 3
