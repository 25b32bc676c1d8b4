"""A plan's history as sentences: who, in which post, did what, when. One sitting of edits is one sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.models import HistoryEvent
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.signing import Stead
from plans.models import Plan
from plans.states import PlanState, Verb

SITTING = timedelta(minutes=60)
EDITS = {
    "drafted": "soạn thảo",
    "row_added": "thêm",
    "row_changed": "sửa",
    "row_moved": "chuyển chỗ",
    "row_removed": "xóa",
    "row_brought_back": "khôi phục",
    "part_changed": "sửa",
    "file_attached": "thêm",
    "file_moved": "chuyển chỗ",
    "file_taken_out": "bỏ",
}
_NAMED = 3


@dataclass(frozen=True)
class Sentence:
    """One line of the history."""

    who: str
    post: str
    what: str
    at: datetime
    note: str = ""
    state: str = "done"

    @property
    def verb(self) -> str:
        return _sentence_case(self.what)

    def __str__(self) -> str:
        actor = f"{self.who} ({self.post})" if self.post else self.who
        local = timezone.localtime(self.at)
        return f"{actor} {self.what} lúc {local:%H:%M} ngày {dates.short_date(local)}"


def of_plan(plan: Plan) -> list[Sentence]:
    """Newest first."""
    events = HistoryEvent.objects.about(plan)
    return list(_sentences(events, plan.noun))[::-1]


def note_to_approver(plan: Plan) -> str:
    """What the drafter wrote to the head with the submission that now waits."""
    if plan.state != PlanState.SUBMITTED:
        return ""
    last = HistoryEvent.objects.about(plan).filter(verb=Verb.SUBMIT).order_by("-at", "-id").first()
    return str(last.details.get("reason", "")) if last else ""


def _sentences(events: Iterable[HistoryEvent], noun: str) -> Iterator[Sentence]:
    for is_edit, run in groupby(events, key=lambda event: event.verb in EDITS):
        if not is_edit:
            yield from (_act(event, noun) for event in run)
            continue
        for sitting in _sittings(list(run)):
            yield _edits(sitting)


def _sittings(events: list[HistoryEvent]) -> Iterator[list[HistoryEvent]]:
    """Edits of one person without a pause of an hour."""
    sitting: list[HistoryEvent] = []
    for event in events:
        if sitting and (event.actor_id != sitting[-1].actor_id or event.at - sitting[-1].at > SITTING):
            yield sitting
            sitting = []
        sitting.append(event)
    if sitting:
        yield sitting


def _edits(events: list[HistoryEvent]) -> Sentence:
    last = events[-1]
    done = list(dict.fromkeys(f"{EDITS[event.verb]} {_what(event)}" for event in events))
    if len(events) == 1:
        return _sentence(last, done[0])
    more = f" và {len(done) - _NAMED} chỗ khác" if len(done) > _NAMED else ""
    return _sentence(
        last, f"chỉnh sửa {len(events)} lần", note=_sentence_case(f"{'; '.join(done[:_NAMED])}{more}.")
    )


def _what(event: HistoryEvent) -> str:
    """The row; older events have written the name of a nameless one as empty quotes."""
    return str(event.details.get("what", "")).replace("“”", "chưa có tên")


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


ACTS = {
    "created": "tạo bản nháp",
    "loaded": "nhập {noun} từ tệp",
    "entered": "nhập {noun} đã ban hành trước khi có cổng",
    "submit": "trình duyệt",
    "withdraw": "rút lại để chỉnh sửa",
    "pass": "đồng ý, chuyển bước sau",
    "return": "trả lại để chỉnh sửa",
    "approve": "duyệt {noun}",
    "approval_voided": "chỉnh sửa sau khi duyệt, việc duyệt không còn hiệu lực",
    "issue": "cấp số và ban hành",
    "sign": "yêu cầu ký số",
    "seal": "yêu cầu ký số của cơ quan",
    "stop": "dừng ký số",
    "scan_kept": "tải lên bản quét đã ký, đóng dấu",
    "scan_replaced": "thay bản quét đã ký, đóng dấu",
    "copied": "sao văn bản",
    "copy_sealed": "ký số bản sao điện tử",
    "deleted": "xóa bản nháp",
    "viewed": "mở xem",
    "marked": "lưu mốc",
    "restored": "khôi phục một phiên bản cũ",
    "remarked": "nhận xét",
    "remark_answered": "trả lời nhận xét",
    "remark_resolved": "đánh dấu đã giải quyết một nhận xét",
    "remark_reopened": "mở lại một nhận xét",
    "carried": "chuyển {noun} về cơ quan kế thừa",
}
_ABOUT = ("marked", "restored", "remarked", "remark_answered", "remark_resolved", "remark_reopened")


def _act(event: HistoryEvent, noun: str) -> Sentence:
    what = ACTS.get(event.verb, "thực hiện một việc khác").format(noun=noun)
    details: dict[str, Any] = event.details
    if event.verb == "issue" and details.get("symbol"):
        issued_on = dates.short_date(date.fromisoformat(details["issued_on"]))
        what = f"cấp số {details['symbol']}, ban hành ngày {issued_on}"
    if event.verb in ("copied", "copy_sealed") and details.get("what"):
        made = "tạo" if event.verb == "copied" else "ký số"
        what = f"{made} {details['what']}"
    if event.verb == "number":
        what = f"cấp số {details.get('symbol', '')} để ký số"
    if event.verb == "created" and details.get("began_from"):
        what = f"tạo bản nháp từ {details['began_from']}"
    if event.verb == "pass" and details.get("what"):
        what = f"đồng ý ở bước “{details['what']}”"
    what += _stead(details)
    note = details.get("what", "") if event.verb in _ABOUT else details.get("reason", "")
    return _sentence(event, what, note=note, state="returned" if event.verb == "return" else "done")


def _stead(details: dict[str, Any]) -> str:
    """Both names stand in the history: who acted, and in whose stead."""
    if not details.get("stead"):
        return ""
    mandate = f", theo {details['mandate']}" if details.get("mandate") else ""
    return f", {Stead(details['stead']).words} {details['principal']}{mandate}"


def _sentence(event: HistoryEvent, what: str, note: str = "", state: str = "done") -> Sentence:
    return Sentence(event.actor_name, event.post, what, event.at, note, state)
