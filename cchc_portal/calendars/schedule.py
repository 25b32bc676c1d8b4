"""What the calendar does by the clock: every hour of a working day, province by province, open the year, remind, send.

A crash anywhere leaves rows; the next run goes on from them. Twice an hour changes nothing.
"""

import logging
from datetime import date, datetime, time

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from cchc_portal.agencies.models import Agency, Province
from cchc_portal.agencies.tenancy import acting_in

from . import actions, channels
from .models import Obligation, ObligationRule
from .states import Outcome

log = logging.getLogger(__name__)
MORNING = time(7, 30)
NEXT_YEAR_FROM_MONTH = 12


@shared_task(name="calendars.remind", ignore_result=True)
def remind() -> None:
    remind_at(timezone.now())


def remind_on(day: date) -> int:
    """As if the morning of `day` were now, unless it is today; how many mails went out."""
    if day == timezone.localdate():
        return remind_at(timezone.now())
    return remind_at(timezone.make_aware(datetime.combine(day, MORNING)))


def remind_at(at: datetime) -> int:
    """One province's failure is logged and does not keep the others waiting."""
    sent = 0
    for province in Province.objects.open_on(timezone.localdate(at)).in_order():
        try:
            sent += _remind_province(province, at)
        except Exception:
            log.exception("Nhắc thời hạn của %s không thành công.", province)
    return sent


def open_years(today: date) -> None:
    """Open the years that are near for every agency of the entered province that has nothing of them yet."""
    years = [today.year, today.year + 1] if today.month >= NEXT_YEAR_FROM_MONTH else [today.year]
    for year in years:
        opened = Obligation.objects.of_year(year).values("agency")
        actions.open_for(Agency.objects.exclude(pk__in=opened).order_by("id"), year, since=today)
        for rule in ObligationRule.objects.in_force().of_year(year):
            actions.open_rule(rule, since=today)


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
        for user_id in people if ways else ():
            with transaction.atomic(), acting_in(province.pk):
                digest = actions.claim_digest(province, user_id, at=at, channels=ways)
            if digest:
                sent += _send(province, digest, ways)
    return sent


def _send(province: Province, digest: actions.Digest, ways: list[channels.Channel]) -> int:
    """How many letters a server has taken; what is known of each is written down at once."""
    said = {"digest": digest, "site": settings.SITE_URL.rstrip("/")}
    text, page = render_to_string("mail/reminders.txt", said), render_to_string("mail/reminders.html", said)
    by_name, sent = {way.name: way for way in ways}, 0
    for delivery in digest.deliveries:
        letter = channels.Letter(delivery.address, f"Nhắc thời hạn: {digest.count} việc", text, page)
        outcome, detail = _hand_over(by_name[delivery.channel], letter)
        sent += outcome == Outcome.SENT
        with transaction.atomic(), acting_in(province.pk):
            if outcome == Outcome.BOUNCED:
                actions.bounced(delivery, detail)
            else:
                actions.note_outcome(delivery, outcome, detail)
    return sent


def _hand_over(way: channels.Channel, letter: channels.Letter) -> tuple[Outcome, str]:
    try:
        way.send(letter)
    except channels.Bounced as refusal:
        return Outcome.BOUNCED, str(refusal)
    except OSError as error:  # smtplib's own errors are among them
        log.exception("Lời nhắc gửi %s có thể chưa đến.", letter.address)
        return Outcome.UNKNOWN, type(error).__name__
    return Outcome.SENT, ""
