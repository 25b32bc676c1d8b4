"""The procedure of what is handed in, as data: from which states a verb may be done, by which side, and where it leads."""

from dataclasses import dataclass

from django.db import models


class SubmissionState(models.TextChoices):
    WAITING = "waiting", "Chờ thẩm định"
    ASKED = "asked", "Chờ cơ quan bổ sung"
    ACCEPTED = "accepted", "Đã chấp nhận"
    RETURNED = "returned", "Đã trả lại"


TONES = {
    SubmissionState.WAITING: "info",
    SubmissionState.ASKED: "warn",
    SubmissionState.ACCEPTED: "ok",
    SubmissionState.RETURNED: "danger",
}
OPEN = frozenset({SubmissionState.WAITING, SubmissionState.ASKED})
DECIDED = frozenset({SubmissionState.ACCEPTED, SubmissionState.RETURNED})


class Act(models.TextChoices):
    """What may be done with what was handed in; handing in itself begins it."""

    TAKE = "take", "Nhận thẩm định"
    ACCEPT = "accept", "Chấp nhận"
    GIVE_BACK = "give_back", "Trả lại"
    ASK_SUPPLEMENT = "ask_supplement", "Yêu cầu bổ sung"
    SUPPLEMENT = "supplement", "Gửi bổ sung"
    ASSESS = "assess", "Ghi đánh giá"


class Side(models.TextChoices):
    OFFICE = "office", "Sở Nội vụ"
    AGENCY = "agency", "Cơ quan gửi"


@dataclass(frozen=True)
class Step:
    act: Act
    side: Side
    sources: frozenset[SubmissionState]
    target: SubmissionState | None  # None: the state stays


STEPS = {
    step.act: step
    for step in (
        Step(Act.TAKE, Side.OFFICE, OPEN, None),
        Step(Act.ASSESS, Side.OFFICE, OPEN, None),
        Step(Act.ACCEPT, Side.OFFICE, OPEN, SubmissionState.ACCEPTED),
        Step(Act.GIVE_BACK, Side.OFFICE, OPEN, SubmissionState.RETURNED),
        Step(Act.ASK_SUPPLEMENT, Side.OFFICE, frozenset({SubmissionState.WAITING}), SubmissionState.ASKED),
        Step(Act.SUPPLEMENT, Side.AGENCY, frozenset({SubmissionState.ASKED}), SubmissionState.WAITING),
    )
}


class Checklist(models.TextChoices):
    """For which kind of paper a criterion is asked."""

    PLAN = "plan", "Kế hoạch"
    REPORT = "report", "Báo cáo"


class Verdict(models.TextChoices):
    MET = "met", "Đạt"
    PARTLY = "partly", "Đạt một phần"
    UNMET = "unmet", "Chưa đạt"


VERDICT_TONES = {Verdict.MET: "ok", Verdict.PARTLY: "warn", Verdict.UNMET: "danger"}
