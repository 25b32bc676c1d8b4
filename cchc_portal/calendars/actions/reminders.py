"""Reminding: one row for each stage, obligation and person, with its line in the inbox; a row that stands is never written again."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from django.db import connection
from django.db.models import Max
from django.urls import reverse

from cchc_portal.agencies.models import Agency, Membership, Province
from cchc_portal.calendars import ladder, work_calendar
from cchc_portal.calendars.deadlines import Step, reminders_due, sentence
from cchc_portal.calendars.models import Notice, Obligation, Reminder
from cchc_portal.calendars.states import Rung, Stage
from cchc_portal.vietnam.workdays import WorkCalendar

HORIZON = timedelta(days=45)  # ten working days, with Tết among them
BATCH = 1000
_REMINDERS = 6  # the second key of the lock under which a province's reminders are made

Made = tuple[Obligation, Step, Rung, Membership]


def make_reminders(province: Province, today: date) -> int:
    """Write what the day calls for; how many were new. Of two runs at once the second waits, and finds the rows of the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_REMINDERS, province.pk])
    obligations = list(_remindable(today))
    calendar = calendar_of(obligations, today)
    steps = [(owed, step) for owed in obligations if (step := reminders_due(owed, calendar, today))]
    if not steps:
        return 0
    new = list(_new(steps, calendar, today))
    _write(province, new)
    Notice.objects.bulk_create(_notices(province, new, calendar, today), batch_size=BATCH)
    return len(new)


def due_dates_path(province: Province, agency: Agency) -> str:
    return _due_dates_path(province.slug, agency.slug)


@lru_cache  # asked for each of thousands of letters in turn
def _due_dates_path(province: str, agency: str) -> str:
    return reverse("calendars:due_dates", kwargs={"province": province, "agency": agency})


def followed_path(province: Province, agency: Agency, year: int) -> str:
    """Where the office that follows all agencies sees how they stand."""
    where = {"province": province.slug, "agency": agency.slug}
    return f"{reverse('calendars:overview', kwargs=where)}?nam={year}"


def calendar_of(obligations: list[Obligation], today: date) -> WorkCalendar:
    days = [today]
    for owed in obligations:
        days += [owed.aimed_on, owed.due_on]
    return work_calendar.between(min(days), max(days))


def follows(person: Membership, owed: Obligation) -> bool:
    """Whether somebody is told of another agency's work, as Sở Nội vụ is."""
    return person.post.agency_id != owed.holder_id


def _remindable(today: date) -> Iterator[Obligation]:
    near = Obligation.objects.open().nominally_due_by(today + HORIZON)
    for owed in near.select_related("agency", "transferred_to", "rule").order_by("due_on", "id"):
        ended = owed.holder.closed_on
        if ended is None or ended > today:
            yield owed


def _new(steps: list[tuple[Obligation, Step]], calendar: WorkCalendar, today: date) -> Iterator[Made]:
    """Steps later than the last that a person was told of: a day that moved brings no stage back."""
    found = Reminder.objects.filter(obligation__in=[owed for owed, _ in steps]).order_by()
    latest = {
        (row["obligation"], row["membership"]): row["last"]
        for row in found.values("obligation", "membership").annotate(last=Max("on_day"))
    }
    rungs, people = ladder.of_province(), ladder.people_on(today)
    for owed, step in steps:
        told = ladder.rungs_told(rungs, owed, step, calendar)
        for rung, person in people.told(owed.holder_id, told):
            told_on = latest.get((owed.pk, person.pk))
            if (told_on is None or told_on < step.on_day) and not _acted(person, owed, step):
                yield owed, step, rung, person


def _acted(person: Membership, owed: Obligation, step: Step) -> bool:
    """Who has just asked for it needs no word that it was asked."""
    return bool(
        step.stage == Stage.NOW and owed.rule is not None and owed.rule.switched_on_by_id == person.user_id
    )


def _write(province: Province, new: list[Made]) -> None:
    Reminder.objects.bulk_create(
        [
            Reminder(
                province=province, obligation=owed, membership=person, stage=step.stage, on_day=step.on_day
            )
            for owed, step, _, person in new
        ],
        batch_size=BATCH,
    )


def _notices(province: Province, new: list[Made], calendar: WorkCalendar, today: date) -> list[Notice]:
    """A line for each thing of one's own; one line for all agencies that one follows."""
    lines = []
    followed: dict[tuple[Membership, str], list[Obligation]] = defaultdict(list)
    for owed, _, rung, person in new:
        if rung == Rung.REVIEWER and follows(person, owed):
            followed[person, str(owed)].append(owed)
            continue
        text, url = sentence(str(owed), owed, calendar, today), due_dates_path(province, owed.holder)
        lines.append(Notice(province=province, membership=person, text=text, url=url))
    for (person, _), owed_by in followed.items():
        text, url = followed_sentence(owed_by), followed_path(province, person.post.agency, owed_by[0].year)
        lines.append(Notice(province=province, membership=person, text=text, url=url))
    return lines


NAMED = 5


def followed_sentence(owed_by: list[Obligation]) -> str:
    """One line for the same thing of many agencies."""
    names = [owed.holder.name for owed in owed_by[:NAMED]]
    more = f" và {len(owed_by) - NAMED} cơ quan khác" if len(owed_by) > NAMED else ""
    return f"{owed_by[0]}: {len(owed_by)} cơ quan chưa gửi ({', '.join(names)}{more})."
