"""The plan itself and its short lists: parents, legal bases, recipients, signature lines, the decision around it."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cchc_portal.agencies.models import Agency, User
from cchc_portal.agencies.tenancy import TenantManager, TenantModel
from cchc_portal.calendars.models import Obligation
from cchc_portal.documents.models import IssuedNumber, Paper, Snapshot
from cchc_portal.documents.states import Way
from cchc_portal.vietnam import alphabet, dates, symbols, titles
from cchc_portal.vietnam.text import lower_first
from plans.querysets import PlanQuerySet
from plans.states import NOUNS, PLANS, TONES, PlanForm, PlanKind, PlanState, RuleSet


class Plan(TenantModel):
    """One communication plan of one agency, or a report or letter on the same road. Its paper is a function of `approved_snapshot`, later `issued_snapshot`."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField("loại kế hoạch", max_length=10, choices=PlanKind.choices, default=PlanKind.CCHC)
    form = models.CharField(
        "hình thức văn bản", max_length=20, choices=PlanForm.choices, default=PlanForm.PLAN
    )
    rules = models.CharField(
        "thể thức",
        max_length=20,
        choices=RuleSet.choices,
        blank=True,
        help_text="Để trống: theo ngày ban hành.",
    )
    period_from = models.DateField("thực hiện từ")
    period_to = models.DateField("thực hiện đến")
    subject = models.CharField("trích yếu", max_length=500)
    addressees = ArrayField(
        models.CharField(max_length=500), default=list, blank=True, verbose_name="kính gửi"
    )
    unit = models.CharField("ký hiệu đơn vị soạn thảo", max_length=20, blank=True)
    opening = models.TextField("đoạn mở đầu", blank=True)
    closing = models.TextField("đoạn kết", blank=True)
    archive = ArrayField(models.CharField(max_length=100), default=list, blank=True, verbose_name="lưu")
    number = models.CharField("số", max_length=11, blank=True)
    symbol_as_printed = models.CharField("số, ký hiệu in trên văn bản", max_length=60, blank=True)
    symbol = models.CharField("số, ký hiệu khi đã ban hành", max_length=60, blank=True, editable=False)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    letterhead = models.JSONField(null=True, blank=True, editable=False)

    state = models.CharField("trạng thái", max_length=20, choices=PlanState.choices, default=PlanState.DRAFT)
    revision = models.PositiveIntegerField(default=0, editable=False)
    amends = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name="điều chỉnh, bổ sung cho",
    )
    obligation = models.ForeignKey(
        Obligation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="reports",
        verbose_name="nghĩa vụ mà báo cáo này trả lời",
    )
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    return_reason = models.TextField(blank=True)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, related_name="+")
    issued_snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, related_name="+")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="+")
    line = models.ForeignKey(
        IssuedNumber,
        on_delete=models.PROTECT,
        null=True,
        related_name="plans",
        verbose_name="dòng trong sổ văn bản đi",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    search_key = models.TextField(editable=False)

    objects: ClassVar[Any] = TenantManager.of(PlanQuerySet)

    class Meta:
        verbose_name = "kế hoạch"
        constraints = (
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="plan_period"),
            models.CheckConstraint(
                condition=Q(submitted_by__isnull=True)
                | Q(approved_by__isnull=True)
                | ~Q(submitted_by=F("approved_by")),
                name="plan_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(
                    approved_by__isnull=True, approved_at__isnull=True, approved_snapshot__isnull=True
                )
                | Q(approved_by__isnull=False, approved_at__isnull=False, approved_snapshot__isnull=False),
                name="plan_approval_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "signing"]) | Q(approved_by__isnull=False),
                name="plan_approved_by",
            ),
            models.CheckConstraint(
                condition=~Q(state="signing")
                | Q(
                    issued_snapshot__isnull=False,
                    issued_on__isnull=False,
                    paper__isnull=False,
                    line__isnull=False,
                ),
                name="plan_signing_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued")
                | (Q(issued_snapshot__isnull=False, issued_on__isnull=False) & ~Q(number="")),
                name="plan_issued_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["draft", "submitted", "returned"]) | Q(approved_by__isnull=True),
                name="plan_edit_voids_approval",
            ),
        )
        indexes = (models.Index(fields=["province", "agency", "-period_from"], name="plan_of_agency"),)

    def __str__(self) -> str:
        return self.subject

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = alphabet.fold(f"{self.subject} {self.symbol} {self.year}")
        super().save(*args, **kwargs)

    @property
    def year(self) -> int:
        """Data of a report begin in December of the year before the one that it reports on (Nghị định 09/2019/NĐ-CP, Điều 12)."""
        return self.period_to.year if self.form == PlanForm.REPORT else self.period_from.year

    @property
    def tone(self) -> str:
        return TONES[PlanState(self.state)]

    @property
    def series(self) -> str:
        """KH for a plan, QĐ where a decision carries it: each type has its own number book."""
        return symbols.OF_FORM[self.form]

    @property
    def noun(self) -> str:
        """What it is called in a sentence."""
        return NOUNS.get(PlanForm(self.form), "kế hoạch")

    @property
    def title(self) -> str:
        """At the head of its page: "Báo cáo: Kết quả tuyên truyền …"; the subject of a plan stands alone."""
        return self.subject if self.is_plan else f"{self.noun.capitalize()}: {self.subject}"

    @property
    def cited(self) -> str:
        """As another paper rests on it once it is issued: "Kế hoạch số … ngày … của … về …"."""
        day = dates.written_date(self.issued_on) if self.issued_on else ""
        number = f"số {self.symbol} {day} của {self.agency.name}"
        if self.series == symbols.DECISION:
            return f"Quyết định {number} ban hành {titles.named(self.subject)}"
        return f"Kế hoạch {number} về {lower_first(titles.without_type(self.subject))}"

    @property
    def addressed_to(self) -> str:
        """ "Kính gửi: Sở Tài chính": tells letters of one subject apart; of many the first two."""
        names, more = self.addressees[:2], len(self.addressees) - 2
        rest = f" và {more} nơi khác" if more > 0 else ""
        return f"Kính gửi: {', '.join(names)}{rest}" if self.is_addressed and names else ""

    @property
    def is_plan(self) -> bool:
        return self.form in PLANS

    @property
    def is_addressed(self) -> bool:
        """May say "Kính gửi"."""
        return self.form in symbols.ADDRESSED


