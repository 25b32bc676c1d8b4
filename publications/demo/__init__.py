"""Data to try the portal with: provinces, five archive plans, one living city, its people. Loading twice changes nothing.

Everything is written as the application's own role, province by province, by the portal's own verbs.
"""

from publications.demo import (
    accounts,
    agencies,
    archive,
    assignments,
    chains,
    people,
    provinces,
    registers,
    signing,
    standings,
    submissions,
    templates,
    urgings,
    years,
)


def load() -> str:
    """Load what is missing; the accounts as text."""
    for part in (
        provinces,
        agencies,
        people,
        chains,
        signing,
        archive,
        years,
        registers,
        templates,
        assignments,
        standings,  # of days gone by: their receipts come first
        submissions,
        urgings,
    ):
        part.load()
    return accounts.shown()
