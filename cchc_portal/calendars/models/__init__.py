"""When: days off and worked days, rules and what is owed by when, reminders, and notices to people."""

from .days import NationalDay, Practice, ProvinceDay
from .obligations import Extension, Obligation
from .reminding import Notice, Reminder
from .rules import ObligationRule

__all__ = [
    "Extension",
    "NationalDay",
    "Notice",
    "Obligation",
    "ObligationRule",
    "Practice",
    "ProvinceDay",
    "Reminder",
]
