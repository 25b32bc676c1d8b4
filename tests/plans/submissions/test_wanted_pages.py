"""What Sở Nội vụ wants of an agency stands on its desk and first in what is to be sent."""

from datetime import date

from cchc_portal.agencies.models import Membership
from plans.actions import handing_in, reviewing
from tests.plans.submissions.asking import OWN, handed_in, signed_in
from tests.world import World, entered

TASKS = "/dong-nai/so-tai-chinh/ke-hoach/viec/"


def on_the_desk(person: Membership) -> list[tuple[str, str, str]]:
    """What the office wants, first among what waits: title, where it leads, the note."""
    rows = signed_in(person).get(TASKS).context["waiting"]
    return [(row["title"], row["href"], row["note"]) for row in rows if "Sở Nội vụ" in row["title"]]


def test_what_the_office_asks_for_stands_on_the_desks_of_those_who_hand_in(owing: World) -> None:
    made = handed_in(owing)
    with entered(owing.province):
        reviewing.ask_supplement(made.pk, by=owing.reviewer, wanted="Danh mục tin", due_on=date(2027, 3, 19))
    there = [
        (
            "Bổ sung hồ sơ đã gửi Sở Nội vụ: báo cáo quý I năm 2027",
            f"{OWN}{made.pk}/",
            "Cần bổ sung: Danh mục tin",
        )
    ]
    shown = {who: on_the_desk(getattr(owing, who)) for who in ("drafter", "clerk", "agency_admin")}
    assert shown == {"drafter": there, "clerk": there, "agency_admin": []}
    page = signed_in(owing.drafter).get(OWN)
    assert ([each.wanted_in for each in page.context["asked"]], page.context["owed"]) == ([made.pk], [])
    with entered(owing.province):
        handing_in.supplement(made.pk, by=owing.clerk, text="12 tin, bài")
    heading = ' id="can-gui">Cần gửi <span class="text-note">(1)</span></h2>'
    assert page.content.decode().count(heading) == 1
    assert (on_the_desk(owing.drafter), signed_in(owing.drafter).get(OWN).context["asked"]) == ([], [])


def test_what_the_office_gave_back_stands_on_the_desk_with_its_reason(owing: World) -> None:
    made = handed_in(owing)
    with entered(owing.province):
        reviewing.give_back(made.pk, by=owing.reviewer, reason="Thiếu số liệu")
    assert on_the_desk(owing.drafter) == [
        (
            "Gửi lại Sở Nội vụ: báo cáo quý I năm 2027",
            f"{OWN}viec/{made.obligation_id}/",
            "Sở Nội vụ trả lại ngày 15/03/2027. Lý do: Thiếu số liệu",
        )
    ]
    assert [each.returned_because for each in signed_in(owing.drafter).get(OWN).context["owed"]] == [
        "Thiếu số liệu"
    ]


def test_what_was_given_back_stands_once_on_the_desk(owing: World) -> None:
    """With those who send it again among what waits; with the others among the deadlines."""
    title = "áo cáo quý I năm 2027"  # inside a sentence, or at its head
    made = handed_in(owing)
    with entered(owing.province):
        reviewing.give_back(made.pk, by=owing.reviewer, reason="Thiếu số liệu")
    shown = {}
    for who in ("drafter", "agency_admin"):
        context = signed_in(getattr(owing, who)).get(TASKS).context
        shown[who] = tuple(
            sum(title in row["title"] for row in context[part]) for part in ("waiting", "deadlines")
        )
    assert shown == {"drafter": (1, 0), "agency_admin": (0, 1)}
