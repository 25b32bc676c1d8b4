"""Putting lines into people's inboxes. A notice is a row of the caller's transaction: it stands if the act that it tells of stands."""

from django.utils import timezone

from cchc_portal.agencies.models import Agency, Membership, Role, User
from cchc_portal.agencies.models.people import MembershipQuerySet
from cchc_portal.calendars.models import Notice

LONGEST = 500


def tell(membership: Membership, text: str, url: str = "") -> Notice:
    """Put a line into a person's inbox; the same line is not put beside one that is still unread."""
    notice = Notice.objects.to_person(membership).unread().filter(text=text[:LONGEST], url=url).first()
    return notice or Notice.objects.create(
        province_id=membership.province_id, membership=membership, text=text[:LONGEST], url=url
    )


def notify_post_holders(
    agency: Agency, role: Role, text: str, url: str = "", *, excluding: User | None = None
) -> list[Notice]:
    """Tell everybody who holds a post with this role in the agency today, but for the one who acts."""
    holders = Membership.objects.with_role(role).filter(post__agency=agency)
    return _tell_all(holders.exclude(user=excluding) if excluding else holders, text, url)


def notify_person(agency: Agency, user: User | None, text: str, url: str = "") -> list[Notice]:
    """Tell one person in the posts that they hold in the agency today: the drafter of a plan."""
    return _tell_all(Membership.objects.filter(post__agency=agency, user=user), text, url)


def mark_read(membership: Membership, notice_id: int | None = None) -> int:
    """One notice, or all, of this person in this post; how many were unread."""
    unread = Notice.objects.to_person(membership).unread()
    chosen = unread if notice_id is None else unread.filter(pk=notice_id)
    return int(chosen.order_by().update(read_at=timezone.now()))


def _tell_all(memberships: MembershipQuerySet, text: str, url: str) -> list[Notice]:
    return [
        tell(membership, text, url) for membership in memberships.held_on(timezone.localdate()).order_by("id")
    ]
