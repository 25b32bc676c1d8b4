"""Posts and the people in them pass to the agency that takes over; the old posts end, so that what was done in them stays theirs."""

from datetime import date, timedelta

from django.db.models import Q
from django.db.models.functions import Greatest

from cchc_portal.agencies.models import Agency, Delegation, Membership, Post, Unit


def units_of(agency: Agency) -> list[Unit]:
    return list(Unit.objects.filter(agency=agency).order_by("id"))


def people_of(agency: Agency, day: date) -> int:
    held = Membership.objects.held_or_coming(day).filter(post__agency=agency)
    return int(held.values("user").distinct().count())


def hand_over(old: Agency, new: Agency, day: date, *, units: set[int | None] | None = None) -> int:
    """Units, posts and people of `old` (or of some of its units; None: of no unit) work in `new` from `day`; how many people."""
    posts = Post.objects.filter(agency=old).select_related("unit").order_by("id")
    moved = [post for post in posts if units is None or post.unit_id in units]
    there = {post.title: post for post in Post.objects.filter(agency=new)}
    rooms = {unit.name: unit for unit in Unit.objects.filter(agency=new)}
    for unit in Unit.objects.filter(agency=old).order_by("id"):
        if (units is None or unit.pk in units) and unit.name not in rooms:
            rooms[unit.name] = Unit.objects.create(agency=new, name=unit.name, abbreviation=unit.abbreviation)
    people = 0
    for post in moved:
        people += _move(post, _post_in(new, post, old, there, rooms), day)
    return people


def _post_in(new: Agency, post: Post, old: Agency, there: dict[str, Post], rooms: dict[str, Unit]) -> Post:
    """The post of the same title where it may do the same; else one that says where it came from."""
    title = post.title
    if title in there and sorted(there[title].roles) != sorted(post.roles):
        title = f"{title} ({old.name})"[:100]
    if title not in there:
        there[title] = Post.objects.create(
            agency=new,
            unit=rooms.get(post.unit.name) if post.unit else None,
            title=title,
            signing_title=post.signing_title,
            roles=post.roles,
        )
    return there[title]


def _move(old: Post, new: Post, day: date) -> int:
    moved = 0
    for held in Membership.objects.held_or_coming(day).filter(post=old).order_by("id"):
        _, made = Membership.objects.get_or_create(
            user_id=held.user_id,
            post=new,
            starts_on=max(day, held.starts_on),
            defaults={"ends_on": held.ends_on},
        )
        moved += made
        _end(held, day)
    return moved


def _end(held: Membership, day: date) -> None:
    if held.starts_on >= day:
        held.delete()
        return
    held.ends_on = day - timedelta(days=1)
    held.save()


def end_posts(agency: Agency, day: date) -> int:
    """Nobody holds a post of an agency that is no more."""
    ended = list(Membership.objects.held_or_coming(day).filter(post__agency=agency))
    for held in ended:
        _end(held, day)
    return len(ended)


def end_delegations(agency: Agency, day: date) -> int:
    """Signing in another's stead ends with the posts; one that had not begun has no day at all."""
    last = day - timedelta(days=1)
    standing = Delegation.objects.filter(agency=agency, revoked_at__isnull=True).filter(Q(ends_on__gte=day))
    return int(standing.update(ends_on=Greatest("starts_on", last)))
