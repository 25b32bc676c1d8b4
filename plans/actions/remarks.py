"""Remarks on a plan: made, answered, settled, opened again. They leave the plan's words alone, so whoever remarks may still approve."""

from collections.abc import Sequence, Set

from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Membership, Role, User
from cchc_portal.agencies.permissions import Refused
from cchc_portal.calendars import actions as calendars
from plans import permissions, remarking
from plans.actions import telling
from plans.actions.door import locked
from plans.models import Mention, Plan, Remark
from plans.outline import Outline

LONGEST = 5000
LONGEST_QUOTE = 1000
GONE = "Nhận xét này không còn nữa."


def write(
    plan_id: int,
    *,
    by: Membership,
    text: str,
    anchor: str = "",
    quote: str = "",
    mentions: Sequence[int] = (),
) -> Remark:
    """On the whole plan, on a row or part of it, or on a stretch of its words."""
    plan = locked(plan_id, by=by, may=permissions.may_remark)
    spot = remarking.Spots(Outline.of(plan)).get(anchor) if anchor else None
    if anchor and spot is None:
        raise Refused("Chỗ được nhận xét vừa bị xóa. Có thể nhận xét về cả kế hoạch.")
    remark = _say(
        plan, by, text, anchor=anchor, place_name=spot.name if spot else "", quote=quote[:LONGEST_QUOTE]
    )
    record(plan, "remarked", by=by, what=_summary(remark), remark=remark.pk)
    told = _mention(plan, remark, by, mentions)
    if by.has_role(Role.AGENCY_HEAD):
        _tell(plan, remark, by, {plan.submitted_by or plan.created_by} - told, "nhận xét về")
    return remark


def answer(
    plan_id: int, remark_id: int, *, by: Membership, text: str, mentions: Sequence[int] = ()
) -> Remark:
    """Under a remark; its author hears of it."""
    plan = locked(plan_id, by=by, may=permissions.may_remark)
    parent = _thread(plan, remark_id)
    reply = _say(plan, by, text, parent=parent, anchor=parent.anchor, place_name=parent.place_name)
    record(plan, "remark_answered", by=by, what=_summary(reply), remark=parent.pk)
    told = _mention(plan, reply, by, mentions)
    _tell(plan, reply, by, {parent.author} - told, "trả lời nhận xét về")
    return reply


def resolve(plan_id: int, remark_id: int, *, by: Membership) -> Remark:
    """Settled: it goes out of the way, and stays to be read."""
    plan = locked(plan_id, by=by, may=permissions.may_remark)
    remark = _thread(plan, remark_id)
    if remark.resolved_at is None:
        _settle(remark, timezone.now(), str(by.user))
        record(plan, "remark_resolved", by=by, what=_summary(remark), remark=remark.pk)
    return remark


def reopen(plan_id: int, remark_id: int, *, by: Membership) -> Remark:
    plan = locked(plan_id, by=by, may=permissions.may_remark)
    remark = _thread(plan, remark_id)
    if remark.resolved_at is not None:
        _settle(remark, None, "")
        record(plan, "remark_reopened", by=by, what=_summary(remark), remark=remark.pk)
    return remark


def _thread(plan: Plan, remark_id: int) -> Remark:
    found: Remark | None = (
        Remark.objects.filter(plan=plan, parent=None, pk=remark_id).select_related("author").first()
    )
    if found is None:
        raise Refused(GONE)
    return found


def _say(plan: Plan, by: Membership, text: str, **more: object) -> Remark:
    if not text.strip():
        raise Refused("Nhập nội dung nhận xét.")
    return Remark.objects.create(
        plan=plan,
        text=text.strip()[:LONGEST],
        author=by.user,
        author_name=str(by.user),
        author_post=by.post.title,
        **more,
    )


def _settle(remark: Remark, at: object, name: str) -> None:
    """With its answers, so that none of them waits for anybody."""
    for each in Remark.objects.filter(pk=remark.pk) | Remark.objects.filter(parent=remark):
        each.resolved_at, each.resolved_by_name = at, name
        each.save(update_fields=["resolved_at", "resolved_by_name"])
    remark.refresh_from_db()


def _mention(plan: Plan, remark: Remark, by: Membership, mentions: Sequence[int]) -> set[User | None]:
    """Colleagues alone; whoever is none, or has left, is passed over."""
    known = dict(remarking.colleagues(plan.agency, but=by))
    people = User.objects.filter(pk__in=[pk for pk in mentions if pk in known])
    for user in people:
        Mention.objects.create(remark=remark, user=user, name=str(user))
    told: set[User | None] = set(people)
    _tell(plan, remark, by, told, "nhắc tên trong nhận xét về")
    return told


def _tell(plan: Plan, remark: Remark, by: Membership, people: Set[User | None], did: str) -> None:
    text = f"{by.post.title} {did} {telling.name(plan)}: “{remark.text}”"
    thread = remark.parent_id or remark.pk
    for user in people - {None, by.user}:
        calendars.notify_person(plan.agency, user, text, f"{telling.path(plan)}#nhan-xet-{thread}")


def _summary(remark: Remark) -> str:
    """For the history: where, and the beginning of what."""
    line = " ".join(remark.text.split())
    line = line if len(line) <= 120 else f"{line[:117].rstrip()}…"
    return f"{remark.place_name}: {line}" if remark.place_name else line
