"""Who may sign a copy today and what is printed above the name (Nghị định 30/2020/NĐ-CP, Điều 13, 27): whoever heads the agency,
and those to whom a head has given it by a delegation."""

from dataclasses import dataclass

from cchc_portal.agencies.models import Agency, Delegation, Membership, Post, Role
from cchc_portal.vietnam import signing

COMMITTEES = (Agency.Level.PEOPLES_COMMITTEE, Agency.Level.COMMUNE)
FOR_THE_COMMITTEE = "TM. ỦY BAN NHÂN DÂN"
DEPUTY = "PHÓ "


@dataclass(frozen=True)
class CopySigner:
    """One choice of the form. `key` names the person's post and, where there is one, the delegation."""

    key: str
    lines: signing.SigningLines
    name: str
    post: str  # as it is written in running text

    @property
    def label(self) -> str:
        return f"{' / '.join((*self.lines.authority, self.lines.title))}: {self.name}"


def choices(agency: Agency, day: object) -> list[CopySigner]:
    """In their own right first, then in another's stead."""
    held = Membership.objects.held_on(day).filter(post__agency=agency).select_related("post", "user")
    heads = held.with_role(Role.AGENCY_HEAD).order_by("id")
    own = [
        CopySigner(f"{each.pk}-0", _own(agency, each.post), each.user.full_name, each.post.title)
        for each in heads
    ]
    given = Delegation.objects.in_force_on(day).with_posts().filter(agency=agency).order_by("id")
    given = given.filter(principal__roles__contains=[Role.AGENCY_HEAD])
    return own + [
        CopySigner(f"{each.pk}-{one.pk}", _instead(agency, one), each.user.full_name, each.post.title)
        for one in given
        for each in held.filter(post=one.delegate).order_by("id")
    ]


def _title(post: Post) -> str:
    return (post.signing_title or post.title).upper()


def _collective(agency: Agency) -> tuple[str, ...]:
    return (FOR_THE_COMMITTEE,) if agency.level in COMMITTEES else ()


def _own(agency: Agency, post: Post) -> signing.SigningLines:
    """A deputy signs for the head, whose title is their own without "Phó" (Điều 13 khoản 1)."""
    title = _title(post)
    if not title.startswith(DEPUTY):
        return signing.SigningLines(_collective(agency), title)
    return signing.in_stead(
        signing.Stead.KT,
        principal_title=title.removeprefix(DEPUTY),
        delegate_title=title,
        collective=_collective(agency),
    )


def _instead(agency: Agency, given: Delegation) -> signing.SigningLines:
    return signing.in_stead(
        signing.Stead(given.stead),
        principal_title=_title(given.principal),
        delegate_title=_title(given.delegate),
        collective=_collective(agency),
    )