class PlanRow(TenantModel):
    """One row of a plan's short lists, which stand in order."""

    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class ParentPlan(PlanRow):
    """A document that the plan carries out: a plan in this portal, or one outside it, known by its words."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="parents")
    inside = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=300)
    title = models.CharField("trích yếu", max_length=500)

    class Meta:
        verbose_name = "văn bản cấp trên"


class LegalBasis(PlanRow):
    """One "Căn cứ …" paragraph without its end mark."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="bases")
    text = models.TextField("căn cứ")

    class Meta:
        verbose_name = "căn cứ"


class Recipient(PlanRow):
    """The words printed, and how the issued paper gets there; `way` left open follows from what is known."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="recipients")
    text = models.CharField("nơi nhận", max_length=300)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    email = models.EmailField("thư điện tử", blank=True)
    way = models.CharField("cách gửi", max_length=10, choices=Way.choices, blank=True)
    copies = models.PositiveSmallIntegerField("số bản giấy", default=1)

    class Meta:
        verbose_name = "nơi nhận"


class SignatureLine(PlanRow):
    """Authority lines (TM., KT., TL., TUQ., Q.), title, name (Nghị định 30/2020/NĐ-CP, Điều 13)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="signatures")
    authority = ArrayField(
        models.CharField(max_length=150), default=list, blank=True, verbose_name="quyền hạn của người ký"
    )
    title = models.CharField("chức vụ", max_length=100)
    name = models.CharField("họ và tên", max_length=50, blank=True)

    class Meta:
        verbose_name = "người ký"


class DecisionCover(TenantModel):
    """The decision that issues the plan, where one does: its own subject, issuer line and articles."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="decision")
    subject = models.CharField("trích yếu quyết định", max_length=500)
    issuer = models.CharField("người, cơ quan quyết định", max_length=300)
    articles = ArrayField(models.TextField(), default=list, verbose_name="các điều")

    class Meta:
        verbose_name = "quyết định"
