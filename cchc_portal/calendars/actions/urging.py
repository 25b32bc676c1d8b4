"""Urging the late at once: a line in the inbox now; the letter goes with the person's digest, by day, once, and stands in the send log."""

from collections.abc import Sequence
from datetime import date

from cchc_portal.agencies.models import Membership
from cchc_portal.calendars.models import Obligation, Reminder
from cchc_portal.calendars.states import Stage

from .notices import tell

Told = tuple[Obligation, Membership]


def urge(rows: Sequence[Told], texts: dict[int, str], url: str, today: date) -> None:
    """Each person one line, `texts` by agency; each thing one reminder of the day, so that pressing twice mails once."""
    Reminder.objects.bulk_create(
        [
            Reminder(
                province_id=owed.province_id,
                obligation=owed,
                membership=person,
                stage=Stage.URGED,
                on_day=today,
            )
            for owed, person in rows
        ],
        ignore_conflicts=True,
    )
    people = {person.pk: person for _, person in rows}
    for person in people.values():
        tell(person, texts[person.post.agency_id], url.format(agency=person.post.agency.slug))
