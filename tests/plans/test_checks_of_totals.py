"""A total of money is what its rows come to; where money is still missing, only a sum above it is wrong."""

from typing import Any

import pytest

from cchc_portal.documents import snapshots
from plans import checks
from tests.plans.drafts_to_check import TODAY, plan_saying

TABLE = ("sections", 0, "blocks", 0, "items")
ROW = {"content": "Một", "channels": ["Zalo"], "time": {"text": "Quý I"}, "lead": ["Văn phòng"]}


def told(total: int | None, amounts: list[int | None], of_group: int | None = None) -> list[Any]:
    rows = [{**ROW, "budget": None if amount is None else {"amount": amount}} for amount in amounts]
    group = {"title": "Công chức", "items": rows, "total": {"budget": of_group}}
    table = {
        "columns": ["content", "channels", "time", "lead", "budget"],
        "groups": [group],
        "total": {"budget": total},
    }
    snapshot = plan_saying("Một")
    snapshot = {**snapshot, "sections": [{**snapshot["sections"][0], "blocks": [{"items": table}]}]}
    return [
        (each.level.value, each.message, each.place, each.mend and (each.mend.was, each.mend.now))
        for each in checks.findings(snapshots.normalise(snapshot), on=TODAY)
        if each.message.startswith("Tổng")
    ]


def sentence(name: str, said: str, found: str) -> str:
    return f"Tổng kinh phí của {name} ghi {said} đồng, các dòng cộng lại là {found} đồng. Đề nghị kiểm tra."


def test_a_total_that_its_rows_contradict_is_told_with_the_sum() -> None:
    assert told(90_000_000, [60_000_000, 25_000_000]) == [
        (
            "warning",
            sentence("bảng nội dung", "90.000.000", "85.000.000"),
            (*TABLE, "total", "budget"),
            ("90000000", "85000000"),
        )
    ]


def test_a_group_has_a_total_of_its_own() -> None:
    assert told(None, [60_000_000, 25_000_000], of_group=80_000_000) == [
        (
            "warning",
            sentence("nhóm “Công chức”", "80.000.000", "85.000.000"),
            (*TABLE, "groups", 0, "total", "budget"),
            ("80000000", "85000000"),
        )
    ]


def test_rows_that_already_come_to_more_are_told_without_a_sum() -> None:
    assert told(80_000_000, [60_000_000, 25_000_000, None]) == [
        (
            "warning",
            sentence("bảng nội dung", "80.000.000", "85.000.000"),
            (*TABLE, "total", "budget"),
            None,
        )
    ]


@pytest.mark.parametrize(
    ("total", "amounts"),
    [(85, [60, 25]), (None, [60, 25]), (90, [60, None]), (90, [None, None]), (0, [0, 0])],
)
def test_nothing_is_told_of_a_total_that_holds(total: int | None, amounts: list[int | None]) -> None:
    assert told(total, amounts) == []
