"""Rows that the schema need not be asked about: what is called plain, the schema accepts; what it refuses, is not plain."""

import copy
from typing import Any

import pytest

from cchc_portal.documents.snapshots import SCHEMA, findings, rows, schema
from tests.documents import samples

ROW: dict[str, Any] = {
    "content": "Đưa tin",
    "audience": ["Người dân"],
    "channels": ["Zalo"],
    "products": [{"text": "24 tin, bài", "quantity": 24, "unit": "tin, bài"}],
    "lead": ["Văn phòng"],
    "support": [],
    "time": {"text": "Quý I", "from": "2027-01-01", "to": "2027-03-31", "every": None},
    "budget": {"amount": 5_000_000, "source": "Ngân sách"},
    "areas": [1, 2],
    "note": "",
}
REFUSED: dict[str, Any] = {
    "no content": {"content": ""},
    "content as a number": {"content": 7},
    "a long content": {"content": "a" * 50_001},
    "an empty channel": {"channels": [""]},
    "a long lead": {"lead": ["a" * 501]},
    "too many who help": {"support": ["Phòng"] * 201},
    "a product without words": {"products": [{"text": "", "quantity": None, "unit": ""}]},
    "less than nothing": {"products": [{"text": "Tin", "quantity": -1, "unit": ""}]},
    "a truth for a number": {"products": [{"text": "Tin", "quantity": True, "unit": ""}]},
    "no such day": {"time": {"text": "", "from": "2027-02-30", "to": None, "every": None}},
    "half a đồng": {"budget": {"amount": 0.5, "source": ""}},
    "an area that is none": {"areas": [14]},
    "an area twice": {"areas": [1, 1]},
    "an unknown key": {"colour": "đỏ"},
}


def plan_with(*items: dict[str, Any]) -> dict[str, Any]:
    table = {"items": {"columns": ["content"], "groups": [{"items": list(items)}]}}
    return {**copy.deepcopy(samples.plan()), "sections": [{"heading": "Nội dung", "blocks": [table]}]}


def test_a_row_in_order_is_plain_and_accepted() -> None:
    assert (rows.is_plain(ROW), findings(plan_with(ROW))) == (True, [])


@pytest.mark.parametrize("fault", REFUSED)
def test_what_the_schema_refuses_is_not_plain(fault: str) -> None:
    row = {**ROW, **REFUSED[fault]}
    refused = list(schema.validator().iter_errors(plan_with(row)))
    assert (rows.is_plain(row), bool(refused)) == (False, True)


@pytest.mark.parametrize("fault", REFUSED)
def test_a_row_that_is_refused_is_told_in_its_place_among_plain_ones(fault: str) -> None:
    places = {finding.path[:8] for finding in findings(plan_with(ROW, {**ROW, **REFUSED[fault]}, ROW))}
    assert places == {("sections", 0, "blocks", 0, "items", "groups", 0, "items")}
    numbers = {finding.path[8] for finding in findings(plan_with(ROW, {**ROW, **REFUSED[fault]}, ROW))}
    assert numbers == {1}


def test_the_rule_knows_every_key_of_a_row() -> None:
    assert set(SCHEMA["$defs"]["item"]["properties"]) == set(ROW)
