"""A report as a document of the portal: drafted with what is known, handed in for what it reports."""

import pytest
from django.utils import timezone

from cchc_portal.agencies.models import Membership
from cchc_portal.calendars import actions as calendars
from plans.actions import handing_in, procedure, reviewing
from plans.actions.handing_in import Handed
from plans.models import Plan, Submission
from plans.states import PlanForm, PlanState
from plans.submissions import figures
from tests.plans.submissions.asking import OWN, signed_in
from tests.plans.submissions.handing import report
from tests.world import World, entered


def test_a_report_is_composed_once_with_what_is_known(owing: World) -> None:
    with entered(owing.province):
        owed = report(owing)
        said = figures.sentence(figures.known(owed))
    client = signed_in(owing.drafter)
    answers = {client.post(f"{OWN}viec/{owed.pk}/soan/")["Location"] for _ in range(2)}
    with entered(owing.province):
        draft = Plan.objects.get(form=PlanForm.REPORT)
        assert answers == {f"/dong-nai/so-tai-chinh/ke-hoach/{draft.pk}/soan/"}
        assert draft.subject == "Công tác thông tin, tuyên truyền cải cách hành chính quý I năm 2027"
        assert (draft.period_from, draft.period_to) == (owed.data_from, owed.data_to)
        assert said in [block.content.get("text") for block in draft.blocks.all()]


def test_an_issued_report_is_handed_in_for_one_obligation_alone(owing: World) -> None:
    with entered(owing.province):
        owed = report(owing)
        issued = owing.plans[PlanState.ISSUED]
        period = {"period_from": owed.data_from, "period_to": owed.data_to}
        Plan.objects.filter(pk=issued.pk).update(form=PlanForm.REPORT, **period)
        other = calendars.open_year(owing.agency, 2027)[4]
    client = signed_in(owing.drafter)
    assert client.get(f"{OWN}viec/{owed.pk}/").context["papers"] == [issued]
    client.post(f"{OWN}viec/{owed.pk}/", {"ke_hoach": issued.pk})
    with entered(owing.province):
        assert Submission.objects.get().plan_id == issued.pk
    assert client.get(f"{OWN}viec/{other.pk}/").context["papers"] == []


def composed(world: World) -> Plan:
    signed_in(world.drafter).post(page_of(world) + "soan/")
    with entered(world.province):
        found: Plan = Plan.objects.select_related("agency__province").get(form=PlanForm.REPORT)
        found.blocks.filter(kind="text").update(content={"text": "Đã đăng 18 tin, bài.", "footnotes": []})
    return found


def page_of(world: World) -> str:
    with entered(world.province):
        return f"{OWN}viec/{report(world).pk}/"


def reports_of(world: World, person: Membership) -> list[tuple[int, bool, str]]:
    shown = signed_in(person).get(page_of(world)).context["reports"]
    return [(each["plan"].pk, each["issued"], each["href"]) for each in shown]


def issue(world: World, plan: Plan) -> None:
    with entered(world.province):
        procedure.submit(plan.pk, by=world.drafter)
        procedure.approve(plan.pk, by=world.head)
        procedure.issue(plan.pk, by=world.clerk, issued_on=timezone.localdate())


def test_the_duty_leads_to_the_report_that_stands_and_to_a_second_only_if_asked(owing: World) -> None:
    made = composed(owing)
    place = f"/dong-nai/so-tai-chinh/ke-hoach/{made.pk}/"
    assert reports_of(owing, owing.drafter) == [(made.pk, False, f"{place}soan/")]
    assert reports_of(owing, owing.head) == [(made.pk, False, place)]
    issue(owing, made)
    assert reports_of(owing, owing.drafter) == [(made.pk, True, place)]
    drafter = signed_in(owing.drafter)
    assert drafter.post(page_of(owing) + "soan/")["Location"] == place
    second = drafter.post(page_of(owing) + "soan/", {"them": "1"})["Location"]
    with entered(owing.province):
        newest, first = Plan.objects.filter(form=PlanForm.REPORT).order_by("-pk")
    assert (first, second) == (made, f"/dong-nai/so-tai-chinh/ke-hoach/{newest.pk}/soan/")


def test_a_report_with_another_subject_is_handed_in_from_its_own_page(owing: World) -> None:
    made = composed(owing)
    with entered(owing.province):
        Plan.objects.filter(pk=made.pk).update(subject="Kết quả tuyên truyền ba tháng đầu năm")
    issue(owing, made)
    clerk = signed_in(owing.clerk)
    clerk.post(clerk.get(f"/dong-nai/so-tai-chinh/ke-hoach/{made.pk}/").context["sending"]["action"])
    with entered(owing.province):
        sent = Submission.objects.get()
        assert (sent.plan_id, sent.obligation_id) == (made.pk, report(owing).pk)


def test_after_the_report_was_given_back_a_new_one_is_begun(owing: World) -> None:
    made = composed(owing)
    issue(owing, made)
    with entered(owing.province):
        sent = handing_in.hand_in(report(owing).pk, Handed(plan=made), by=owing.clerk)
        reviewing.give_back(sent.pk, by=owing.reviewer, reason="Thiếu số liệu")
    assert reports_of(owing, owing.drafter) == []


@pytest.mark.parametrize(
    ("person", "status"), [("clerk", 409), ("reviewer", 409), ("stranger", 404), ("foreigner", 404)]
)
def test_who_may_not_compose_a_report(owing: World, person: str, status: int) -> None:
    with entered(owing.province):
        owed = report(owing)
    assert signed_in(getattr(owing, person)).post(f"{OWN}viec/{owed.pk}/soan/").status_code == status
