"""Signing, cell by cell: at which of its moments who may do what, in their own post or another's, and what comes of it."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from cchc_portal.agencies.models import Role
from cchc_portal.agencies.permissions import Denied
from cchc_portal.documents.models import IssuedNumber, Signature
from cchc_portal.documents.register import book, columns
from cchc_portal.documents.signed.states import Order, SignatureState
from plans.actions import procedure, signing
from plans.models import Plan
from plans.states import PlanState, Verb
from tests.plans import signing_papers as papers
from tests.plans.verbs import DO, MAY, events, is_a_vietnamese_sentence, refused_sentence
from tests.world import World, a_delegation, a_member, entered

PEOPLE = (
    "drafter", "unit_head", "head", "deputy", "deputy_clerk", "clerk", "agency_admin", "reviewer", "stranger", "foreigner",
)  # fmt: skip
MOMENTS = ("numbered", "under-way", "person-signed", "person-failed")
# moment, verb, who may, the state afterwards. The deputy stands in for the head since the approval, deputy_clerk for the clerk.
SPECIFICATION = """
    numbered       sign  head                 signing
    numbered       stop  clerk deputy_clerk   approved
    under-way      stop  clerk deputy_clerk   approved
    person-signed  seal  clerk deputy_clerk   signing
    person-signed  stop  clerk deputy_clerk   approved
    person-failed  sign  head                 signing
    person-failed  stop  clerk deputy_clerk   approved
