"""Plans from before the portal with their announcements, and the draft that never got a number."""

from typing import Any

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency
from plans.actions.archive import enter_issued
from plans.models import Plan
from plans.records import from_snapshot
from plans.states import PlanKind
from publications import actions
from publications.demo.accounts import platform_admin
from publications.demo.files import agency_called, data, inside, snapshot
from publications.demo.people import holder


def load() -> None:
    for entry in data("plans.yaml")["archive"]:
        with inside(entry["province"]):
            _enter(entry)
    for entry in data("plans.yaml")["drafts"]:
        with inside(entry["province"]):
            _draft(entry)


def known(agency: Agency, content: dict[str, Any]) -> bool:
    """Whether the plan of this file has been loaded before."""
    return Plan.objects.filter(agency=agency, subject=content["subject"]).exists()


def _enter(entry: dict[str, Any]) -> None:
    agency, content = agency_called(entry["agency"]), snapshot(entry["file"])
    if known(agency, content):
        return
    plan = enter_issued(content, agency, approver=platform_admin(), kind=entry.get("kind", PlanKind.CCHC))
    news = actions.announce(plan, by=None)
    news.summary, news.source = entry.get("summary", ""), entry["announced_by"]
    news.channels = entry.get("channels", news.channels)
    news.save()
    actions.publish(news.pk, by=None)


def _draft(entry: dict[str, Any]) -> None:
    agency, content = agency_called(entry["agency"]), snapshot(entry["file"])
    if known(agency, content):
        return
    by = holder(entry["drafter"], entry["agency"]) if "drafter" in entry else None
    plan = from_snapshot(content, agency, by=by.user if by else None)
    record(plan, "created" if by else "loaded", by=by, file=entry["file"])
