"""Claiming one letter and writing down what became of those before it, in one exchange with the database.

A nation's morning is tens of thousands of letters, each with a transaction of its own; what is said here at once would otherwise be four.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from cchc_portal.agencies.tenancy import TELL, told
from cchc_portal.calendars.models import Delivery, Obligation, Reminder
from cchc_portal.calendars.states import Outcome

_DELIVERY, _REMINDER, _OBLIGATION = (model._meta.db_table for model in (Delivery, Reminder, Obligation))
# All parts see the rows as they were before the statement; the row lock keeps two runs from claiming one reminder.
_STATEMENT = f"""
{TELL}; WITH noted AS (
    UPDATE {_DELIVERY} AS letter SET state = said.state, detail = said.detail
    FROM unnest(%(letters)s::bigint[], %(states)s::text[], %(details)s::text[]) AS said (id, state, detail)
    WHERE letter.id = said.id
), claimed AS (
    UPDATE {_REMINDER} SET mailed_at = %(at)s
    WHERE id = ANY(%(reminders)s::bigint[]) AND mailed_at IS NULL AND EXISTS (
        SELECT FROM {_OBLIGATION} AS owed
        WHERE owed.id = obligation_id AND owed.submitted_at IS NULL AND owed.exempted_at IS NULL)
    RETURNING id
)
INSERT INTO {_DELIVERY} (province_id, user_id, agency_id, channel, address, items, at, state, detail)
SELECT %(province)s, %(user)s, %(agency)s, way.channel, way.address, %(items)s, %(at)s, %(unknown)s, ''
FROM unnest(%(channels)s::text[], %(addresses)s::text[]) AS way (channel, address)
WHERE (SELECT count(*) FROM claimed) = cardinality(%(reminders)s::bigint[])
RETURNING id, channel
"""  # noqa: S608 - names of our own tables


class Taken(Exception):
    """Another run has one of the reminders, or one is of something done meanwhile: the caller's transaction ends."""


@dataclass(frozen=True)
class Known:
    """What became of one letter, as far as the channel has said."""

    delivery: Delivery
    outcome: Outcome
    detail: str


def claim_rows(
    reminders: Sequence[int], letters: Sequence[Delivery], known: Sequence[Known], at: datetime
) -> None:
    """Enter the province, mark all reminders, write the letters of one person, give them their keys; raises Taken."""
    first = letters[0]
    with connection.cursor() as cursor:
        cursor.execute(
            _STATEMENT,
            {
                **told(first.province_id),
                "letters": [each.delivery.pk for each in known],
                "states": [str(each.outcome) for each in known],
                "details": [each.detail[:300] for each in known],
                "reminders": list(reminders),
                "at": at,
                "province": first.province_id,
                "user": first.user_id,
                "agency": first.agency_id,
                "items": first.items,
                "unknown": str(Outcome.UNKNOWN),
                "channels": [letter.channel for letter in letters],
                "addresses": [letter.address for letter in letters],
            },
        )
        keys = {channel: key for key, channel in cursor.fetchall()}
    if not keys:
        raise Taken
    for letter in letters:
        letter.pk = keys[letter.channel]
