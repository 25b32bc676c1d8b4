"""People named after their posts, and the posts that they hold."""

from typing import Any

from cchc_portal.agencies.models import Membership, Post, Unit
from publications.demo.accounts import SINCE, account, platform_admin
from publications.demo.files import agency_called, data, inside


def load() -> None:
    platform_admin()
    for entry in data("people.yaml"):
        with inside(entry["province"]):
            _membership(entry)


def _membership(entry: dict[str, Any]) -> None:
    agency = agency_called(entry["agency"])
    held = Post.objects.filter(agency=agency, memberships__user__username=entry["account"])
    Post.objects.filter(pk__in=held.values("pk")).update(title=entry["title"])  # loaded before under another
    post, _ = Post.objects.update_or_create(
        agency=agency,
        title=entry["title"],
        defaults={
            "unit": Unit.objects.get(agency=agency, name=entry["unit"]) if "unit" in entry else None,
            "signing_title": entry.get("signs", ""),
            "roles": entry["roles"],
        },
    )
    user = account(entry["account"], entry.get("name", entry["title"]))
    Membership.objects.get_or_create(user=user, post=post, starts_on=SINCE)


def holder(username: str, agency_slug: str) -> Membership:
    """The post that a person of the demo holds in an agency of the entered province."""
    posts = Membership.objects.filter(user__username=username, post__agency__slug=agency_slug)
    found: Membership = posts.with_post().get()
    return found
