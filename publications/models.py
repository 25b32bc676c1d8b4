"""What is made public: announcements of issued documents."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.tenancy import TenantManager, TenantModel
from cchc_portal.documents import standing
from cchc_portal.documents.models import Paper
from cchc_portal.vietnam import alphabet, symbols
from plans.models import Plan
from publications.querysets import AnnouncementQuerySet


class Announcement(TenantModel):
    """News of an issued document: number, date, issuer, what it is about, and the paper attached.

    It copies what it tells, so that it stays as published; `plan` is empty where the plan itself is not in the portal.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="announcements")
    plan = models.OneToOneField(
        Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="announcement"
    )
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    slug = models.SlugField("địa chỉ", max_length=120)
    title = models.CharField("tiêu đề", max_length=300)
    issuer = models.CharField("cơ quan ban hành", max_length=300)
    symbol = models.CharField("số, ký hiệu", max_length=60)
    issued_on = models.DateField("ngày ban hành")
    document_title = models.CharField("trích yếu", max_length=600)
    summary = models.TextField("tóm tắt", blank=True)
    contents = ArrayField(models.TextField(), default=list, blank=True, verbose_name="nội dung chính")
    channels = ArrayField(models.TextField(), default=list, blank=True, verbose_name="hình thức")
    source = models.CharField("đơn vị đưa tin", max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField("công khai lúc", null=True, blank=True)
    search_key = models.TextField(editable=False)

    objects: ClassVar[Any] = TenantManager.of(AnnouncementQuerySet)

    class Meta:
        verbose_name = "tin công bố"
        constraints = (
            models.UniqueConstraint(fields=["province", "slug"], name="announcement_slug_in_province"),
        )
        indexes = (models.Index(fields=["province", "-issued_on"], name="announcements_newest"),)

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        words = [self.title, self.symbol, self.issuer, self.document_title, self.summary, *self.contents]
        self.search_key = alphabet.fold(" ".join(words))
        super().save(*args, **kwargs)

    @property
    def is_public(self) -> bool:
        return self.published_at is not None

    @cached_property
    def notices(self) -> Sequence[standing.Notice]:
        """What became of the document since its issue; a list of announcements reads all of theirs at once."""
        if self.paper is None:
            return ()
        return standing.notices_of([self.paper.snapshot_id]).get(self.paper.snapshot_id, ())

    @property
    def gone(self) -> standing.Notice | None:
        """What took the document out of force."""
        return next((notice for notice in self.notices if not notice.in_force), None)

    @property
    def file_title(self) -> str:
        """The name under which people keep the paper: "Kế hoạch 06/KH-KCNĐN ngày 21-01-2020"."""
        _, notation = symbols.split_symbol(self.symbol)
        kind = symbols.DOCUMENT_TYPES.get(notation.partition("-")[0], "Văn bản")
        return f"{kind} {self.symbol} ngày {self.issued_on:%d-%m-%Y}"


def with_notices(rows: Iterable[Announcement]) -> Sequence[Announcement]:
    """One query for what became of all their documents."""
    announcements = list(rows)
    snapshots = {one.pk: one.paper.snapshot_id for one in announcements if one.paper}
    found = standing.notices_of(snapshots.values())
    for one in announcements:
        one.notices = found.get(snapshots.get(one.pk, 0), [])
    return announcements
