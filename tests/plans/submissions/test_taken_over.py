"""After a merger the same report stands twice at the heir: each place says of which agency it was taken over."""

from datetime import date

from django.test import Client
from django.urls import reverse

from cchc_portal.agencies.models import Membership
from cchc_portal.calendars.models import Obligation
from plans.actions import handing_in
from plans.submissions import showing
from tests.plans.submissions.handing import a_signed_report
from tests.plans.test_succeeding import merged
from tests.world import World, entered

SAID = "nhận từ Sở Tài chính"
DUE = date(2026, 6, 22)


def signed_in(person: Membership) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def twice(world: World) -> tuple[Obligation, Obligation]:
    """The merged agency's report and the heir's own, of one period."""
    Obligation.objects.all().delete()
    first, own = (
        Obligation.objects.create(agency=agency, kind="report_h1", year=2026, nominal_due_on=DUE, due_on=DUE)
        for agency in (world.agency, world.here.neighbour.agency)
    )
    merged(world)
    first.refresh_from_db()
    return first, own


def test_the_heirs_people_see_which_is_which(settled: World) -> None:
    with entered(settled.province):
        first, own = twice(settled)
    heir = settled.here.neighbour
    client, home = signed_in(heir.drafter), f"/dong-nai/{heir.agency.slug}"
    place = {"province": "dong-nai", "agency": heir.agency.slug}
    desk = client.get(reverse("plans:tasks", kwargs=place))
    titles = [row["title"] for row in desk.context["deadlines"]]
    assert titles == [f"{first} ({SAID})", str(own)]
    said = [
        client.get(address).content.decode().casefold().count(SAID.casefold())
        for address in (
            reverse("calendars:due_dates", kwargs=place),
            f"{home}/gui-so-noi-vu/viec/{first.pk}/",
            f"{home}/gui-so-noi-vu/viec/{own.pk}/",
        )
    ]
    assert said == [1, 1, 0]


def test_so_noi_vu_sees_it_before_and_after_it_is_sent(settled: World) -> None:
    with entered(settled.province):
        first, _ = twice(settled)
    client = signed_in(settled.reviewer)
    desk = client.get("/dong-nai/so-noi-vu/theo-doi/?nam=2026")
    assert [each.taken_over for each in desk.context["late"]] == [SAID, ""]
    with entered(settled.province):
        made = handing_in.hand_in(first.pk, a_signed_report(), by=settled.here.neighbour.drafter)
        assert showing.facts(made)[1]["value"] == f"Báo cáo 6 tháng đầu năm 2026, {SAID}"
    queue = client.get("/dong-nai/so-noi-vu/tham-dinh/")
    assert [row.submission.taken_over for row in queue.context["rows"]] == [SAID]
