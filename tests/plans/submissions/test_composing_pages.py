"""A report as a document of the portal: drafted with what is known, handed in for what it reports."""

import pytest

from cchc_portal.calendars import actions as calendars
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


@pytest.mark.parametrize(
    ("person", "status"), [("clerk", 409), ("reviewer", 409), ("stranger", 404), ("foreigner", 404)]
)
def test_who_may_not_compose_a_report(owing: World, person: str, status: int) -> None:
    with entered(owing.province):
        owed = report(owing)
    assert signed_in(getattr(owing, person)).post(f"{OWN}viec/{owed.pk}/soan/").status_code == status
