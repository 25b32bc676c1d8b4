"""What is kept of a plan and when: milestones of the procedure, the drafter's own marks, once before each sitting."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Refused
from plans import history
from plans.actions import drafting, procedure, versions
from plans.models import Plan, Sitting, Version, VersionKind
from plans.outline import Outline
from plans.records import to_snapshot
from plans.states import PlanState
from tests.world import World


@pytest.fixture
def draft(inside: World) -> Plan:
    return Plan.objects.select_related("agency__province").get(pk=inside.plans[PlanState.DRAFT].pk)


def kinds(plan: Plan) -> list[str]:
    return list(Version.objects.filter(plan=plan).order_by("id").values_list("kind", flat=True))


def a_sitting(plan: Plan, who: Membership, key: str = "tab") -> Sitting:
    return Sitting.objects.create(
        plan=plan, user=who.user, name=str(who.user), key=key, seen_at=timezone.now()
    )


def reword(plan: Plan, opening: str, by: Membership) -> None:
    plan.refresh_from_db()
    loaded = drafting.row_values.fingerprint(drafting.read_part(plan, drafting.WORDS))
    drafting.change_part(
        plan.pk, drafting.WORDS, {"opening": opening, "closing": plan.closing}, loaded=loaded, by=by
    )
    plan.refresh_from_db()


def test_each_step_of_the_procedure_keeps_what_was_submitted_returned_and_approved(inside: World) -> None:
    plan = inside.plan(PlanState.RETURNED)
    reword(plan, "Sở Tài chính xây dựng kế hoạch như sau", inside.drafter)
    procedure.submit(plan.pk, by=inside.drafter)
    procedure.approve(plan.pk, by=inside.head)
    kept = Version.objects.filter(plan=plan).order_by("id")
    assert [(version.kind, version.made_by_name) for version in kept] == [
        (VersionKind.SUBMITTED, str(inside.drafter.user)),
        (VersionKind.RETURNED, str(inside.head.user)),
        (VersionKind.SUBMITTED, str(inside.drafter.user)),
        (VersionKind.APPROVED, str(inside.head.user)),
    ]
    assert kept[0].content == kept[1].content
    assert kept[1].content["opening"] != "Sở Tài chính xây dựng kế hoạch như sau"
    assert kept[2].content == kept[3].content == to_snapshot(plan)


def test_a_version_knows_the_row_of_each_place(inside: World, draft: Plan) -> None:
    plan = draft
    kept = versions.keep(plan, VersionKind.MARKED, by=inside.drafter)
    assert kept.anchors == {".".join(map(str, node.place)): node.anchor for node in Outline.of(plan).nodes()}
    assert kept.anchors["sections.0"].startswith("muc-")


def test_a_mark_has_the_drafters_own_name_and_is_no_writing(inside: World, draft: Plan) -> None:
    plan = draft
    marked = versions.mark(plan.pk, by=inside.drafter, label="Trước khi họp")
    assert (str(marked), marked.kind, marked.revision) == ("Trước khi họp", "marked", plan.revision)
    sentence = history.of_plan(plan)[0]
    assert (sentence.what, sentence.note) == ("lưu mốc", "Trước khi họp")
    assert Plan.objects.get(pk=plan.pk).revision == plan.revision


@pytest.mark.parametrize("who", ["head", "clerk", "stranger", "reviewer"])
def test_only_those_who_may_edit_mark(inside: World, who: str) -> None:
    plan = inside.plans[PlanState.DRAFT]
    with pytest.raises(Refused):
        versions.mark(plan.pk, by=getattr(inside, who))
    assert kinds(plan) == []


def test_a_sitting_keeps_one_version_before_its_first_change(inside: World, draft: Plan) -> None:
    plan = draft
    sitting = a_sitting(plan, inside.drafter)
    before = to_snapshot(plan)
    first = versions.before_sitting(plan, sitting, by=inside.drafter)
    reword(plan, "Đoạn mở đầu mới", inside.drafter)
    assert versions.before_sitting(plan, sitting, by=inside.drafter) is None
    assert first is not None
    assert (first.content, kinds(plan)) == (before, ["sitting"])


def test_a_sitting_begun_anew_after_a_pause_keeps_another(inside: World, draft: Plan) -> None:
    plan = draft
    sitting = a_sitting(plan, inside.drafter)
    versions.before_sitting(plan, sitting, by=inside.drafter)
    reword(plan, "Đoạn mở đầu mới", inside.drafter)
    sitting.began_at = timezone.now() + timedelta(hours=2)
    assert versions.before_sitting(plan, sitting, by=inside.drafter) is not None
    assert kinds(plan) == ["sitting", "sitting"]


def test_a_page_loaded_again_within_the_stretch_keeps_no_other(inside: World, draft: Plan) -> None:
    plan = draft
    first = a_sitting(plan, inside.drafter)
    versions.before_sitting(plan, first, by=inside.drafter)
    reword(plan, "Đoạn mở đầu mới", inside.drafter)
    again = a_sitting(plan, inside.drafter, "tab loaded again")
    assert versions.before_sitting(plan, again, by=inside.drafter) is None
    first.seen_at = timezone.now() - timedelta(hours=2)
    first.save()
    assert versions.before_sitting(plan, again, by=inside.drafter) is not None
    reword(plan, "Đoạn mở đầu khác", inside.drafter)
    colleague = a_sitting(plan, inside.unit_head, "tab of another")
    assert versions.before_sitting(plan, colleague, by=inside.unit_head) is not None
    assert kinds(plan) == ["sitting", "sitting", "sitting"]


def test_changes_that_were_taken_back_make_no_version(inside: World, draft: Plan) -> None:
    plan, opening = draft, draft.opening
    versions.mark(plan.pk, by=inside.drafter)
    reword(plan, "Đoạn mở đầu mới", inside.drafter)
    reword(plan, opening, inside.drafter)
    assert versions.before_sitting(plan, a_sitting(plan, inside.drafter), by=inside.drafter) is None
    assert kinds(plan) == ["marked"]


def test_what_the_newest_version_says_already_is_not_kept_again(inside: World) -> None:
    plan = inside.plans[PlanState.RETURNED]
    assert versions.before_sitting(plan, a_sitting(plan, inside.drafter), by=inside.drafter) is None
    assert kinds(plan) == ["submitted", "returned"]
