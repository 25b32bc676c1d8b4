"""A later day for one agency: asked with a reason, decided by Sở Nội vụ with a name under it."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies import history
from cchc_portal.agencies.models import Membership, Role
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.calendars import practice, work_calendar
from cchc_portal.calendars.models import Extension, Obligation
from cchc_portal.calendars.permissions import may_ask_extension, may_review
from cchc_portal.vietnam.dates import short_date, weekday_date
from cchc_portal.vietnam.text import lower_first

from .moving import address
from .notices import notify_person, tell
from .standing import locked, signed_as


def ask_extension(obligation: Obligation, *, by: Membership, to: date, reason: str) -> Extension:
    """The agency asks; the deadline stands until somebody has decided."""
    owed = locked(obligation)
    require(may_ask_extension(by, owed))
    if to <= owed.due_on:
        raise Refused(f"Chọn một ngày sau hạn hiện nay ({short_date(owed.due_on)}).")
    if Extension.objects.waiting().filter(obligation=owed).exists():
        raise Refused(f"Đề nghị gia hạn {lower_first(owed.document)} đang chờ Sở Nội vụ trả lời.")
    asked: Extension = Extension.objects.create(
        province=owed.province, obligation=owed, asked_to=to, reason=reason, asked_by=by.user
    )
    history.record(owed, "ask_extension", by=by, agency_id=owed.holder_id, to=to.isoformat(), reason=reason)
    text = f"{owed.holder} xin gia hạn {lower_first(owed.document)} đến {weekday_date(to)}."
    reviewers = Membership.objects.with_role(Role.REVIEWER).held_on(timezone.localdate())
    for person in reviewers.select_related("post__agency").exclude(user=by.user).order_by("id"):
        where = {"province": owed.province.slug, "agency": person.agency.slug, "pk": asked.pk}
        tell(person, text, reverse("calendars:extension", kwargs=where))
    return asked


def decide_extension(extension: Extension, *, granted: bool, by: Membership, answer: str = "") -> None:
    """Granted, the day moves, and lateness is judged by it; who asked is told either way."""
    owed = locked(extension.obligation)
    require(may_review(by, owed))
    waiting = Extension.objects.waiting().filter(pk=extension.pk).select_for_update().first()
    if waiting is None:
        raise Refused("Đề nghị gia hạn này đã được trả lời.")
    if granted and (owed.submitted_at is not None or owed.exempted_at is not None):
        raise Refused(f"{owed.document} đã gửi hoặc đã được miễn, không còn gì để gia hạn.")
    waiting.granted, waiting.decided_at, waiting.answer = granted, timezone.now(), answer
    waiting.decided_by, waiting.decided_as = by.user, signed_as(by)
    waiting.save()
    if granted:
        calendar = work_calendar.between(waiting.asked_to, waiting.asked_to)
        owed.extended_to = waiting.asked_to
        owed.due_on = calendar.roll(waiting.asked_to, practice.rolling())
        owed.save(update_fields=["extended_to", "due_on"])
    history.record(
        owed,
        "grant_extension" if granted else "refuse_extension",
        by=by,
        agency_id=owed.holder_id,
        to=waiting.asked_to.isoformat(),
        answer=answer,
    )
    notify_person(owed.holder, waiting.asked_by, _told(owed, granted, answer), address(owed))


def _told(owed: Obligation, granted: bool, answer: str) -> str:
    more = f" {answer}" if answer else ""
    if granted:
        return f"{owed.document} được gia hạn, tính đến hết {weekday_date(owed.due_on)}.{more}"
    return f"{owed.document} không được gia hạn.{more}"
