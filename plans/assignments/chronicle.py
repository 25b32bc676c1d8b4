"""What happened to a task, as sentences: given, changed, withdrawn by Sở Nội vụ; answered by agencies."""

from typing import Any

from cchc_portal.agencies.models import Agency, HistoryEvent
from plans.history import Sentence
from plans.models import AssignedTask

_ACTS = {
    "assigned": "giao nhiệm vụ",
    "task_changed": "sửa nhiệm vụ",
    "task_withdrawn": "rút nhiệm vụ",
    "answered": "gắn nội dung kế hoạch",
    "explained": "giải trình",
    "answer_taken_back": "bỏ một nội dung trả lời",
    "carried": "chuyển nội dung trả lời từ năm trước",
    "carried_kept": "xác nhận nội dung chuyển từ năm trước",
}
_SAID = frozenset({"answered", "explained", "answer_taken_back", "carried", "carried_kept"})
_BEHIND_DOORS = _SAID - {"explained"}


def of_task(task: AssignedTask, agency: Agency | None = None) -> list[Sentence]:
    """Newest first: what Sở Nội vụ did, and what one agency did; without an agency all that is not its own drafting."""
    events = HistoryEvent.objects.about(task)
    if agency is None:
        events = events.exclude(verb__in=_BEHIND_DOORS)
    else:
        events = events.filter(agency_id__isnull=True) | events.filter(agency_id=agency.pk)
    return [_sentence(event) for event in events][::-1]


def _sentence(event: HistoryEvent) -> Sentence:
    details: dict[str, Any] = event.details
    note = details.get("reason", "") or (details.get("what", "") if event.verb in _SAID else "")
    what = _ACTS.get(event.verb, "thực hiện một việc khác")
    state = "returned" if event.verb == "task_withdrawn" else "done"
    return Sentence(event.actor_name, event.post, what, event.at, note, state)
