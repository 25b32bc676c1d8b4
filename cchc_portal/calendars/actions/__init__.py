"""Verbs of the calendar: open a year, fulfil an obligation, tell a person, remind, change the days off; each may be done twice without harm."""

from .bounces import bounced, settle, take_bounce
from .days import (
    Change,
    add_day,
    add_national_day,
    change_day,
    remove_day,
    remove_national_day,
    set_practice,
)
from .digests import Digest, claim_digest, may_disturb, note_outcome, people_to_mail
from .extensions import ask_extension, decide_extension
from .notices import mark_read, notify_person, notify_post_holders, tell
from .obligations import fulfil, fulfil_plan, report_sent
from .opening import days_of, open_for, open_rule, open_year, owing
from .reminders import make_reminders
from .rules import change_rule, draft_rule, draft_usual_rules, set_ladder, switch_on, withdraw_rule
from .standing import accept, exempt, give_back, submit, transfer
from .successions import Handover, hand_over

__all__ = [
    "Change",
    "Digest",
    "Handover",
    "accept",
    "add_day",
    "add_national_day",
    "ask_extension",
    "bounced",
    "change_day",
    "change_rule",
    "claim_digest",
    "days_of",
    "decide_extension",
    "draft_rule",
    "draft_usual_rules",
    "exempt",
    "fulfil",
    "fulfil_plan",
    "give_back",
    "hand_over",
    "make_reminders",
    "mark_read",
    "may_disturb",
    "note_outcome",
    "notify_person",
    "notify_post_holders",
    "open_for",
    "open_rule",
    "open_year",
    "owing",
    "people_to_mail",
    "remove_day",
    "remove_national_day",
    "report_sent",
    "set_ladder",
    "set_practice",
    "settle",
    "submit",
    "switch_on",
    "take_bounce",
    "tell",
    "transfer",
    "withdraw_rule",
]
