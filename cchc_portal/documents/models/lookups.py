"""How an issued paper is found from its print: its code, which of two prints a province hands out, a log of what was checked."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cchc_portal.agencies.tenancy import TenantModel
from cchc_portal.documents.states import CheckResult, CheckWay, Print
from cchc_portal.vietnam import lookup_codes

from .papers import Paper


class LookupCode(TenantModel):
    """The code of one issued paper, printed on its "bản in tra cứu"; given once, never to another."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="lookup_codes")
    code = models.CharField("mã tra cứu", max_length=lookup_codes.LENGTH)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "mã tra cứu"
        constraints = (
            models.UniqueConstraint(fields=["province", "code"], name="lookup_code_once"),
            models.UniqueConstraint(fields=["province", "paper"], name="paper_has_one_code"),
        )

    def __str__(self) -> str:
        return lookup_codes.printed(self.code)


class PrintChoice(TenantModel):
    """Which print a province hands out unless asked for the other one; no row: the paper of record."""

    by_default = models.CharField(
        "bản được in mặc định", max_length=10, choices=Print.choices, default=Print.ORIGINAL
    )

    class Meta:
        verbose_name = "cách in của tỉnh, thành phố"
        constraints = (models.UniqueConstraint(fields=["province"], name="print_choice_once"),)

    def __str__(self) -> str:
        return self.get_by_default_display()


class CheckRecord(TenantModel):
    """One check from the public page. Of the visitor there is a keyed hash that changes every day, of a file its SHA-256: no file is kept."""

    code = models.ForeignKey(LookupCode, on_delete=models.PROTECT, null=True, related_name="checks")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="checks")
    way = models.CharField("cách kiểm tra", max_length=10, choices=CheckWay.choices)
    result = models.CharField("kết quả", max_length=20, choices=CheckResult.choices)
    file_digest = models.CharField("SHA-256 của tệp", max_length=64, blank=True)
    visitor = models.CharField("người kiểm tra (mã băm)", max_length=64)
    checked_at = models.DateTimeField("kiểm tra lúc", default=timezone.now)

    class Meta:
        verbose_name = "lượt kiểm tra"
        constraints = (
            models.CheckConstraint(
                condition=~Q(way="file") | ~Q(file_digest=""), name="checked_file_has_digest"
            ),
        )
        indexes = (models.Index(fields=["province", "-checked_at"], name="checks_newest"),)

    def __str__(self) -> str:
        return f"{self.checked_at:%d-%m-%Y %H:%M} {self.get_result_display()}"
