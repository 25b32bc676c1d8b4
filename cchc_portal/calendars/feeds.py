"""A person's deadlines as a calendar that other programs read (RFC 5545), at an address that only they know."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.db.models import F
from django.utils import timezone

from cchc_portal.agencies.models import Agency, Membership, User
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.vietnam.dates import weekday_date

from .models import CalendarFeed, Obligation

_SIGNER = Signer(sep=".", salt="calendars.feed")
OCTETS = 75  # of a line, RFC 5545, 3.1


def token_of(user: User) -> str:
    """The person's present address; the first time it is asked for, it begins to hold."""
    feed, _ = CalendarFeed.objects.get_or_create(user=user)
    return str(_SIGNER.sign(f"{user.pk}-{feed.serial}"))


def renew(user: User) -> str:
    """A new address; the old one ends at once."""
    CalendarFeed.objects.filter(user=user).update(serial=F("serial") + 1)
    return token_of(user)


def user_of(token: str) -> User | None:
    """Whose address it is, while it holds and the person has an account."""
    try:
        user_id, _, serial = _SIGNER.unsign(token).partition("-")
    except BadSignature:
        return None
    feed = CalendarFeed.objects.filter(user_id=int(user_id), serial=int(serial), user__is_active=True)
    found = feed.select_related("user").first()
    return found.user if found else None


def calendar_of(held: Iterable[Membership], site: str) -> str:
    """Everything that the agencies of a person's posts owe, as one file."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Cong ke hoach tuyen truyen CCHC//VI"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:Thời hạn cải cách hành chính"]
    seen: set[int] = set()
    for membership in held:
        if membership.agency.pk in seen:
            continue
        seen.add(membership.agency.pk)
        with acting_in(membership.province_id, user_id=membership.user_id):
            rows = Obligation.objects.of_agency(membership.agency).shown_on(timezone.localdate())
            for owed in rows.select_related("agency", "transferred_to"):
                lines += _event(owed, membership.agency, site)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def _event(owed: Obligation, agency: Agency, site: str) -> list[str]:
    summary = f"Hạn: {owed} ({agency.name})"
    about = f"Hạn ghi trong văn bản: {weekday_date(owed.nominal_due_on)}. "
    about += f"Được tính đến hết {weekday_date(owed.due_on)}. {owed.standing_on(timezone.localdate()).label}."
    return [
        "BEGIN:VEVENT",
        f"UID:viec-{owed.pk}@{site.rsplit('://', maxsplit=1)[-1]}",
        f"DTSTAMP:{datetime.now(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{owed.due_on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{owed.due_on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(about)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for mark in "\\;,":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, never cut inside a letter; what goes on begins with a space."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > OCTETS:
            yield part
            part = " "
        part += letter
    yield part
