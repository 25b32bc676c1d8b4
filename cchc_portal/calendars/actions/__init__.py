"""Verbs of the calendar: open a year, hand in, review, tell a person, remind, change the days off; each may be done twice without harm."""

from .bounces import settle, take_bounce
from .claiming import Known, Taken
from .days import (
    Change,
    add_day,
    add_national_day,
    change_day,
    remove_day,
    remove_national_day,
    set_practice,
)
from .digests import Digest, Draft, claim, claim_digest, drafted, may_disturb, note_outcomes, people_to_mail
from .extensions import ask_extension, decide_extension
from .notices import mark_read, notify_person, notify_post_holders, tell
from .obligations import owe_plan
from .opening import days_of, open_for, open_rule, open_year, owing
from .reminders import make_reminders
from .rules import (
    change_rule,
    draft_rule,
    draft_usual_rules,
    has_usual_rules,
    set_ladder,
    switch_on,
    withdraw_rule,
)
from .standing import accept, exempt, give_back, submit, transfer
from .successions import Handover, hand_over
from .urging import urge

__all__ = [
    "Change",
    "Digest",
    "Draft",
    "Handover",
    "Known",
    "Taken",
    "accept",
    "add_day",
    "add_national_day",
    "ask_extension",
    "change_day",
    "change_rule",
    "claim",
    "claim_digest",
    "days_of",
    "decide_extension",
    "draft_rule",
    "draft_usual_rules",
    "drafted",
    "exempt",
    "give_back",
    "hand_over",
    "has_usual_rules",
    "make_reminders",
    "mark_read",
    "may_disturb",
    "note_outcomes",
    "notify_person",
    "notify_post_holders",
    "open_for",
    "open_rule",
    "open_year",
    "owe_plan",
    "owing",
    "people_to_mail",
    "remove_day",
    "remove_national_day",
    "set_ladder",
    "set_practice",
    "settle",
    "submit",
    "switch_on",
    "take_bounce",
    "tell",
    "transfer",
    "urge",
    "withdraw_rule",
]
