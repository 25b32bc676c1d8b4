"""The pages on which Sở Nội vụ sees how agencies stand, and decides on extensions, exemptions and transfers."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cchc_portal.calendars import actions
from cchc_portal.calendars.models import Extension
from tests.calendars.rule_rows import signed_in
from tests.calendars.standing_rows import LATER, OVERVIEW, TODAY, report
from tests.world import World, an_agency, entered


def test_each_figure_opens_the_rows_behind_it(opened: World) -> None:
    with entered(opened.province):
        actions.submit(report(opened), at=TODAY)
    client = signed_in(opened.reviewer)
    page = client.get(OVERVIEW, {"nam": "2027"})
    (row,) = page.context["rows"]
    assert (row["tally"].name, row["tally"].share) == ("Báo cáo quý I năm 2027", 50)
    for key, _, count in row["cells"]:
        asked = {"nam": "2027", "viec": "report_q1", "lan": "", "so": key}
        behind = client.get(f"{OVERVIEW}danh-sach/", asked)
        assert len(behind.context["rows"]) == count


@pytest.mark.parametrize("part", ["", "danh-sach/"])
@pytest.mark.parametrize(
    ("person", "status"),
    [("reviewer", 200), ("province_admin", 200), ("stranger", 404), ("foreigner", 404)],
)
def test_who_sees_how_agencies_stand(opened: World, part: str, person: str, status: int) -> None:
    assert signed_in(getattr(opened, person)).get(f"{OVERVIEW}{part}").status_code == status


def test_an_agencys_own_people_do_not_see_how_others_stand(opened: World) -> None:
    client = signed_in(opened.head)
    for page in ("tinh-hinh/", "tinh-hinh/danh-sach/", "gia-han/"):
        assert client.get(f"/dong-nai/so-tai-chinh/lich/{page}").status_code == 409


@pytest.mark.parametrize("agencies", [1, 3])
def test_the_pages_of_figures_take_as_many_queries_for_many_rows(opened: World, agencies: int) -> None:
    with entered(opened.province):
        for number in range(1, agencies):
            agency = an_agency(opened.province, f"so-{number}", f"Sở {number}", f"S{number}")
            actions.open_year(agency, 2027)
    client = signed_in(opened.reviewer)
    taken = []
    for address in (f"{OVERVIEW}?nam=2027", f"{OVERVIEW}danh-sach/?nam=2027&viec=report_q1"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        taken.append(
            sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in queries.captured_queries)
        )
    assert taken == [4 + 4, 4 + 2]


def test_an_extension_on_the_pages(opened: World) -> None:
    with entered(opened.province):
        owed = report(opened)
    address = f"/dong-nai/so-tai-chinh/lich/{owed.pk}/xin-gia-han/"
    assert signed_in(opened.stranger).get(address).status_code == 404
    assert signed_in(opened.agency_admin).get(address).status_code == 409
    client = signed_in(opened.drafter)
    page = client.post(address, {"to": "22/03/2027", "reason": "Chờ số liệu"})
    assert page.context["form"].errors == {"to": ["Chọn một ngày sau hạn hiện nay (22/03/2027)."]}
    page = client.post(address, {"to": "26/03/2027", "reason": "Chờ số liệu"}, follow=True)
    assert [row["asked_to"] for row in page.context["rows"]] == [date(2027, 3, 26)]
    with entered(opened.province):
        asked = Extension.objects.get()
    reviewer = signed_in(opened.reviewer)
    assert [each.pk for each in reviewer.get(LATER).context["waiting"]] == [asked.pk]
    page = reviewer.post(f"{LATER}{asked.pk}/", {"granted": "no", "answer": ""})
    assert page.context["form"].errors == {"answer": ["Nêu lý do không đồng ý."]}
    assert reviewer.post(f"{LATER}{asked.pk}/", {"granted": "yes"})["Location"] == LATER
    with entered(opened.province):
        assert report(opened).due_on == date(2027, 3, 26)
    assert reviewer.get(f"{OVERVIEW}{owed.pk}/").context["events"][-1]["what"] == (
        "Đồng ý gia hạn đến 26/03/2027."
    )


def test_exemption_and_transfer_on_the_pages(opened: World) -> None:
    with entered(opened.province):
        owed = report(opened)
        heir = opened.here.neighbour.agency
    client = signed_in(opened.reviewer)
    page = client.post(f"{OVERVIEW}{owed.pk}/chuyen/", {"to": heir.pk, "reason": "Sáp nhập"}, follow=True)
    assert [str(told) for told in page.context["messages"]] == [
        "Đã chuyển báo cáo quý I năm 2027 cho Sở Xây dựng."
    ]
    page = client.post(f"{OVERVIEW}{owed.pk}/mien/", {"reason": ""})
    assert page.context["form"].errors == {"reason": ["Nhập lý do miễn."]}
    client.post(f"{OVERVIEW}{owed.pk}/mien/", {"reason": "Không phát sinh"})
    with entered(opened.province):
        assert (report(opened).transferred_to, report(opened).exempted_because) == (heir, "Không phát sinh")
    assert client.post(f"{OVERVIEW}{owed.pk}/mien/", {"reason": "Lại"}).status_code == 409
