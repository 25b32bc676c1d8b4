"""Reminding: rows and notices first, then one mail a person a day, claimed before it is sent.

SMTP cannot tell whether a message that broke off has arrived; so a reminder is marked before its mail goes out, and is mailed at most once.
The line in the inbox stands in any case.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies.models import Agency, Membership, Province, Role, User
from cchc_portal.calendars import work_calendar
from cchc_portal.calendars.deadlines import Step, reminders_due, sentence
from cchc_portal.calendars.models import Obligation, Reminder
from cchc_portal.calendars.states import Stage
from cchc_portal.vietnam.workdays import WorkCalendar

from .notices import tell

HORIZON = timedelta(days=45)  # ten working days, with Tết among them
REMINDED = frozenset({Role.DRAFTER, Role.UNIT_HEAD})
REMINDED_WHEN_OVERDUE = REMINDED | {Role.AGENCY_HEAD}


@dataclass(frozen=True)
class Section:
    """One agency's part of a mail."""

    agency: str
    lines: tuple[str, ...]
    path: str


@dataclass(frozen=True)
class Digest:
    """One person's mail of one day, claimed: whoever holds it is the only one to send it."""

    user: User
    sections: tuple[Section, ...]

    @property
    def count(self) -> int:
        return sum(len(section.lines) for section in self.sections)


def make_reminders(province: Province, today: date) -> int:
    """Write what the day calls for, each with its line in the inbox; how many were new."""
    obligations = list(_remindable(today))
    calendar = _calendar(obligations, today)
    steps = [(owed, step) for owed in obligations if (step := reminders_due(owed, calendar, today))]
    if not steps:
        return 0
    known = set(
        Reminder.objects.filter(obligation__in=[owed for owed, _ in steps]).values_list(
            "obligation_id", "membership_id", "stage", "on_day"
        )
    )
    people = _people_by_agency(today)
    written = 0
    for owed, step in steps:
        text = sentence(str(owed), owed, calendar, today)
        for person in _audience(people[owed.agency_id], step):
            if (owed.pk, person.pk, step.stage, step.on_day) not in known and _write(owed, step, person):
                tell(person, text, due_dates_path(province, owed.agency))
                written += 1
    return written


def people_to_mail(at: datetime) -> list[int]:
    """Users with reminders that wait for a mail, and no mail yet on this day; nobody on a day off."""
    today = timezone.localdate(at)
    if not work_calendar.between(today, today).is_working_day(today):
        return []
    midnight = timezone.make_aware(datetime.combine(today, datetime.min.time()))
    had_one = Reminder.objects.filter(mailed_at__gte=midnight, mailed_at__lt=midnight + timedelta(days=1))
    waiting = Reminder.objects.waiting_for_mail(today).exclude(
        membership__user__in=had_one.values("membership__user")
    )
    return list(
        waiting.order_by("membership__user_id").values_list("membership__user_id", flat=True).distinct()
    )


def claim_digest(province: Province, user_id: int, *, at: datetime) -> Digest | None:
    """Mark a person's waiting reminders as mailed; None when another run has any of them."""
    today = timezone.localdate(at)
    waiting = list(Reminder.objects.waiting_for_mail(today).filter(membership__user=user_id).with_people())
    if not waiting:
        return None
    ids = [reminder.pk for reminder in waiting]
    with transaction.atomic():
        claimed = Reminder.objects.filter(pk__in=ids, mailed_at__isnull=True).update(mailed_at=at)
        if claimed != len(ids):
            transaction.set_rollback(True)
            return None
    return Digest(waiting[0].membership.user, tuple(_sections(province, waiting, today)))


def due_dates_path(province: Province, agency: Agency) -> str:
    return reverse("calendars:due_dates", kwargs={"province": province.slug, "agency": agency.slug})


def _remindable(today: date) -> Iterator[Obligation]:
    near = Obligation.objects.open().nominally_due_by(today + HORIZON).select_related("agency")
    return (
        owed
        for owed in near.order_by("due_on", "id")
        if not (owed.agency.closed_on and owed.agency.closed_on <= today)
    )


def _calendar(obligations: list[Obligation], today: date) -> WorkCalendar:
    days = [today, *(owed.nominal_due_on for owed in obligations), *(owed.due_on for owed in obligations)]
    return work_calendar.between(min(days), max(days))


def _people_by_agency(today: date) -> dict[int, list[Membership]]:
    people: dict[int, list[Membership]] = defaultdict(list)
    roles = [str(role) for role in sorted(REMINDED_WHEN_OVERDUE)]
    for person in (
        Membership.objects.held_on(today)
        .filter(post__roles__overlap=roles)
        .select_related("post")
        .order_by("id")
    ):
        people[person.post.agency_id].append(person)
    return people


def _audience(people: list[Membership], step: Step) -> Iterator[Membership]:
    roles = REMINDED_WHEN_OVERDUE if step.stage == Stage.OVERDUE else REMINDED
    return (person for person in people if person.has_role(*roles))


def _write(owed: Obligation, step: Step, person: Membership) -> bool:
    """Whether this run wrote the row; another that came first keeps it."""
    _, is_new = Reminder.objects.get_or_create(
        province_id=owed.province_id, obligation=owed, membership=person, stage=step.stage, on_day=step.on_day
    )
    return bool(is_new)


def _sections(province: Province, reminders: list[Reminder], today: date) -> Iterator[Section]:
    owed_by: dict[Agency, dict[int, Obligation]] = defaultdict(dict)
    for reminder in reminders:
        owed_by[reminder.obligation.agency][reminder.obligation_id] = reminder.obligation
    calendar = _calendar([reminder.obligation for reminder in reminders], today)
    for agency, obligations in owed_by.items():
        lines = tuple(sentence(str(owed), owed, calendar, today) for owed in obligations.values())
        yield Section(agency.name, lines, due_dates_path(province, agency))
