"""Papers in every stage of being made, without making them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from cchc_portal.agencies.models import Province
from cchc_portal.documents import actions
from cchc_portal.documents.models import Paper, Snapshot
from cchc_portal.documents.states import PaperState
from tests.documents import samples
from tests.world import an_agency, entered

PDF = b"%PDF-1.7 the same bytes for the same snapshot"


def a_snapshot(province: Province, **changes: Any) -> Snapshot:
    with entered(province):
        agency = an_agency(province) if not Snapshot.objects.exists() else Snapshot.objects.first().agency
        return actions.freeze(agency, samples.plan(**changes))


def a_paper(province: Province, **changes: Any) -> Paper:
    snapshot = a_snapshot(province)
    with entered(province):
        paper = actions.ask_for_paper(snapshot)
        Paper.objects.filter(pk=paper.pk).update(**changes)
        return read(paper)


def read(paper: Paper) -> Paper:
    found: Paper = Paper.objects.get(pk=paper.pk)
    return found


def ago(seconds: float) -> Any:
    return timezone.now() - timedelta(seconds=seconds)


def rendering_by_somebody(until: Any, attempts: int = 1) -> dict[str, Any]:
    return {"state": PaperState.RENDERING, "lease": uuid4(), "lease_until": until, "attempts": attempts}
