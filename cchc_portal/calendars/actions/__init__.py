"""Verbs of the calendar: open a year, fulfil an obligation, tell a person, remind, change the days off; each may be done twice without harm."""

from .days import (
    Change,
    add_day,
    add_national_day,
    change_day,
    remove_day,
    remove_national_day,
    set_practice,
)
from .notices import mark_read, notify_person, notify_post_holders, tell
from .obligations import fulfil, fulfil_plan, report_sent
from .opening import open_for, open_rule, open_year
from .reminders import Digest, claim_digest, make_reminders, people_to_mail
from .rules import change_rule, draft_rule, draft_usual_rules, switch_on, withdraw_rule

__all__ = [
    "Change",
    "Digest",
    "add_day",
    "add_national_day",
    "change_day",
    "change_rule",
    "claim_digest",
    "draft_rule",
    "draft_usual_rules",
    "fulfil",
    "fulfil_plan",
    "make_reminders",
    "mark_read",
    "notify_person",
    "notify_post_holders",
    "open_for",
    "open_rule",
    "open_year",
    "people_to_mail",
    "remove_day",
    "remove_national_day",
    "report_sent",
    "set_practice",
    "switch_on",
    "tell",
    "withdraw_rule",
]
