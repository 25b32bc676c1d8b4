"""The province's own ladder: who joins when, what it may not say, who changes it."""

import pytest

from tests.calendars.rule_rows import RULES, drafted, signed_in
from tests.world import World, entered

LADDER = f"{RULES}bac-nhac/"
OFFSETS = {"drafter": "-8", "unit_head": "-3", "agency_head": "0", "reviewer": "2"}


def test_the_provinces_own_ladder_decides_who_joins_when(empty: World) -> None:
    client = signed_in(empty.province_admin)
    assert client.post(LADDER, OFFSETS)["Location"] == RULES
    with entered(empty.province):
        rule = drafted(empty)
    steps = client.get(f"{RULES}{rule.pk}/xem-truoc/").context["steps"]
    assert [(step["stage"], step["rungs"]) for step in steps] == [
        ("còn 10 ngày làm việc", ""),
        ("còn 5 ngày làm việc", "Người soạn thảo"),
        ("còn 1 ngày làm việc", "Người soạn thảo, Trưởng đơn vị"),
        ("đến hạn", "Người soạn thảo, Trưởng đơn vị, Thủ trưởng cơ quan"),
        ("quá hạn", "Người soạn thảo, Trưởng đơn vị, Thủ trưởng cơ quan"),
        ("quá hạn", "Người soạn thảo, Trưởng đơn vị, Thủ trưởng cơ quan, Sở Nội vụ"),
    ]


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"unit_head": "năm"}, "unit_head", "Nhập số ngày làm việc bằng số, ví dụ: -5."),
        ({"reviewer": "31"}, "reviewer", "Nhập từ -30 đến 30 ngày làm việc."),
        ({"drafter": "1"}, "drafter", "Người soạn thảo cần được nhắc chậm nhất vào ngày đến hạn."),
    ],
)
def test_a_ladder_that_cannot_be(empty: World, change: dict[str, str], field: str, message: str) -> None:
    page = signed_in(empty.province_admin).post(LADDER, OFFSETS | change)
    assert page.context["form"].errors == {field: [message]}


@pytest.mark.parametrize(("person", "status"), [("reviewer", 409), ("foreigner", 404), ("stranger", 404)])
def test_nobody_else_changes_the_ladder(empty: World, person: str, status: int) -> None:
    assert signed_in(getattr(empty, person)).post(LADDER, OFFSETS).status_code == status
