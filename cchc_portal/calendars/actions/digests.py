"""One letter a person a day, claimed before it is sent.

SMTP cannot tell whether a message that broke off has arrived; so a reminder is marked before its letter goes out, and is sent at most once.
The line in the inbox stands in any case. Letters are written for many people at once; each is claimed by itself, right before it goes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.models import Agency, Province, User
from cchc_portal.calendars import practice, work_calendar
from cchc_portal.calendars.channels import Channel
from cchc_portal.calendars.deadlines import sentence
from cchc_portal.calendars.models import Delivery, Obligation, Reminder
from cchc_portal.calendars.states import Outcome
from cchc_portal.vietnam.workdays import WorkCalendar

from .bounces import bounced
from .claiming import Known, Taken, claim_rows
from .reminders import calendar_of, due_dates_path, followed_path, followed_sentence, follows


@dataclass(frozen=True)
class Section:
    """One agency's part of a letter."""

    agency: str
    lines: tuple[str, ...]
    path: str


@dataclass(frozen=True)
class Draft:
    """What one person is to be told today, and where; nobody has claimed it yet."""

    user: User
    agency: Agency
    reminders: tuple[int, ...]
    sections: tuple[Section, ...]
    ways: dict[str, str]

    @property
    def count(self) -> int:
        return sum(len(section.lines) for section in self.sections)


@dataclass(frozen=True)
class Digest:
    """One person's letter of one day, claimed: whoever holds it is the only one to send it."""

    user: User
    sections: tuple[Section, ...]
    deliveries: tuple[Delivery, ...]

    @property
    def count(self) -> int:
        return sum(len(section.lines) for section in self.sections)


def may_disturb(at: datetime) -> bool:
    """Whether people of the entered province may be written to: a working day, outside its quiet hours."""
    local = timezone.localtime(at)
    if practice.of_province().is_quiet_at(local.time()):
        return False
    return work_calendar.between(local.date(), local.date()).is_working_day(local.date())


def people_to_mail(at: datetime) -> list[int]:
    """Users with reminders that wait for a letter, and no letter yet on this day."""
    if not may_disturb(at):
        return []
    today = timezone.localdate(at)
    midnight = timezone.make_aware(datetime.combine(today, datetime.min.time()))
    had_one = Reminder.objects.filter(mailed_at__gte=midnight, mailed_at__lt=midnight + timedelta(days=1))
    waiting = Reminder.objects.waiting_for_mail(today).exclude(
        membership__user__in=had_one.values("membership__user")
    )
    return list(
        waiting.order_by("membership__user_id").values_list("membership__user_id", flat=True).distinct()
    )


def drafted(
    province: Province, people: Iterable[int], *, at: datetime, channels: list[Channel]
) -> list[Draft]:
    """The letters of many people, in their order, in three queries; none for whom no channel reaches."""
    today = timezone.localdate(at)
    wanted = list(people)
    waiting: dict[int, list[Reminder]] = {user_id: [] for user_id in wanted}
    rows = Reminder.objects.waiting_for_mail(today).filter(membership__user__in=wanted).with_people()
    for reminder in rows:
        waiting[reminder.membership.user_id].append(reminder)
    all_owed = [reminder.obligation for each in waiting.values() for reminder in each]
    if not all_owed:
        return []
    calendar, broken = calendar_of(all_owed, today), _broken(wanted)
    found = (
        _draft(province, each, calendar, today, _ways(each[0].membership.user, channels, broken[user_id]))
        for user_id, each in waiting.items()
        if each
    )
    return [draft for draft in found if draft.ways]


def claim(province: Province, draft: Draft, *, at: datetime, known: Sequence[Known] = ()) -> Digest:
    """Mark the reminders as sent, all of them, and note what became of the letters before; raises Taken."""
    own = {"province": province, "user": draft.user, "agency": draft.agency, "items": draft.count, "at": at}
    rows = tuple(Delivery(channel=name, address=address, **own) for name, address in draft.ways.items())
    bounces = [each for each in known if each.outcome == Outcome.BOUNCED]
    claim_rows(draft.reminders, rows, [each for each in known if each not in bounces], at)
    note_outcomes(bounces)
    return Digest(draft.user, draft.sections, rows)


def claim_digest(province: Province, user_id: int, *, at: datetime, channels: list[Channel]) -> Digest | None:
    """Of one person; None when nothing waits, no channel reaches them, or another run has it."""
    drafts = drafted(province, [user_id], at=at, channels=channels)
    try:
        with transaction.atomic():
            return claim(province, drafts[0], at=at) if drafts else None
    except Taken:
        return None


def note_outcomes(letters: Iterable[Known]) -> None:
    """What became of letters; an address that took nothing becomes a task."""
    for known in letters:
        if known.outcome == Outcome.BOUNCED:
            bounced(known.delivery, known.detail)
        else:
            Delivery.objects.filter(pk=known.delivery.pk).update(
                state=known.outcome, detail=known.detail[:300]
            )


def _broken(people: list[int]) -> dict[int, set[tuple[str, str]]]:
    """Addresses that took nothing lately and that nobody has looked into, by person."""
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    rows = Delivery.objects.filter(user__in=people).unsettled()
    for user_id, channel, address in rows.values_list("user", "channel", "address"):
        found[user_id].add((channel, address))
    return found


def _ways(user: User, channels: list[Channel], broken: set[tuple[str, str]]) -> dict[str, str]:
    """Where the person is reached."""
    ways = {channel.name: channel.address(user) for channel in channels}
    return {name: address for name, address in ways.items() if address and (name, address) not in broken}


def _draft(
    province: Province, waiting: list[Reminder], calendar: WorkCalendar, today: date, ways: dict[str, str]
) -> Draft:
    first = waiting[0].membership
    return Draft(
        user=first.user,
        agency=first.post.agency,
        reminders=tuple(reminder.pk for reminder in waiting),
        sections=tuple(_sections(province, waiting, calendar, today)) if ways else (),
        ways=ways,
    )


def _sections(
    province: Province, reminders: list[Reminder], calendar: WorkCalendar, today: date
) -> Iterator[Section]:
    own: dict[Agency, dict[int, Obligation]] = defaultdict(dict)
    followed: dict[Agency, dict[str, dict[int, Obligation]]] = defaultdict(lambda: defaultdict(dict))
    for reminder in reminders:
        owed, person = reminder.obligation, reminder.membership
        if follows(person, owed):
            followed[person.post.agency][str(owed)][owed.pk] = owed
        else:
            own[owed.holder][owed.pk] = owed
    for agency, obligations in own.items():
        yield Section(
            agency.name, _lines(list(obligations.values()), calendar, today), due_dates_path(province, agency)
        )
    for agency, by_name in followed.items():
        lines = tuple(followed_sentence(list(owed_by.values())) for owed_by in by_name.values())
        years = [owed.year for owed_by in by_name.values() for owed in owed_by.values()]
        yield Section(f"{agency.name} theo dõi", lines, followed_path(province, agency, max(years)))


def _lines(obligations: list[Obligation], calendar: WorkCalendar, today: date) -> tuple[str, ...]:
    return tuple(sentence(str(owed), owed, calendar, today) for owed in obligations)
