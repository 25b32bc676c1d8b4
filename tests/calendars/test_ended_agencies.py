"""What an agency that ends still owed: to its successor, to nobody, or given out by hand."""

from datetime import date

import pytest

from cchc_portal.agencies.models import Agency, AgencySuccession
from cchc_portal.agencies.permissions import Refused
from cchc_portal.calendars import actions
from cchc_portal.calendars.models import Obligation
from tests.calendars.rule_rows import signed_in
from tests.calendars.standing_rows import OVERVIEW, figures
from tests.world import World, a_member, an_agency, entered


def ended(world: World, kind: str, *heirs: Agency) -> Agency:
    agency = an_agency(world.province, "so-cu", "Sở cũ", "SC")
    actions.open_year(agency, 2027)
    Obligation.objects.filter(agency=agency).exclude(kind="report_q1").delete()
    agency.closed_on = date(2027, 3, 1)
    agency.save()
    for heir in heirs or (None,):
        AgencySuccession.objects.create(
            predecessor=agency,
            successor_province=world.province if heir else None,
            successor=heir,
            kind=kind,
            effective_on=date(2027, 3, 1),
            legal_document="Nghị quyết số 1/NQ-HĐND",
        )
    return agency


def test_a_merged_agencys_late_report_goes_to_its_successor(opened: World) -> None:
    with entered(opened.province):
        agency = ended(opened, "merge", opened.agency)
        done = actions.hand_over(agency, by=opened.reviewer)
        assert done.sentence == "Đã chuyển 1 việc của Sở cũ cho Sở Tài chính."
        assert Obligation.objects.get(agency=agency).transferred_to == opened.agency
        assert figures()["expected"] == 3


def test_of_an_abolished_agency_nothing_more_is_expected(opened: World) -> None:
    with entered(opened.province):
        agency = ended(opened, "abolish")
        done = actions.hand_over(agency, by=opened.reviewer)
        assert done.sentence == "Sở cũ đã giải thể: 1 việc không còn phải thực hiện."
        row = Obligation.objects.get(agency=agency)
        assert row.exempted_because == "Sở cũ giải thể theo Nghị quyết số 1/NQ-HĐND"


def test_a_split_agencys_work_is_given_out_by_hand(opened: World) -> None:
    with entered(opened.province):
        agency = ended(opened, "split", opened.agency, opened.here.neighbour.agency)
        with pytest.raises(Refused) as refused:
            actions.hand_over(agency, by=opened.reviewer)
    assert refused.value.reason == (
        "Sở cũ có nhiều cơ quan kế thừa (Sở Tài chính, Sở Xây dựng). Mở từng việc để chọn cơ quan nhận."
    )


def test_the_handing_over_of_an_ended_agency_says_what_it_did(opened: World) -> None:
    with entered(opened.province):
        agency = ended(opened, "merge", opened.agency)
        a_member(agency, title="Người cũ")
    client = signed_in(opened.reviewer)
    assert [each.name for each in client.get(f"{OVERVIEW}?nam=2027").context["ended"]] == ["Sở cũ"]
    page = client.post(f"{OVERVIEW}ban-giao/", {"co_quan": agency.pk}, follow=True)
    assert [str(told) for told in page.context["messages"]] == [
        "Đã chuyển 1 việc của Sở cũ cho Sở Tài chính."
    ]
    assert list(page.context["ended"]) == []
