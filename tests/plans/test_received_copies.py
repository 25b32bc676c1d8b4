"""An agency copies a document that came to it through the portal, under its own numbers and its own signer (Điều 25–27)."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies.models import HistoryEvent, Membership
from cchc_portal.documents.models import Dispatch, DocumentCopy, IssuedNumber
from cchc_portal.documents.states import SendingState, Way
from plans.actions import paper_copies
from plans.states import PlanState
from tests.documents.copies import signed_sheets
from tests.plans.test_copies import client_of, copied
from tests.plans.verbs import refused_sentence
from tests.world import World, entered


@pytest.fixture(autouse=True)
def scanned(settled: World) -> None:
    """The issued plan was signed in ink, and its scan is kept."""
    with entered(settled.province):
        signed_sheets.keep(settled.plans[PlanState.ISSUED].paper, settled.clerk)


def came(world: World, **changes: Any) -> Dispatch:
    """The home office's issued plan, as it has come to the neighbour."""
    with entered(world.province):
        line = IssuedNumber.objects.get(snapshot=world.plans[PlanState.ISSUED].issued_snapshot)
        made: Dispatch = Dispatch.objects.create(
            agency=world.agency,
            number=line,
            recipient="Sở Xây dựng",
            way=Way.INSIDE,
            to_agency=world.here.neighbour.agency,
            sent_at=timezone.now(),
            **{"state": SendingState.SENT, "position": 40, **changes},
        )
    return made


def at(world: World, name: str, dispatch: Dispatch, **more: Any) -> str:
    own = {"province": world.province.slug, "agency": world.here.neighbour.agency.slug}
    return reverse(f"received:{name}", kwargs={**own, "came_id": dispatch.pk, **more})


def a_form(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "form": "sao-y",
        "signer": f"{world.here.neighbour.head.pk}-0",
        "recipients": "Các phòng thuộc Sở",
        "count": "3",
        "place": "Đồng Nai",
        "day": f"{timezone.localdate():%d/%m/%Y}",
        **changes,
    }


def clerk(world: World) -> Client:
    return client_of(world.here.neighbour.clerk)


def the_copies(world: World) -> list[DocumentCopy]:
    with entered(world.province):
        mine = DocumentCopy.objects.filter(agency=world.here.neighbour.agency)
        return list(mine.select_related("line", "snapshot", "original", "made_from").order_by("pk"))


def test_the_receiver_copies_under_its_own_numbers_with_its_own_signer(settled: World) -> None:
    copied(settled)  # the sender has copied it, too: the two runs of numbers are each agency's own
    dispatch = came(settled)
    for form in ({}, {"form": "trich-sao", "pages": "1"}):
        assert (
            clerk(settled).post(at(settled, "copy_add", dispatch), a_form(settled, **form)).status_code == 302
        )
    made = the_copies(settled)
    assert [copy.symbol for copy in made] == ["01/SY-SXD", "02/TrS-SXD"]
    with entered(settled.province):
        block = made[0].snapshot.content["copy"]
        assert (block["issuer"], block["name"], block["recipients"]) == (
            list(settled.here.neighbour.agency.profile_on(timezone.localdate()).header),
            settled.here.neighbour.head.user.full_name,
            ["Các phòng thuộc Sở"],
        )
        original = settled.plans[PlanState.ISSUED].issued_snapshot
        assert [copy.original_id for copy in made] == [original.pk, original.pk]
        assert [
            line.agency_id for line in IssuedNumber.objects.filter(symbol__endswith="SXD", series="SAO")
        ] == ([settled.here.neighbour.agency.pk] * 2)
        told = HistoryEvent.objects.about(dispatch).filter(verb="copied")
        assert [(one.agency_id, one.details["what"]) for one in told] == [
            (settled.here.neighbour.agency.pk, "bản sao y số 01/SY-SXD"),
            (settled.here.neighbour.agency.pk, "bản trích sao số 02/TrS-SXD"),
        ]


