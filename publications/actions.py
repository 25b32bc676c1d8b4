"""Verbs of announcements: make one of an issued plan, correct its words, show it to everybody, hide it again."""

from django.utils import timezone
from django.utils.text import slugify

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.vietnam import alphabet
from plans.models import Plan
from publications import contents, permissions
from publications.models import Announcement


def announce_plan(plan: Plan, *, by: Membership | None) -> None:
    """Follows every issue: plans are news, reports and letters between offices are not."""
    if plan.is_plan:
        announce(plan, by=by)


def announce(plan: Plan, *, by: Membership | None) -> Announcement:
    """Prepare the news of a plan that has just been issued; nobody sees it before it is published."""
    if plan.issued_snapshot is None or plan.issued_on is None:
        raise Refused("Chỉ công bố được kế hoạch đã ban hành.")
    snapshot = plan.issued_snapshot.content
    announcement: Announcement = Announcement.objects.create(
        agency=plan.agency,
        plan=plan,
        paper=plan.paper,
        slug=_address(plan, plan.issued_on.year),
        title=contents.title(snapshot),
        issuer=snapshot["agency"]["name"],
        symbol=plan.symbol,
        issued_on=plan.issued_on,
        document_title=contents.document_title(snapshot),
        contents=contents.main_contents(snapshot),
        channels=contents.channels(snapshot),
        source=by.post.unit.name if by and by.post.unit else "",
    )
    record(announcement, "announce", by=by, symbol=plan.symbol)
    return announcement


def correct(announcement_id: int, *, by: Membership, title: str, summary: str, source: str) -> Announcement:
    """Change the news' own words; number, date and contents are those of the issued document."""
    announcement = _locked(announcement_id)
    require(permissions.may_edit(by, announcement))
    announcement.title, announcement.summary, announcement.source = title, summary, source
    announcement.save()
    record(announcement, "correct", by=by)
    return announcement


def publish(announcement_id: int, *, by: Membership | None) -> Announcement:
    """Show it to everybody. Without a person it is the portal itself that acts, from its command line."""
    announcement = _locked(announcement_id)
    if by is not None:
        require(permissions.may_publish(by, announcement))
    announcement.published_at = timezone.now()
    announcement.save()
    record(announcement, "publish", by=by)
    return announcement


def hide(announcement_id: int, *, by: Membership) -> Announcement:
    announcement = _locked(announcement_id)
    require(permissions.may_hide(by, announcement))
    announcement.published_at = None
    announcement.save()
    record(announcement, "hide", by=by)
    return announcement


def _address(plan: Plan, year: int) -> str:
    """Agency, number and year of issue: what the register of outgoing papers gives only once."""
    return slugify(f"{plan.agency.slug} {plan.number} {alphabet.fold(plan.series)} {year}")


def _locked(announcement_id: int) -> Announcement:
    found: Announcement = (
        Announcement.objects.select_for_update(of=("self",))
        .select_related("agency__province")
        .get(pk=announcement_id)
    )
    return found
