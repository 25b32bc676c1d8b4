"""Who is told at which stage: the rungs of the ladder, each with its own offset from the deadline, as the province keeps them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from cchc_portal.agencies.models import Membership, Role
from cchc_portal.vietnam.workdays import WorkCalendar

from . import deadlines
from .deadlines import Owed, Step
from .models import LadderStep
from .states import LADDER, Rung, Stage

ROLES = {
    Rung.DRAFTER: Role.DRAFTER,
    Rung.UNIT_HEAD: Role.UNIT_HEAD,
    Rung.AGENCY_HEAD: Role.AGENCY_HEAD,
    Rung.REVIEWER: Role.REVIEWER,
}


def of_province() -> dict[Rung, int]:
    """Every rung's offset: the province's own, or the portal's."""
    own = {Rung(step.rung): step.offset for step in LadderStep.objects.all()}
    return LADDER | own


def rungs_told(ladder: dict[Rung, int], owed: Owed, step: Step, calendar: WorkCalendar) -> list[Rung]:
    """Who has joined by a stage; what is given at short notice reaches whoever writes in any case."""
    place = deadlines.distance(owed, step, calendar)
    joined = [rung for rung, offset in ladder.items() if offset <= place]
    return [Rung.DRAFTER, *joined] if step.stage == Stage.NOW and Rung.DRAFTER not in joined else joined


@dataclass
class People:
    """Everybody in post on a day who may have to be told, by agency and rung; reviewers follow all agencies."""

    by_agency: dict[int, dict[Rung, list[Membership]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    reviewers: list[Membership] = field(default_factory=list)

    def told(self, agency_id: int, rungs: Sequence[Rung]) -> list[tuple[Rung, Membership]]:
        """Each person once, on their lowest rung."""
        found: dict[int, tuple[Rung, Membership]] = {}
        for rung in rungs:
            held = self.reviewers if rung == Rung.REVIEWER else self.by_agency[agency_id][rung]
            for person in held:
                found.setdefault(person.pk, (rung, person))
        return list(found.values())


def people_on(day: date) -> People:
    """In one query."""
    people = People()
    held = Membership.objects.held_on(day).filter(post__roles__overlap=[str(role) for role in ROLES.values()])
    for person in held.select_related("post__agency", "user").order_by("id"):
        for rung, role in ROLES.items():
            if person.has_role(role):
                if rung == Rung.REVIEWER:
                    people.reviewers.append(person)
                else:
                    people.by_agency[person.post.agency_id][rung].append(person)
    return people
