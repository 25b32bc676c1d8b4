"""Number books, the register of outgoing papers and what became of each paper after its issue.

Nghị định 30/2020/NĐ-CP, Điều 15, 18.3, 18.4; the register's ten columns: Phụ lục IV.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from cchc_portal.agencies.models import Agency, User
from cchc_portal.agencies.tenancy import TenantManager, TenantModel
from cchc_portal.documents.querysets import IssuedNumberQuerySet
from cchc_portal.documents.states import NUMBER_TONES, AfterKind, NumberStatus
from cchc_portal.vietnam import alphabet, titles

from .papers import Snapshot


class NumberBook(TenantModel):
    """The running number of one series of an agency in one year of issue (Điều 15). Locked to count."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="number_books")
    series = models.CharField("loại văn bản", max_length=10)
    year = models.PositiveSmallIntegerField("năm ban hành")
    last_number = models.PositiveIntegerField("số gần nhất", default=0)

    class Meta:
        verbose_name = "sổ đăng ký văn bản đi"
        constraints = (
            models.UniqueConstraint(fields=["province", "agency", "series", "year"], name="number_book_once"),
        )


class IssuedNumber(TenantModel):
    """One line of the register: a number that is kept, given or void, and never given again."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="issued_numbers")
    series = models.CharField("loại văn bản", max_length=10)
    year = models.PositiveSmallIntegerField("năm ban hành")
    number = models.PositiveIntegerField("số")
    status = models.CharField(
        "tình trạng", max_length=10, choices=NumberStatus.choices, default=NumberStatus.GIVEN
    )
    by_hand = models.BooleanField("lấy từ sổ riêng của cơ quan", default=False)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, related_name="numbers")

    symbol = models.CharField("số, ký hiệu", max_length=60)
    issued_on = models.DateField("ngày tháng", null=True, blank=True)
    type_name = models.CharField("tên loại", max_length=100, blank=True)
    subject = models.CharField("trích yếu", max_length=600)
    signer = models.CharField("người ký", max_length=200, blank=True)
    recipients = models.TextField("nơi nhận", blank=True)
    keeper = models.CharField("đơn vị, người nhận bản lưu", max_length=200, blank=True)
    copies = models.PositiveSmallIntegerField("số lượng bản", null=True, blank=True)
    sent_on = models.DateField("ngày chuyển", null=True, blank=True)
    receipt = models.CharField("ký nhận", max_length=300, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)

    reserved_at = models.DateTimeField("giữ số lúc", null=True, blank=True)
    given_at = models.DateTimeField("cấp số lúc", null=True, blank=True)
    voided_at = models.DateTimeField("hủy số lúc", null=True, blank=True)
    void_reason = models.CharField("lý do hủy số", max_length=500, blank=True)
    search_key = models.TextField(editable=False, default="")

    objects: ClassVar[Any] = TenantManager.of(IssuedNumberQuerySet)

    class Meta:
        verbose_name = "văn bản đi"
        constraints = (
            models.UniqueConstraint(
                fields=["province", "agency", "series", "year", "number"], name="number_given_once"
            ),
            models.CheckConstraint(
                condition=~Q(status="given") | Q(issued_on__isnull=False, given_at__isnull=False),
                name="given_number_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(status="reserved") | Q(reserved_at__isnull=False, given_at__isnull=True),
                name="reserved_number_waits",
            ),
            models.CheckConstraint(
                condition=~Q(status="void") | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
                name="void_number_has_reason",
            ),
        )
        indexes = (
            models.Index(
                fields=["province", "agency", "year", "series", "-number"], name="register_of_agency"
            ),
        )

    def __str__(self) -> str:
        return self.symbol

    def save(self, *args: Any, **kwargs: Any) -> None:
        words = (self.symbol, self.type_name, self.subject, self.signer, self.recipients, self.note)
        self.search_key = alphabet.fold(" ".join(words))
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_key"}
        super().save(*args, **kwargs)

    @property
    def title(self) -> str:
        """Tên loại và trích yếu, as the register's third column says it."""
        return titles.with_type(self.type_name, self.subject)

    @property
    def status_words(self) -> str:
        """A number on a paper that is being signed is no longer merely kept."""
        if self.status == NumberStatus.RESERVED and self.issued_on:
            return "Đã cấp số, chờ ký số"
        return NumberStatus(self.status).label

    @property
    def tone(self) -> str:
        return NUMBER_TONES[NumberStatus(self.status)]


class AfterIssue(TenantModel):
    """What became of an issued paper: corrected, amended, replaced or withdrawn, by which paper. Never deleted."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    number = models.ForeignKey(IssuedNumber, on_delete=models.PROTECT, related_name="afterwards")
    kind = models.CharField("việc", max_length=10, choices=AfterKind.choices)
    by_number = models.ForeignKey(
        IssuedNumber,
        on_delete=models.PROTECT,
        null=True,
        related_name="mends",
        verbose_name="văn bản trong sổ",
    )
    by_symbol = models.CharField("số, ký hiệu", max_length=60)
    by_day = models.DateField("ngày tháng")
    by_issuer = models.CharField("cơ quan ban hành", max_length=300, blank=True)
    reason = models.CharField("lý do", max_length=1000)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "việc sau ban hành"
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="after_issue_has_reason"),
            models.CheckConstraint(
                condition=Q(by_number__isnull=True) | ~Q(by_number=models.F("number")),
                name="after_issue_by_another",
            ),
        )
        indexes = (models.Index(fields=["province", "number"], name="after_issue_of_number"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.by_symbol}"


class ExchangeCode(TenantModel):
    """The agency's identifier in the exchange of electronic papers (OrganId of edXML), kept by its clerk."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="exchange_codes")
    code = models.CharField("mã định danh", max_length=13)

    class Meta:
        verbose_name = "mã định danh của cơ quan"
        constraints = (models.UniqueConstraint(fields=["province", "agency"], name="exchange_code_once"),)

    def __str__(self) -> str:
        return self.code
