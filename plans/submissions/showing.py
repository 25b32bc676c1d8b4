"""What a page says of one submission: the summary, its history as sentences, where it stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.models import HistoryEvent
from cchc_portal.calendars import work_calendar
from cchc_portal.vietnam import dates
from plans.history import Sentence
from plans.models import Submission

from . import receipt
from .states import SubmissionState

_ACTS = {
    "hand_in": "gửi Sở Nội vụ",
    "take": "nhận thẩm định",
    "accept": "chấp nhận",
    "give_back": "trả lại",
    "ask_supplement": "yêu cầu bổ sung",
    "supplement": "gửi bổ sung",
    "assess": "đánh giá theo tiêu chí",
    "commented": "nhận xét",
    "opened": "mở xem",
}
_OF_THE_OFFICE = ("assess", "commented", "opened")


def chronicle(submission: Submission, *, whole: bool) -> list[Sentence]:
    """Newest first; what reviewers note for themselves only where the `whole` is shown."""
    events = HistoryEvent.objects.about(submission)
    if not whole:
        events = events.exclude(verb__in=_OF_THE_OFFICE)
    return [_sentence(event) for event in events][::-1]


def _sentence(event: HistoryEvent) -> Sentence:
    details: dict[str, Any] = event.details
    note = str(details.get("reason") or details.get("what") or "")
    what = _ACTS.get(event.verb, "thực hiện một việc khác")
    if event.verb == "hand_in":
        what = f"{what}, biên nhận số {details.get('receipt', '')}"
    if event.verb == "ask_supplement" and details.get("due_on"):
        what = f"{what} trước hết ngày {dates.short_date(date.fromisoformat(details['due_on']))}"
    state = "returned" if event.verb in ("give_back", "ask_supplement") else "done"
    return Sentence(event.actor_name, event.post, what, event.at, note, state)


def facts(submission: Submission) -> list[dict[str, str]]:
    """As a list of (what, value); what it does not say is left out."""
    named, digest = receipt.hashed(submission)
    said = {
        "Cơ quan gửi": submission.agency.name,
        "Nội dung gửi": ", ".join(filter(None, (submission.obligation.document, submission.taken_over))),
        "Văn bản": receipt.what(submission),
        "Thời điểm gửi": receipt.exact(submission.handed_in_at),
        "Người gửi": receipt.sender(submission),
        "Lần gửi": str(submission.attempt),
        "Thời hạn": receipt.judged(submission),
        "Số biên nhận": submission.receipt_symbol,
        f"Mã SHA-256 của {named}": receipt.grouped(digest),
    }
    return [{"key": key, "value": value} for key, value in said.items() if value]


def where(submission: Submission) -> str:
    """At whom it lies, and since when, in a sentence."""
    if submission.state == SubmissionState.ACCEPTED:
        return f"{submission.decided_as} chấp nhận lúc {_when(submission.decided_at)}."
    if submission.state == SubmissionState.RETURNED:
        return f"{submission.decided_as} trả lại lúc {_when(submission.decided_at)}."
    if submission.state == SubmissionState.ASKED:
        return "Sở Nội vụ đang chờ cơ quan gửi bổ sung."
    if submission.taken_by_id is not None:
        return f"{submission.taken_as} đang thẩm định từ {_when(submission.taken_at)}."
    return f"Sở Nội vụ nhận từ {_when(submission.handed_in_at)}, chưa có người thẩm định."


def _when(moment: Any) -> str:
    local = timezone.localtime(moment)
    return f"{local:%H:%M} ngày {dates.short_date(local.date())}"


@dataclass(frozen=True)
class Waiting:
    """A row of the queue, with its age in working days."""

    submission: Submission
    age: int
    opened: bool


def ages(submissions: list[Submission]) -> dict[int, int]:
    """Working days since each was handed in, with one calendar for all."""
    today = timezone.localdate()
    days = {each.pk: timezone.localdate(each.handed_in_at) for each in submissions}
    if not days:
        return {}
    calendar = work_calendar.between(min(days.values()), today)
    return {pk: calendar.working_days_between(day, today) for pk, day in days.items()}
