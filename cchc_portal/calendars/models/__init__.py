"""When: days off and worked days, rules and what is owed by when, reminders, and notices to people."""

from .days import NationalDay, Practice, ProvinceDay
from .feeds import CalendarFeed
from .obligations import Extension, Obligation
from .reminding import Delivery, LadderStep, Notice, Reminder
from .rules import ObligationRule

__all__ = [
    "CalendarFeed",
    "Delivery",
    "Extension",
    "LadderStep",
    "NationalDay",
    "Notice",
    "Obligation",
    "ObligationRule",
    "Practice",
    "ProvinceDay",
    "Reminder",
]
