"""Whether a reviewer has read what was handed in, with all that was added to it since."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from cchc_portal.agencies.models import HistoryEvent
from plans.models import Submission, Supplement


def opened_by(user_id: int, submissions: Iterable[Submission]) -> set[int]:
    """Keys of those that the person has opened after the last supplement came; one query."""
    added = Supplement.objects.filter(submission=OuterRef("subject_id"), sent_at__gt=OuterRef("at"))
    events = HistoryEvent.objects.filter(
        ~Exists(added),
        subject_kind=Submission._meta.label_lower,
        subject_id__in=[each.pk for each in submissions],
        verb="opened",
        actor_id=user_id,
    )
    return set(events.values_list("subject_id", flat=True))
