"""Recording what was done. The sentence that a person reads is made by the app that knows the verb."""

from contextvars import ContextVar
from typing import Any

from django.db import models
from django.utils import timezone

from cchc_portal.agencies.models import HistoryEvent, Membership

request_address: ContextVar[str | None] = ContextVar("request_address", default=None)

SYSTEM = "Cổng"  # the actor where no person acts: a worker, the clock


def record(
    subject: models.Model,
    verb: str,
    /,
    *,
    by: Membership | None,
    agency_id: int | None = None,
    **details: Any,
) -> HistoryEvent:
    """Write one act in the caller's transaction; it is undone with it."""
    return HistoryEvent.objects.create(
        province_id=subject.province_id,  # type: ignore[attr-defined]
        at=timezone.now(),
        verb=verb,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        agency_id=agency_id or getattr(subject, "agency_id", None),
        actor_id=by.user_id if by else None,
        actor_name=str(by.user) if by else SYSTEM,
        actor_post=f"{by.post.title}, {by.agency.name}" if by else "",
        address=request_address.get(),
        details=details,
    )
