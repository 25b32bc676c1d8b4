"""Going back to a version: the words of then, the rows' own numbers, and nothing of now lost."""

import pytest

from cchc_portal.agencies.permissions import Refused
from plans import history
from plans.actions import procedure, restoring, versions
from plans.models import (
    AudienceGroup,
    Block,
    ContentItem,
    ParentPlan,
    Plan,
    Product,
    Recipient,
    Section,
    Version,
    VersionKind,
)
from plans.outline import Outline
from plans.records import to_snapshot
from plans.states import PlanState
from tests.world import World


@pytest.fixture
def plan(inside: World) -> Plan:
    return Plan.objects.select_related("agency__province").get(pk=inside.plans[PlanState.DRAFT].pk)


def marked(plan: Plan, world: World) -> Version:
    return versions.mark(plan.pk, by=world.drafter, label="Mốc đầu")


def wreck(plan: Plan) -> None:
    """What an unlucky afternoon may do."""
    Section.objects.filter(plan=plan, parent=None).first().delete()
    ContentItem.objects.filter(plan=plan).last().delete()
    ContentItem.objects.filter(plan=plan).update(content="Nội dung khác", position=7)
    AudienceGroup.objects.filter(plan=plan).update(title="Nhóm khác")
    Product.objects.filter(plan=plan).delete()
    Recipient.objects.filter(plan=plan).update(text="Nơi khác")
    Section.objects.create(plan=plan, heading="Mục thêm", position=90)
    Plan.objects.filter(pk=plan.pk).update(subject="Trích yếu khác", archive=["X"], opening="", rules="")


def test_everything_stands_again_under_its_own_number(inside: World, plan: Plan) -> None:
    version = marked(plan, inside)
    before = to_snapshot(plan)
    rows = [(node.place, node.anchor) for node in Outline.of(plan).nodes()]
    wreck(plan)
    restored = restoring.restore(plan.pk, version.pk, by=inside.drafter)
    assert to_snapshot(Plan.objects.get(pk=plan.pk)) == before
    assert [(node.place, node.anchor) for node in Outline.of(restored).nodes()] == rows


def test_what_stood_until_now_is_kept_first(inside: World, plan: Plan) -> None:
    version = marked(plan, inside)
    wreck(plan)
    spoilt = to_snapshot(Plan.objects.get(pk=plan.pk))
    restoring.restore(plan.pk, version.pk, by=inside.drafter)
    kept = versions.newest(plan)
    assert kept is not None
    assert (kept.kind, kept.content) == (VersionKind.RESTORING, spoilt)
    restoring.restore(plan.pk, kept.pk, by=inside.drafter)
    assert to_snapshot(Plan.objects.get(pk=plan.pk)) == spoilt


def test_what_the_snapshot_does_not_speak_of_stays_with_the_rows(inside: World, plan: Plan) -> None:
    version = marked(plan, inside)
    gone, stays = (
        Section.objects.filter(plan=plan, parent=None).order_by("position").values_list("pk", flat=True)[:2]
    )
    Section.objects.filter(pk__in=[gone, stays]).update(guide="Nêu rõ mục đích")
    ParentPlan.objects.filter(plan=plan).update(inside=inside.plans[PlanState.ISSUED])
    Section.objects.filter(pk=gone).delete()
    restoring.restore(plan.pk, version.pk, by=inside.drafter)
    guides = dict(Section.objects.filter(pk__in=[gone, stays]).values_list("pk", "guide"))
    assert guides == {gone: "", stays: "Nêu rõ mục đích"}
    assert ParentPlan.objects.get(plan=plan).inside == inside.plans[PlanState.ISSUED]


def test_going_back_is_an_edit_that_voids_an_approval_and_stands_in_the_history(
    inside: World, plan: Plan
) -> None:
    version = marked(plan, inside)
    procedure.submit(plan.pk, by=inside.drafter)
    procedure.approve(plan.pk, by=inside.head)
    restored = restoring.restore(plan.pk, version.pk, by=inside.unit_head)
    assert (restored.state, restored.approved_by, restored.revision) == (
        PlanState.DRAFT,
        None,
        plan.revision + 1,
    )
    told = [(sentence.what, sentence.note) for sentence in history.of_plan(plan)[:2]]
    assert told[0] == ("khôi phục một phiên bản cũ", restoring.name_of(version))
    assert told[1][0] == "chỉnh sửa sau khi duyệt, việc duyệt không còn hiệu lực"


@pytest.mark.parametrize("who", ["head", "clerk", "stranger", "foreigner", "reviewer"])
def test_only_those_who_may_edit_go_back(inside: World, plan: Plan, who: str) -> None:
    version = marked(plan, inside)
    before = Version.objects.filter(plan=plan).count()
    with pytest.raises(Refused):
        restoring.restore(plan.pk, version.pk, by=getattr(inside, who))
    assert Version.objects.filter(plan=plan).count() == before


@pytest.mark.parametrize("state", [PlanState.SUBMITTED, PlanState.ISSUED])
def test_a_plan_that_is_out_of_the_drafters_hands_stays_as_it_is(inside: World, state: PlanState) -> None:
    other = inside.plans[state]
    version = Version.objects.filter(plan=other).first()
    with pytest.raises(Refused):
        restoring.restore(other.pk, version.pk, by=inside.drafter)


def test_a_version_of_another_plan_is_none_of_this_one(inside: World, plan: Plan) -> None:
    other = Version.objects.filter(plan=inside.plans[PlanState.SUBMITTED]).first()
    with pytest.raises(Version.DoesNotExist):
        restoring.restore(plan.pk, other.pk, by=inside.drafter)
    assert Block.objects.filter(plan=plan).exists()


def test_a_version_counts_what_differs_from_the_one_before(inside: World, plan: Plan) -> None:
    first = marked(plan, inside)
    ContentItem.objects.filter(plan=plan).order_by("pk")[:1].get().delete()
    second = marked(plan, inside)
    assert (first.changes, second.changes) == (None, {"items_removed": 1})
