"""One letter a person a day, claimed before it is sent.

SMTP cannot tell whether a message that broke off has arrived; so a reminder is marked before its letter goes out, and is sent at most once.
The line in the inbox stands in any case.
"""

from collections import defaultdict
from collections.abc import Iterator
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

from .reminders import calendar_of, due_dates_path, followed_path, followed_sentence, follows


@dataclass(frozen=True)
class Section:
    """One agency's part of a letter."""

    agency: str
    lines: tuple[str, ...]
    path: str


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


def claim_digest(province: Province, user_id: int, *, at: datetime, channels: list[Channel]) -> Digest | None:
    """Mark a person's waiting reminders as sent; None when another run has any of them, or no channel reaches the person."""
    today = timezone.localdate(at)
    waiting = list(Reminder.objects.waiting_for_mail(today).filter(membership__user=user_id).with_people())
    if not waiting:
        return None
    first = waiting[0].membership
    ways = _ways(first.user, channels)
    if not ways:
        return None
    ids = [reminder.pk for reminder in waiting]
    with transaction.atomic():
        claimed = Reminder.objects.filter(pk__in=ids, mailed_at__isnull=True).update(mailed_at=at)
        if claimed != len(ids):
            transaction.set_rollback(True)
            return None
        sections = tuple(_sections(province, waiting, today))
        items = sum(len(section.lines) for section in sections)
        rows = [
            Delivery(
                province=province,
                user=first.user,
                agency=first.post.agency,
                channel=name,
                address=address,
                items=items,
                at=at,
            )
            for name, address in ways.items()
        ]
        Delivery.objects.bulk_create(rows)
    return Digest(first.user, sections, tuple(rows))


def _ways(user: User, channels: list[Channel]) -> dict[str, str]:
    """Where the person is reached, without addresses that took nothing lately and that nobody has looked into."""
    ways = {channel.name: channel.address(user) for channel in channels}
    broken = set(Delivery.objects.filter(user=user).unsettled().values_list("channel", "address"))
    return {name: address for name, address in ways.items() if address and (name, address) not in broken}


def note_outcome(delivery: Delivery, state: Outcome, detail: str = "") -> None:
    """What became of a letter, as far as is known."""
    Delivery.objects.filter(pk=delivery.pk).update(state=state, detail=detail[:300])


def _sections(province: Province, reminders: list[Reminder], today: date) -> Iterator[Section]:
    own: dict[Agency, dict[int, Obligation]] = defaultdict(dict)
    followed: dict[Agency, dict[str, dict[int, Obligation]]] = defaultdict(lambda: defaultdict(dict))
    for reminder in reminders:
        owed, person = reminder.obligation, reminder.membership
        if follows(person, owed):
            followed[person.post.agency][str(owed)][owed.pk] = owed
        else:
            own[owed.holder][owed.pk] = owed
    calendar = calendar_of([reminder.obligation for reminder in reminders], today)
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
