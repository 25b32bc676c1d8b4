"""Forms of a draft: what stands beside which field when two of them do not agree."""

import pytest

from plans.forms.base import DraftForm
from plans.forms.plan import HeadForm
from plans.forms.table import ItemForm

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
