"""The checklist of a year is kept by the province's administrators; what was used once is withdrawn, never changed under a verdict."""

from django.db.models import Max
from django.utils import timezone

from cchc_portal.agencies import history
from cchc_portal.agencies.models import Membership, Province
from cchc_portal.agencies.permissions import Refused, require
from plans.models import ReviewCriterion
from plans.submissions import permissions
from plans.submissions.checklist import USUAL
from plans.submissions.states import Checklist


def begin(province: Province, year: int, *, by: Membership) -> int:
    """A year's lists: the year before it, else the usual ones; a list that has lines is left. How many lines."""
    require(permissions.may_keep_criteria(by, province))
    made = 0
    for checklist in Checklist:
        if ReviewCriterion.objects.standing().listed(year, checklist).exists():
            continue
        before = ReviewCriterion.objects.standing().listed(year - 1, checklist).in_order()
        lines = [(each.name, each.guide) for each in before] or USUAL[checklist]
        for position, (name, guide) in enumerate(lines, start=1):
            row = ReviewCriterion(year=year, checklist=checklist, position=position, name=name, guide=guide)
            row.save()
            made += 1
    if not made:
        raise Refused(f"Năm {year} đã có tiêu chí thẩm định.")
    history.record(_first_of(year), "criteria_begun", by=by, year=year, count=made)
    return made


def _first_of(year: int) -> ReviewCriterion:
    """The first line of the year: what was begun is recorded at it."""
    found: ReviewCriterion = ReviewCriterion.objects.filter(year=year).order_by("id")[0]
    return found


def add(
    province: Province, year: int, checklist: Checklist, name: str, guide: str, *, by: Membership
) -> ReviewCriterion:
    require(permissions.may_keep_criteria(by, province))
    _refuse_twice(year, checklist, name)
    last = ReviewCriterion.objects.listed(year, checklist).aggregate(last=Max("position"))["last"] or 0
    row = ReviewCriterion(year=year, checklist=checklist, position=last + 1, name=name, guide=guide)
    row.save()
    history.record(row, "criterion_added", by=by, what=name)
    return row


def change(criterion_id: int, name: str, guide: str, *, by: Membership) -> ReviewCriterion:
    """Other words: where it was judged by already, the old line stays with its verdicts and a new one takes its place."""
    row = _locked(criterion_id, by=by)
    if (row.name, row.guide) == (name, guide):
        return row
    if row.name != name:
        _refuse_twice(row.year, Checklist(row.checklist), name)
    before = row.name
    if row.verdicts.exists():
        old, row = row, ReviewCriterion(year=row.year, checklist=row.checklist, position=row.position)
        old.withdrawn_at = timezone.now()
        old.save(update_fields=["withdrawn_at"])
    row.name, row.guide = name, guide
    row.save()
    history.record(row, "criterion_changed", by=by, before=before, what=name)
    return row


def withdraw(criterion_id: int, *, by: Membership) -> ReviewCriterion:
    row = _locked(criterion_id, by=by)
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    history.record(row, "criterion_withdrawn", by=by, what=row.name)
    return row


def move_up(criterion_id: int, *, by: Membership) -> None:
    """One place towards the top of its list."""
    row = _locked(criterion_id, by=by)
    lines = list(ReviewCriterion.objects.standing().listed(row.year, row.checklist).in_order())
    place = next(place for place, each in enumerate(lines) if each.pk == row.pk)
    if place:
        lines[place - 1], lines[place] = lines[place], lines[place - 1]
    for position, each in enumerate(lines, start=1):
        each.position = position
    ReviewCriterion.objects.bulk_update(lines, ["position"])
    history.record(row, "criterion_moved", by=by, what=row.name)


def _locked(criterion_id: int, *, by: Membership) -> ReviewCriterion:
    rows = ReviewCriterion.objects.select_for_update(of=("self",)).select_related("province")
    row: ReviewCriterion = rows.get(pk=criterion_id)
    require(permissions.may_keep_criteria(by, row.province))
    if row.withdrawn_at is not None:
        raise Refused("Tiêu chí này đã thôi dùng. Tải lại trang.")
    return row


def _refuse_twice(year: int, checklist: Checklist, name: str) -> None:
    if ReviewCriterion.objects.standing().listed(year, checklist).filter(name=name).exists():
        raise Refused(f"Tiêu chí “{name}” đã có trong danh sách năm {year}.")
