"""What the calendar does by the clock: every hour of a working day, province by province, open the year, remind, send.

A crash anywhere leaves rows; the next run goes on from them. Twice an hour changes nothing. Each province is a task of its own, so that
the morning of the whole country goes through as many workers as there are.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from cchc_portal.agencies.models import Agency, Province
from cchc_portal.agencies.tenancy import acting_in, set_for_transaction

from . import actions, channels
from .models import Obligation, ObligationRule
from .states import Outcome

log = logging.getLogger(__name__)
MORNING = time(7, 30)
NEXT_YEAR_FROM_MONTH = 12
TOGETHER = 200  # people whose letters are written at once


@shared_task(name="calendars.remind", ignore_result=True)
def remind() -> None:
    for province in _open_on(timezone.now()):
        remind_in.delay(province.pk)


# What waited longer than till the next run would only stand before it.
@shared_task(name="calendars.remind_in", ignore_result=True, queue="bulk", expires=3600)
def remind_in(province_id: int) -> None:
    remind_province(Province.objects.get(pk=province_id), timezone.now())


def remind_on(day: date) -> int:
    """As if the morning of `day` were now, unless it is today; how many mails went out."""
    if day == timezone.localdate():
        return remind_at(timezone.now())
    return remind_at(timezone.make_aware(datetime.combine(day, MORNING)))


def remind_at(at: datetime) -> int:
    """Province after province in this process; how many mails went out."""
    return sum(remind_province(province, at) for province in _open_on(at))


def remind_province(province: Province, at: datetime) -> int:
    """How many mails went out; a failure is logged and does not keep the other provinces waiting."""
    try:
        return _remind_province(province, at)
    except Exception:
        log.exception("Nhắc thời hạn của %s không thành công.", province)
        return 0


def open_years(today: date) -> None:
    """Open the years that are near for every agency of the entered province that has nothing of them yet."""
    years = [today.year, today.year + 1] if today.month >= NEXT_YEAR_FROM_MONTH else [today.year]
    for year in years:
        opened = Obligation.objects.of_year(year).values("agency")
        actions.open_for(Agency.objects.exclude(pk__in=opened).order_by("id"), year, since=today)
        for rule in ObligationRule.objects.in_force().of_year(year):
            actions.open_rule(rule, since=today)


def _open_on(at: datetime) -> Iterable[Province]:
    return Province.objects.open_on(timezone.localdate(at)).in_order()


def _remind_province(province: Province, at: datetime) -> int:
    today = timezone.localdate(at)
    with transaction.atomic(), acting_in(province.pk):
        if not actions.may_disturb(at):
            return 0
        open_years(today)
        actions.make_reminders(province, today)
    with transaction.atomic(), acting_in(province.pk):
        people = actions.people_to_mail(at)
    return _send_to(province, people, at) if people else 0


def _send_to(province: Province, people: list[int], at: datetime) -> int:
    """The servers are asked first: what does not answer claims nothing, and the next run tries again."""
    sent = 0
    with channels.opened() as ways:
        for start in range(0, len(people) if ways else 0, TOGETHER):
            with _inside(province):
                drafts = actions.drafted(province, people[start : start + TOGETHER], at=at, channels=ways)
            sent += _send_all(province, drafts, at, ways)
    return sent


def _send_all(
    province: Province, drafts: list[actions.Draft], at: datetime, ways: list[channels.Channel]
) -> int:
    """How many letters a server has taken. What became of one is written down where the next is claimed: one transaction a letter."""
    known: list[actions.Known] = []
    sent = 0
    for draft in drafts:
        digest = _claim(province, draft, at, known)
        known = _send(digest, ways) if digest else []
        sent += sum(each.outcome == Outcome.SENT for each in known)
    with _inside(province):
        actions.note_outcomes(known)
    return sent


def _claim(
    province: Province, draft: actions.Draft, at: datetime, known: list[actions.Known]
) -> actions.Digest | None:
    try:
        with transaction.atomic(), acting_in(province.pk, already_set=True):
            return actions.claim(province, draft, at=at, known=known)
    except actions.Taken:
        with _inside(province):
            actions.note_outcomes(known)
        return None


@contextmanager
def _inside(province: Province) -> Iterator[None]:
    """A transaction in a province; what it was told ends with it."""
    with transaction.atomic():
        set_for_transaction(province.pk, None)
        with acting_in(province.pk, already_set=True):
            yield


def _send(digest: actions.Digest, ways: list[channels.Channel]) -> list[actions.Known]:
    said = {"digest": digest, "site": settings.SITE_URL.rstrip("/")}
    text, page = render_to_string("mail/reminders.txt", said), render_to_string("mail/reminders.html", said)
    by_name = {way.name: way for way in ways}
    letters = (
        (delivery, channels.Letter(delivery.address, f"Nhắc thời hạn: {digest.count} việc", text, page))
        for delivery in digest.deliveries
    )
    return [
        actions.Known(delivery, *_hand_over(by_name[delivery.channel], letter))
        for delivery, letter in letters
    ]


def _hand_over(way: channels.Channel, letter: channels.Letter) -> tuple[Outcome, str]:
    try:
        way.send(letter)
    except channels.Bounced as refusal:
        return Outcome.BOUNCED, str(refusal)
    except OSError as error:  # smtplib's own errors are among them
        log.exception("Lời nhắc gửi %s có thể chưa đến.", letter.address)
        return Outcome.UNKNOWN, type(error).__name__
    return Outcome.SENT, ""
