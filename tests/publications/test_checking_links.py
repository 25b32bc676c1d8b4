"""The public check page reads a pasted address as its code, and leads on to what a province has made public."""

from typing import Any

import pytest
from django.test import Client

from cchc_portal.documents import looking_up
from cchc_portal.documents.models import Paper
from cchc_portal.vietnam import lookup_codes
from plans.states import PlanState
from publications.views import checking
from tests.world import World, entered

PROVINCE = "/dong-nai/"


@pytest.fixture
def code(settled: World) -> str:
    with entered(settled.province):
        paper = Paper.objects.get(pk=settled.plans[PlanState.ISSUED].paper_id)
        return lookup_codes.printed(looking_up.code_of(paper).code)


def asked(typed: str) -> Any:
    return Client().get("/kiem-tra/", {"ma": typed})


@pytest.mark.parametrize(
    "shape",
    [
        "{}",
        "https://cchc.dongnai.gov.vn/kiem-tra/{}/",
        "http://localhost:8000/kiem-tra/{}",
        " cchc.dongnai.gov.vn/kiem-tra/{}/ ",
        "https://cchc.dongnai.gov.vn/kiem-tra/?ma={}",
    ],
)
def test_a_pasted_address_is_read_as_its_code(settled: World, code: str, shape: str) -> None:
    page = asked(shape.format(code))
    assert (page.status_code, page.context["document"].symbol, page.context["printed_code"]) == (
        200, settled.plans[PlanState.ISSUED].symbol, code,
    )  # fmt: skip


def test_a_found_paper_leads_to_the_papers_of_its_province(settled: World, code: str) -> None:
    page = asked(code)
    assert page.context["document"].listed == PROVINCE
    assert page.content.decode().count(f'<a href="{PROVINCE}">Các văn bản đã công khai của tỉnh') == 1


def test_a_symbol_leads_to_where_it_can_be_found(settled: World) -> None:
    page = asked("01/KH-STC")
    assert (page.status_code, page.context["unknown"], page.context["listed"]) == (
        404,
        checking.A_SYMBOL,
        "/",
    )
    assert Client().get(PROVINCE, {"tu": "01/KH-STC"}).status_code == 200


def test_in_a_portal_of_one_province_a_symbol_is_looked_for_there(
    settled: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = type(settled.province).objects.filter(pk=settled.province.pk)
    monkeypatch.setattr("publications.checking.Province.objects.open_on", lambda day: one, raising=False)
    assert asked("01/KH-STC").context["listed"] == f"{PROVINCE}?tu=01%2FKH-STC"


def test_what_is_neither_has_no_such_link(settled: World) -> None:
    assert asked("ABCD").context["listed"] == ""