"""
EXPECTED = {
    (moment, verb): (set(people), after)
    for moment, verb, *people, after in (line.split() for line in SPECIFICATION.strip().splitlines())
}


def brought_to(world: World, moment: str) -> Plan:
    plan = world.plan(PlanState.SIGNING)
    papers.make(plan)
    state = {"under-way": "asked", "person-signed": "done", "person-failed": "failed"}.get(moment)
    if state:
        one = papers.signature(plan, Order.PERSON)
        one.state, one.signer, one.done_at = state, world.head, timezone.now()
        one.file_digest, one.place = Plan.objects.get(pk=plan.pk).paper.file_digest, {"page": 1}
        one.save()
    return plan


def people_of(world: World) -> dict:
    deputy = a_member(world.agency, Role.AGENCY_HEAD, title="Phó Giám đốc")
    deputy.post.roles = []
    today = timezone.localdate()
    stand_in = a_member(world.agency, Role.DRAFTER, title="Chuyên viên kiêm văn thư")
    a_delegation(world.clerk, stand_in, starts_on=today, ends_on=today)
    return {
        **{name: getattr(world, name) for name in PEOPLE if not name.startswith("deputy")},
        "deputy": deputy,
        "deputy_clerk": stand_in,
    }


@pytest.mark.parametrize("moment", MOMENTS)
def test_who_does_what_at_which_moment_of_signing(settled: World, settings, tmp_path, moment: str) -> None:
    with entered(settled.province):
        papers.keys_for(settled.agency, settled.head, settings, tmp_path)
        people = people_of(settled)
        shown = brought_to(settled, moment)
        for verb, person in product(Verb, PEOPLE):
            allowed, _ = EXPECTED.get((moment, verb.value), (set(), ""))
            answer = MAY[verb](people[person], Plan.objects.get(pk=shown.pk))
            said = (moment, verb.value, person, bool(answer))
            assert said == (moment, verb.value, person, person in allowed)
            if isinstance(answer, Denied):
                before, recorded = Plan.objects.filter(pk=shown.pk).values().get(), events(shown)
                assert refused_sentence(lambda v=verb, p=person: DO[v](shown, people[p])) == answer.reason
                assert is_a_vietnamese_sentence(answer.reason)
                assert (Plan.objects.filter(pk=shown.pk).values().get(), events(shown)) == (before, recorded)


@pytest.mark.parametrize(("moment", "verb"), list(EXPECTED), ids=str)
def test_what_comes_of_each_verb(settled: World, settings, tmp_path, moment: str, verb: str) -> None:
    allowed, after = EXPECTED[(moment, verb)]
    with entered(settled.province):
        papers.keys_for(settled.agency, settled.head, settings, tmp_path)
        people = people_of(settled)
        for person in sorted(allowed):
            plan = brought_to(settled, moment)
            DO[Verb(verb)](plan, people[person])
            assert Plan.objects.get(pk=plan.pk).state == after
            assert events(plan)[-1] == verb


def test_the_number_stays_with_the_plan_that_is_stopped_and_is_given_to_it_again(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plan(PlanState.SIGNING)
        symbol, line = plan.symbol, plan.line_id
        kept = IssuedNumber.objects.get(pk=line)
        announced = (
            kept.status,
            kept.issued_on,
            bool(kept.signer),
            bool(kept.recipients),
            columns.note(kept),
        )
        assert announced == ("reserved", plan.issued_on, True, True, "Đã cấp số, chờ ký số")
        stopped = signing.stop(plan.pk, by=settled.clerk, reason="Sai ngày trên văn bản.")
        assert (stopped.state, stopped.symbol, stopped.issued_on, stopped.paper, stopped.line_id) == (
            PlanState.APPROVED, "", None, None, line,
        )  # fmt: skip
        kept.refresh_from_db()
        assert (kept.issued_on, kept.signer, columns.note(kept)) == (None, "", "Đang giữ số")
        assert [one.state for one in Signature.objects.filter(paper=plan.paper)] == ["stopped", "stopped"]
        again = signing.number(plan.pk, by=settled.clerk, issued_on=timezone.localdate())
        assert (again.symbol, again.line_id) == (symbol, line)
        assert IssuedNumber.objects.get(pk=line).status == "reserved"


def test_a_stopped_plan_may_be_issued_in_ink_under_its_number(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plan(PlanState.SIGNING)
        signing.stop(plan.pk, by=settled.clerk, reason="Thiết bị ký số hỏng.")
        issued = procedure.issue(plan.pk, by=settled.clerk, issued_on=timezone.localdate())
        assert (issued.state, issued.symbol, issued.line_id) == (PlanState.ISSUED, plan.symbol, plan.line_id)


def test_a_stop_needs_its_reason(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plan(PlanState.SIGNING)
        said = refused_sentence(lambda: signing.stop(plan.pk, by=settled.clerk, reason="  "))
        assert said == "Nhập lý do dừng ký số."


def test_the_number_of_a_plan_that_is_being_signed_cannot_be_voided(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plan(PlanState.SIGNING)
        said = refused_sentence(lambda: book.void(plan.line_id, reason="Nhầm.", by=settled.clerk))
        assert said == f"Văn bản {plan.symbol} đang được ký số; dừng ký số rồi hủy số."
        signing.stop(plan.pk, by=settled.clerk, reason="Không ban hành nữa.")
        assert book.void(plan.line_id, reason="Không ban hành nữa.", by=settled.clerk).status == "void"


def test_a_number_given_for_signing_carries_the_day_on_which_it_is_given(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plan(PlanState.APPROVED)
        yesterday, tomorrow = (timezone.localdate() + timedelta(days=days) for days in (-1, 1))
        said = [
            refused_sentence(lambda d=day: signing.number(plan.pk, by=settled.clerk, issued_on=d))
            for day in (yesterday, tomorrow)
        ]
        assert said[1] == "Ngày ban hành không thể sau ngày hôm nay."
        assert said[0].startswith("Ngày ban hành không thể trước ngày duyệt (")


def test_nobody_signs_before_the_paper_is_made(settled: World, settings, tmp_path) -> None:
    with entered(settled.province):
        papers.keys_for(settled.agency, settled.head, settings, tmp_path)
        plan = settled.plan(PlanState.SIGNING)
        said = refused_sentence(lambda: signing.sign(plan.pk, by=settled.head))
        assert said == "Văn bản PDF đang được tạo; ký được sau khi tạo xong."


def test_a_signature_is_asked_for_once(settled: World, settings, tmp_path) -> None:
    with entered(settled.province):
        papers.keys_for(settled.agency, settled.head, settings, tmp_path)
        plan = brought_to(settled, "numbered")
        signing.sign(plan.pk, by=settled.head)
        said = refused_sentence(lambda: signing.sign(plan.pk, by=settled.head))
        assert said == "Chữ ký này đang ở tình trạng “Đang ký” nên không ký lại."
        assert papers.signature(plan, Order.PERSON).state == SignatureState.PREPARED


def test_it_awaits_the_person_first_and_then_the_clerk(settled: World) -> None:
    with entered(settled.province):
        seen = []
        for moment in ("numbered", "person-signed"):
            plan = brought_to(settled, moment)
            asked = (settled.head, settled.clerk, settled.drafter)
            seen.append([Plan.objects.awaiting(who).filter(pk=plan.pk).exists() for who in asked])
        assert seen == [[True, False, False], [False, True, False]]
