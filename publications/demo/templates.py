"""The city's two templates, one for its departments, one for its communes, with guides that never print."""

from typing import Any

from cchc_portal.agencies.history import record
from cchc_portal.documents import snapshots
from plans.models import PlanTemplate
from publications.demo.files import data, inside


def load() -> None:
    for entry in data("templates.yaml"):
        with inside(entry["province"]):
            _template(entry)


def _template(entry: dict[str, Any]) -> None:
    made, is_new = PlanTemplate.objects.get_or_create(
        agency=None,
        title=entry["title"],
        defaults={
            "level": entry["level"],
            "summary": entry["summary"],
            "content": snapshots.normalise(entry["plan"]),
            "guides": entry["guides"],
        },
    )
    if is_new:
        record(made, "template_made", by=None, what=made.title)
