"""Verbs of the calendar: open a year, fulfil an obligation, tell a person, remind, change the days off; each may be done twice without harm."""

from .days import add_day, remove_day
from .notices import mark_read, notify_person, notify_post_holders, tell
from .obligations import fulfil, fulfil_plan, open_year, report_sent
from .reminders import Digest, claim_digest, make_reminders, people_to_mail

__all__ = [
    "Digest",
    "add_day",
    "claim_digest",
    "fulfil",
    "fulfil_plan",
    "make_reminders",
    "mark_read",
    "notify_person",
    "notify_post_holders",
    "open_year",
    "people_to_mail",
    "remove_day",
    "report_sent",
    "tell",
]
