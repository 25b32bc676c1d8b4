"""The one door through which a draft is changed: lock, ask, change, void an approval, count the revision, record."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Membership
from plans.actions.door import Question, locked
from plans.actions.procedure import void_approval
from plans.models import Plan
from plans.permissions import may_edit


@dataclass
class Edit:
    """One change under way; `details` goes into the history, and nothing is counted where nothing `changed`.

    `told` is for a save of a sitting whose first save has told the history already.
    """

    plan: Plan
    details: dict[str, Any] = field(default_factory=dict)
    changed: bool = True
    told: bool = False


@contextmanager
def editing(plan_id: int, *, by: Membership, verb: str, may: Question = may_edit) -> Iterator[Edit]:
    """Change a draft inside; when it is done the approval is void and the history has one event of `verb`."""
    edit = Edit(locked(plan_id, by=by, may=may))
    yield edit
    if edit.changed:
        void_approval(edit.plan, by=by)
        edit.plan.revision += 1
        edit.plan.save()
        if not edit.told:
            record(edit.plan, verb, by=by, **edit.details)
