"""What the calendar does by the clock: each working morning, province by province, open the year, remind, mail.

A crash anywhere leaves rows; the next run goes on from them. Twice a day changes nothing.
"""

import logging
from datetime import date, datetime, time
from typing import Any

from celery import shared_task
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from cchc_portal.agencies.models import Agency, Province
from cchc_portal.agencies.tenancy import acting_in

from . import actions
from .models import Obligation, ObligationRule

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
        open_years(today)
        actions.make_reminders(province, today)
    with transaction.atomic(), acting_in(province.pk):
        people = actions.people_to_mail(at)
    return _mail(province, people, at) if people else 0


def _mail(province: Province, people: list[int], at: datetime) -> int:
    """The server is asked first: while it does not answer, nothing is claimed and the next run tries again."""
    sent = 0
    with mail.get_connection() as connection:
        for user_id in people:
            with transaction.atomic(), acting_in(province.pk):
                digest = actions.claim_digest(province, user_id, at=at)
            if digest:
                sent += _send(digest, connection)
    return sent


def _send(digest: actions.Digest, connection: Any) -> int:
    text = render_to_string("mail/reminders.txt", {"digest": digest, "site": settings.SITE_URL.rstrip("/")})
    message = mail.EmailMessage(
        subject=f"Nhắc thời hạn: {digest.count} việc",
        body=text,
        to=[digest.user.email],
        connection=connection,
    )
    try:
        return message.send()
    except OSError:  # smtplib's own errors are among them
        log.exception("Thư nhắc thời hạn gửi người dùng số %s có thể chưa đến.", digest.user.pk)
        return 0
