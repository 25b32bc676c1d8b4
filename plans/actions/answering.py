"""An agency answers its tasks: by items of its plan, by a text, or not any more.

The task's row is the lock: two people who answer it at once, and Sở Nội vụ who withdraws it meanwhile, come one after another.
"""

from collections.abc import Iterable

from django.utils import timezone

from cchc_portal.agencies import history
from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.permissions import Refused, require
from plans.actions.values import fingerprint
from plans.assignments import permissions
from plans.assignments.standing import Addressing
from plans.models import AssignedTask, ContentItem, Plan, TaskAnswer

GONE = "Nội dung đã chọn không còn trong kế hoạch. Chọn nội dung khác."
NOT_THEIRS = "Nhiệm vụ này không giao cho cơ quan."
WITHDRAWN = "Nhiệm vụ đã được Sở Nội vụ rút nên không cần trả lời nữa."


class Changed(Exception):
    """A colleague has written another text meanwhile; `theirs` is what stands."""

    def __init__(self, theirs: str) -> None:
        super().__init__(theirs)
        self.theirs = theirs


def link(task_id: int, agency: Agency, item_ids: Iterable[int], *, by: Membership) -> int:
    """Answer by items of the agency's plans; how many were not linked before."""
    task = _locked(task_id, agency, by=by)
    wanted = set(item_ids)
    items = list(ContentItem.objects.filter(pk__in=wanted, plan__agency=agency).select_related("plan"))
    if not items or len(items) < len(wanted):
        raise Refused(GONE)
    return sum(_link(task, agency, item, by=by) for item in sorted(items, key=lambda each: each.pk))


def _link(task: AssignedTask, agency: Agency, item: ContentItem, *, by: Membership) -> bool:
    words = {"plan": item.plan, "item_words": item.content, "answered_by": by.user}
    _, is_new = TaskAnswer.objects.get_or_create(task=task, agency=agency, item_key=item.pk, defaults=words)
    if is_new:
        history.record(task, "answered", by=by, agency_id=agency.pk, what=item.content, item=item.pk)
    return is_new


def link_made(plan: Plan, made: Iterable[tuple[int, int, ContentItem]], *, by: Membership) -> None:
    """Items that were made from tasks of upper plans answer what Sở Nội vụ has recorded of those plans: (plan, number, item)."""
    for upper, number, item in made:
        task = AssignedTask.objects.filter(
            source__plan=upper, source__year=plan.year, item_number=number, withdrawn_at__isnull=True
        ).first()
        if task and Addressing.of([task]).part(task, plan.agency):
            link(task.pk, plan.agency, [item.pk], by=by)


def write(task_id: int, agency: Agency, text: str, *, loaded: str, by: Membership) -> None:
    """Answer by a text, where no item fits; raises Changed where it is not the text that was `loaded`."""
    task = _locked(task_id, agency, by=by)
    answer = TaskAnswer.objects.filter(task=task, agency=agency, item_key=None).first()
    if answer and answer.text == text:
        return
    if loaded != mark(answer):
        raise Changed(answer.text if answer else "")
    answer = answer or TaskAnswer(task=task, agency=agency)
    answer.text, answer.answered_by, answer.carried = text, by.user, False
    answer.save()
    history.record(task, "explained", by=by, agency_id=agency.pk, what=text)


def mark(answer: TaskAnswer | None) -> str:
    """What a form was loaded with."""
    return fingerprint({"text": answer.text if answer else ""})


def take_back(answer_id: int, agency: Agency, *, by: Membership) -> AssignedTask | None:
    """Take one answer away; None where it is gone already."""
    found = TaskAnswer.objects.filter(pk=answer_id, agency=agency).select_related("task").first()
    if found is None:
        return None
    task = _locked(found.task_id, agency, by=by, also_withdrawn=True)
    for answer in TaskAnswer.objects.filter(pk=answer_id):
        history.record(task, "answer_taken_back", by=by, agency_id=agency.pk, what=str(answer))
        answer.delete()
    return task


def look_over(answer_id: int, agency: Agency, *, by: Membership) -> AssignedTask | None:
    """Say that a link carried from the year before is right; saying it twice changes nothing."""
    found = TaskAnswer.objects.filter(pk=answer_id, agency=agency).select_related("task").first()
    if found is None:
        return None
    task = _locked(found.task_id, agency, by=by)
    looked = TaskAnswer.objects.filter(pk=answer_id, carried=True)
    if looked.update(carried=False, answered_by=by.user, answered_at=timezone.now()):
        history.record(task, "carried_kept", by=by, agency_id=agency.pk, what=str(found))
    return task


def _locked(task_id: int, agency: Agency, *, by: Membership, also_withdrawn: bool = False) -> AssignedTask:
    """The task, locked until the transaction ends; raises AssignedTask.DoesNotExist where it is not here."""
    require(permissions.may_answer(by, agency))
    task: AssignedTask = AssignedTask.objects.select_for_update(no_key=True).get(pk=task_id)
    if not also_withdrawn:
        if not Addressing.of([task]).part(task, agency):
            raise Refused(NOT_THEIRS)
        if task.withdrawn_at is not None:
            raise Refused(WITHDRAWN)
    return task
