"""What an agency hands in for an obligation, attempt by attempt: by whom, when to the second, who reviews it, what was decided.

A submission is frozen from the moment it is handed in; what is added on request stands beside it as a row of its own.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cchc_portal.agencies.models import Agency, User
from cchc_portal.agencies.tenancy import TenantManager, TenantModel
from cchc_portal.calendars.models import Obligation
from cchc_portal.documents.models import Paper
from plans.submissions.querysets import CriterionQuerySet, SubmissionQuerySet
from plans.submissions.states import (
    DECIDED,
    TONES,
    VERDICT_TONES,
    Checklist,
    SubmissionState,
    Verdict,
)

from .plans import Plan

_ANY_FILE = ~Q(file_digest="")


class Submission(TenantModel):
    """One attempt: an issued plan or report, an uploaded file, or a short text with figures."""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="submissions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="submissions")
    attempt = models.PositiveSmallIntegerField("lần gửi")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="submissions")
    file_digest = models.CharField("SHA-256 của tệp", max_length=64, blank=True)
    file_name = models.CharField("tên tệp", max_length=200, blank=True)
    file_size = models.PositiveIntegerField(null=True)
    text = models.TextField("nội dung", blank=True)
    figures = models.JSONField("số liệu", default=list)
    nothing_unusual = models.BooleanField("không phát sinh", default=False)

    handed_in_at = models.DateTimeField("gửi lúc")
    handed_in_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    handed_in_as = models.CharField("người gửi", max_length=300)
    receipt_year = models.PositiveSmallIntegerField("năm của biên nhận")
    receipt_number = models.PositiveIntegerField("số biên nhận")
    receipt = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="+")

    state = models.CharField(
        "tình trạng", max_length=20, choices=SubmissionState.choices, default=SubmissionState.WAITING
    )
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    taken_as = models.CharField("người thẩm định", max_length=300, blank=True)
    taken_at = models.DateTimeField("nhận lúc", null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_as = models.CharField("người quyết định", max_length=300, blank=True)
    decided_at = models.DateTimeField("quyết định lúc", null=True)
    reason = models.TextField("lý do, ý kiến", blank=True)

    objects: ClassVar[Any] = TenantManager.of(SubmissionQuerySet)

    class Meta:
        verbose_name = "lần gửi"
        constraints = (
            models.UniqueConstraint(
                fields=["province", "obligation"],
                condition=~Q(state=SubmissionState.RETURNED),
                name="submission_one_stands",
            ),
            models.UniqueConstraint(
                fields=["province", "obligation", "attempt"], name="submission_attempt_once"
            ),
            models.UniqueConstraint(
                fields=["province", "receipt_year", "receipt_number"], name="receipt_number_once"
            ),
            models.CheckConstraint(
                condition=Q(plan__isnull=False) | _ANY_FILE | ~Q(text=""), name="submission_says_something"
            ),
            models.CheckConstraint(
                condition=Q(taken_by__isnull=True, taken_at__isnull=True)
                | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="submission_taken_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(DECIDED), decided_by__isnull=False, decided_at__isnull=False)
                | (~Q(state__in=sorted(DECIDED)) & Q(decided_by__isnull=True, decided_at__isnull=True)),
                name="submission_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.RETURNED) | ~Q(reason=""),
                name="submission_returned_with_reason",
            ),
        )
        indexes = (
            models.Index(fields=["province", "state", "handed_in_at"], name="submission_queue"),
            models.Index(fields=["province", "agency", "handed_in_at"], name="submission_of_agency"),
        )

    def __str__(self) -> str:
        return str(self.obligation)

    @property
    def tone(self) -> str:
        return TONES[SubmissionState(self.state)]

    @property
    def taken_over(self) -> str:
        """Handed in by the heir for the agency that owed it; what that agency sent itself bears its own name."""
        return "" if self.agency_id == self.obligation.agency_id else self.obligation.taken_over

    @property
    def receipt_symbol(self) -> str:
        """The receipt's number as it is printed."""
        return f"{self.receipt_number:02d}/{self.receipt_year}/BN"


class Supplement(TenantModel):
    """What the office asked to be added, by when, and what the agency sent; the attempt stays the same."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="supplements")
    wanted = models.TextField("cần bổ sung")
    due_on = models.DateField("gửi trước hết ngày")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_as = models.CharField("người yêu cầu", max_length=300)
    asked_at = models.DateTimeField("yêu cầu lúc", default=timezone.now)
    text = models.TextField("nội dung bổ sung", blank=True)
    file_digest = models.CharField("SHA-256 của tệp", max_length=64, blank=True)
    file_name = models.CharField("tên tệp", max_length=200, blank=True)
    file_size = models.PositiveIntegerField(null=True)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_as = models.CharField("người gửi", max_length=300, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True)

    class Meta:
        verbose_name = "bổ sung"
        constraints = (
            models.UniqueConstraint(
                fields=["province", "submission"],
                condition=Q(sent_at__isnull=True),
                name="supplement_one_waits",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by__isnull=True)
                | (Q(sent_at__isnull=False, sent_by__isnull=False) & (_ANY_FILE | ~Q(text=""))),
                name="supplement_sent_whole",
            ),
        )

    def __str__(self) -> str:
        return self.wanted


class ReviewCriterion(TenantModel):
    """One line of a year's checklist, for plans or for reports; one that was used is withdrawn, never deleted."""

    year = models.PositiveSmallIntegerField("năm")
    checklist = models.CharField("áp dụng cho", max_length=10, choices=Checklist.choices)
    position = models.PositiveIntegerField("thứ tự", default=0)
    name = models.CharField("tiêu chí", max_length=300)
    guide = models.CharField("hướng dẫn", max_length=500, blank=True)
    withdrawn_at = models.DateTimeField("thôi dùng lúc", null=True)

    objects: ClassVar[Any] = TenantManager.of(CriterionQuerySet)

    class Meta:
        verbose_name = "tiêu chí thẩm định"
        constraints = (
            models.UniqueConstraint(
                fields=["province", "year", "checklist", "name"],
                condition=Q(withdrawn_at__isnull=True),
                name="criterion_once",
            ),
        )

    def __str__(self) -> str:
        return self.name


class CriterionVerdict(TenantModel):
    """What the reviewer found of one criterion, with a comment."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="verdicts")
    criterion = models.ForeignKey(ReviewCriterion, on_delete=models.PROTECT, related_name="verdicts")
    verdict = models.CharField("đánh giá", max_length=10, choices=Verdict.choices)
    comment = models.TextField("ý kiến", blank=True)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_as = models.CharField("người đánh giá", max_length=300)
    given_at = models.DateTimeField("đánh giá lúc", default=timezone.now)

    class Meta:
        verbose_name = "đánh giá theo tiêu chí"
        constraints = (
            models.UniqueConstraint(
                fields=["province", "submission", "criterion"], name="criterion_judged_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.criterion}: {self.get_verdict_display()}"

    @property
    def tone(self) -> str:
        return VERDICT_TONES[Verdict(self.verdict)]


class ReviewComment(TenantModel):
    """A remark on the paper, with the place that it is about; the agency reads it once the office has decided or asked."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="comments")
    place = models.CharField("về phần", max_length=300, blank=True)
    text = models.TextField("nhận xét")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_as = models.CharField("người nhận xét", max_length=300)
    written_at = models.DateTimeField("viết lúc", default=timezone.now)

    class Meta:
        verbose_name = "nhận xét của người thẩm định"
        indexes = (models.Index(fields=["province", "submission"], name="comment_of_submission"),)

    def __str__(self) -> str:
        return self.text