def test_each_agency_sees_its_own_copies_alone(settled: World) -> None:
    copied(settled)
    dispatch = came(settled)
    clerk(settled).post(at(settled, "copy_add", dispatch), a_form(settled))
    received = clerk(settled).get(at(settled, "copies", dispatch)).content.decode()
    home = {"province": settled.province.slug, "agency": settled.agency.slug}
    own = client_of(settled.clerk).get(
        reverse("plans:detail", kwargs={**home, "plan_id": settled.plans[PlanState.ISSUED].pk})
    )
    seen = [["01/SY-SXD" in page, "01/SY-STC" in page] for page in (received, own.content.decode())]
    assert seen == [[True, False], [False, True]]


def test_sao_luc_is_made_of_its_own_copy_or_of_one_that_was_made_for_it(settled: World) -> None:
    copied(settled, recipients="Sở Nội vụ")
    copied(settled, recipients="Các sở, ngành; trong đó có SỞ XÂY DỰNG (để biết)")
    dispatch = came(settled)
    clerk(settled).post(at(settled, "copy_add", dispatch), a_form(settled))
    page = clerk(settled).get(at(settled, "copy_add", dispatch))
    offered = page.context["form"].fields["made_from"].choices
    assert [label for _, label in offered] == [
        "Không sao từ bản sao",
        "Bản sao y 01/SY-SXD",
        f"Bản sao y 02/SY-STC của {settled.agency.name}",
    ]
    again = a_form(settled, form="sao-luc", made_from=str(offered[2][0]), source_signed="on")
    assert clerk(settled).post(at(settled, "copy_add", dispatch), again).status_code == 302
    made = the_copies(settled)[-1]
    before = made.snapshot.content["copy"]["before"]
    assert (made.symbol, [one["symbol"] for one in before]) == ("02/SL-SXD", ["02/SY-STC"])
    shown = clerk(settled).get(at(settled, "copies", dispatch)).content.decode()
    assert f"từ bản sao y 02/SY-STC của {settled.agency.name}" in shown


def test_an_electronic_excerpt_waits_for_the_receivers_signature(settled: World) -> None:
    dispatch = came(settled)
    sent = {"form": "trich-sao", "pages": "1"}
    assert clerk(settled).post(at(settled, "copy_add_electronic", dispatch), sent).status_code == 302
    (copy,) = the_copies(settled)
    with entered(settled.province):
        name = settled.here.neighbour.agency.profile_on(timezone.localdate()).name
    assert (copy.medium, copy.line, copy.snapshot.content["copy"]["box"]) == (
        "electronic", None, f"Trích sao; {name}",
    )  # fmt: skip


def test_who_may_see_and_who_may_make_copies_of_what_came(settled: World) -> None:
    dispatch = came(settled)
    clerk(settled).post(at(settled, "copy_add", dispatch), a_form(settled))
    neighbour = settled.here.neighbour
    members: dict[str, Membership] = {
        "clerk": neighbour.clerk,
        "colleague": neighbour.drafter,
        "sender": settled.clerk,
        "other province": settled.foreigner,
    }
    names = ("copies", "copy_add", "copy_add_electronic")
    answers = {
        who: [client_of(member).get(at(settled, name, dispatch)).status_code for name in names]
        for who, member in members.items()
    }
    assert answers == {
        "clerk": [200, 200, 200],
        "colleague": [200, 409, 409],
        "sender": [404, 404, 404],
        "other province": [404, 404, 404],
    }


@pytest.mark.parametrize("changes", [{"state": SendingState.QUEUED}, {"state": SendingState.FAILED}])
def test_what_has_not_come_is_not_copied(settled: World, changes: dict[str, Any]) -> None:
    dispatch = came(settled, **changes)
    assert clerk(settled).get(at(settled, "copies", dispatch)).status_code == 404


def test_a_paper_that_the_portal_never_had_is_not_copied(settled: World) -> None:
    dispatch = came(settled)
    with entered(settled.province), transaction.atomic():
        dispatch.number.snapshot = None
        said = refused_sentence(lambda: paper_copies.of_incoming(dispatch, settled.here.neighbour.agency))
    assert said == "Văn bản này không lập trong cổng nên không sao được tại đây."


def test_the_list_of_what_came_leads_to_the_copies(settled: World) -> None:
    dispatch = came(settled)
    own = {"province": settled.province.slug, "agency": settled.here.neighbour.agency.slug}
    page = clerk(settled).get(reverse("incoming:list", kwargs=own)).content.decode()
    assert at(settled, "copies", dispatch) in page
