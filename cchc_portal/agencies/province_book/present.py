"""What stands in the province today, by the words that the book names it with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models.functions import Lower

from cchc_portal.agencies.models import Agency, AgencyProfile, Membership, Post, Province, Unit, User


@dataclass
class Present:
    """Closed agencies are known by their codes only: a code is never given twice."""

    province: Province
    today: date
    agencies: dict[str, Agency] = field(default_factory=dict)
    profiles: dict[str, AgencyProfile] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    units: dict[tuple[str, str], Unit] = field(default_factory=dict)
    posts: dict[tuple[str, str], Post] = field(default_factory=dict)
    users: dict[str, list[User]] = field(default_factory=dict)
    memberships: dict[tuple[str, str, str], Membership] = field(default_factory=dict)

    @property
    def own_people(self) -> set[str]:
        """Those whose names this province keeps."""
        return {email for email, _, _ in self.memberships}


def look(province: Province, today: date, emails: Iterable[str] = ()) -> Present:
    """A fixed number of queries, whatever the size of the province."""
    found = Present(province, today)
    for agency in Agency.objects.in_order().prefetch_related("profiles__superior"):
        if agency.closed_on is not None and agency.closed_on <= today:
            found.closed.add(agency.slug)
            continue
        found.agencies[agency.slug] = agency
        if agency.profiles.all():
            found.profiles[agency.slug] = agency.profile_on(today)
    _look_inside(found)
    _look_for_people(found, emails)
    return found


def _look_inside(found: Present) -> None:
    for unit in Unit.objects.select_related("agency").order_by("agency__sort_key", "id"):
        if unit.agency.slug in found.agencies:
            found.units[unit.agency.slug, unit.name] = unit
    for post in Post.objects.select_related("agency", "unit").order_by("agency__sort_key", "id"):
        if post.agency.slug in found.agencies:
            found.posts[post.agency.slug, post.title] = post


def _look_for_people(found: Present, emails: Iterable[str]) -> None:
    held = Membership.objects.held_or_coming(found.today)
    for membership in held.select_related("user", "post__agency").order_by("id"):
        post = membership.post
        if post.agency.slug in found.agencies:
            email = membership.user.email.lower()
            found.memberships[email, post.agency.slug, post.title] = membership
            known = found.users.setdefault(email, [])
            if membership.user not in known:
                known.append(membership.user)
    missing = set(emails) - set(found.users)
    for user in User.objects.annotate(address=Lower("email")).filter(address__in=missing).order_by("id"):
        found.users.setdefault(user.email.lower(), []).append(user)
