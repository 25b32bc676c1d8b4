"""What waits for one person at Sở Nội vụ: papers to be reviewed, extensions to be answered, plans of their own office."""

from dataclasses import dataclass
from typing import Any

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.calendars.models import Extension
from plans.models import Plan, Submission
from plans.states import PlanState

MOST = 50


@dataclass(frozen=True)
class Waiting:
    """Three lists, the oldest first, each one query."""

    submissions: list[Submission]
    extensions: list[Extension]
    plans: list[Plan]

    @classmethod
    def of(cls, membership: Membership, agency: Agency) -> "Waiting":
        handed_in = Submission.objects.waiting().for_reviewer(membership).oldest_first()
        asked = Extension.objects.waiting().exclude(obligation__agency=agency)
        return cls(
            list(_named(handed_in)[:MOST]),
            list(asked.with_everything().order_by("asked_at", "id")[:MOST]),
            list(_own(membership, agency)[:MOST]),
        )

    @property
    def total(self) -> int:
        return len(self.submissions) + len(self.extensions) + len(self.plans)


def _named(submissions: Any) -> Any:
    return submissions.select_related(
        "obligation__agency", "obligation__transferred_to", "agency", "plan", "taken_by"
    )


def _own(membership: Membership, agency: Agency) -> Any:
    """Their own office's plans whose next act is theirs."""
    at_work = Plan.objects.visible_to(membership, agency).exclude(state=PlanState.ISSUED)
    return at_work.awaiting(membership).order_by("updated_at")
