"""What Sở Nội vụ wants of an agency: an answer to its request, or the same once more; read with what the agency owes, in one query."""

from typing import Any

from django.db.models import OuterRef, Subquery

from plans.models import Submission, Supplement

from .states import SubmissionState


def owed_or_wanted(obligations: Any) -> Any:
    """Those that are open, and those whose submission waits for the agency; `wanted`, `wanted_by` and `wanted_in` say for what,
    by when and which submission, `returned_because` why the last one came back."""
    request = Supplement.objects.filter(
        submission__obligation=OuterRef("pk"), submission__state=SubmissionState.ASKED, sent_at__isnull=True
    )
    returned = Submission.objects.filter(obligation=OuterRef("pk"), state=SubmissionState.RETURNED)
    asked = Submission.objects.asked().values("obligation")
    return (obligations.open() | obligations.filter(pk__in=asked)).annotate(
        wanted=Subquery(request.values("wanted")[:1]),
        wanted_by=Subquery(request.values("due_on")[:1]),
        wanted_in=Subquery(request.values("submission")[:1]),
        returned_because=Subquery(returned.order_by("-attempt").values("reason")[:1]),
    )
