"""Kinds of days and of obligations, how an obligation stands, and the stages of reminding, each with the words people see."""

from django.db import models


class DayKind(models.TextChoices):
    OFF = "off", "ngày nghỉ"
    WORKED = "worked", "ngày làm bù"


class Rolling(models.TextChoices):
    """What becomes of a term that ends on a day off (Bộ luật Dân sự 2015, Điều 148 khoản 5: forward)."""

    FORWARD = "forward", "Đến hết ngày làm việc kế tiếp"
    NONE = "none", "Giữ nguyên ngày ghi trong văn bản"
    BACK = "back", "Lùi về ngày làm việc liền trước"


class ObligationKind(models.TextChoices):
    PLAN = "plan", "Gửi kế hoạch"
    REPORT_Q1 = "report_q1", "Báo cáo quý I"
    REPORT_H1 = "report_h1", "Báo cáo 6 tháng đầu năm"
    REPORT_Q3 = "report_q3", "Báo cáo quý III"
    REPORT_YEAR = "report_year", "Báo cáo năm"
    ONE_OFF = "one_off", "Báo cáo theo yêu cầu"


class Standing(models.TextChoices):
    OPEN = "open", "Chưa hoàn thành"
    OVERDUE = "overdue", "Quá hạn"
    ON_TIME = "on_time", "Đã gửi đúng hạn"
    LATE = "late", "Đã gửi sau hạn"
    EXEMPTED = "exempted", "Được miễn"


TONES = {
    Standing.OPEN: "info",
    Standing.OVERDUE: "danger",
    Standing.ON_TIME: "ok",
    Standing.LATE: "warn",
    Standing.EXEMPTED: "plain",
}
FULFILLED = frozenset({Standing.ON_TIME, Standing.LATE, Standing.EXEMPTED})


class Stage(models.TextChoices):
    NOW = "now", "vừa giao"
    TEN_BEFORE = "ten_before", "còn 10 ngày làm việc"
    FIVE_BEFORE = "five_before", "còn 5 ngày làm việc"
    ONE_BEFORE = "one_before", "còn 1 ngày làm việc"
    DUE = "due", "đến hạn"
    LAST_DAY = "last_day", "ngày cuối được tính"
    OVERDUE = "overdue", "quá hạn"
    URGED = "urged", "được đôn đốc"


class Rung(models.TextChoices):
    """Who is told, from the one who writes up to the one who follows it."""

    DRAFTER = "drafter", "Người soạn thảo"
    UNIT_HEAD = "unit_head", "Trưởng đơn vị"
    AGENCY_HEAD = "agency_head", "Thủ trưởng cơ quan"
    REVIEWER = "reviewer", "Sở Nội vụ"


LADDER = {Rung.DRAFTER: -10, Rung.UNIT_HEAD: -5, Rung.AGENCY_HEAD: 1, Rung.REVIEWER: 5}
"""Working days from the deadline at which each joins, until the province says otherwise."""


class Outcome(models.TextChoices):
    """What is known of a letter that went out."""

    UNKNOWN = "unknown", "Chưa rõ đã đến"
    SENT = "sent", "Máy chủ thư đã nhận"
    FAILED = "failed", "Không gửi được"
    BOUNCED = "bounced", "Địa chỉ không nhận thư"


OUTCOME_TONES = {
    Outcome.UNKNOWN: "warn",
    Outcome.SENT: "ok",
    Outcome.FAILED: "danger",
    Outcome.BOUNCED: "danger",
}
