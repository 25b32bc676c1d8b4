"""The plan's text: numbered sections, appendices, and the blocks that stand in them, in order."""

from django.db import models
from django.db.models import Q

from cchc_portal.agencies.tenancy import TenantModel

from .plans import Plan


class Section(TenantModel):
    """I. → 1. → a): the level comes from the nesting, the number from the order."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    position = models.PositiveIntegerField(default=0)
    heading = models.CharField("tên mục", max_length=500)
    guide = models.TextField("hướng dẫn khi soạn", blank=True)
    """From the template; for the drafter alone, never printed."""

    class Meta:
        verbose_name = "mục"

    def __str__(self) -> str:
        return self.heading


class Appendix(TenantModel):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="appendices")
    position = models.PositiveIntegerField(default=0)
    title = models.CharField("tên phụ lục", max_length=500)
    landscape = models.BooleanField("khổ giấy ngang", default=False)

    class Meta:
        verbose_name = "phụ lục"

    def __str__(self) -> str:
        return self.title


class BlockKind(models.TextChoices):
    TEXT = "text", "Đoạn văn"
    NUMBERED = "numbered", "Các khoản đánh số"
    BULLETS = "bullets", "Các gạch đầu dòng"
    ITEMS = "items", "Bảng nội dung tuyên truyền"
    CHANNELS = "channels", "Hình thức tuyên truyền của cả kế hoạch"
    TABLE = "table", "Bảng khác"


class Block(TenantModel):
    """One piece of a section or appendix. `content` is the plan file's own form of the block.

    Of `items` it holds columns, labels and total only: groups and items are rows; of `channels` nothing: its channels are rows.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="blocks")
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="blocks"
    )
    appendix = models.ForeignKey(
        Appendix, on_delete=models.CASCADE, null=True, blank=True, related_name="blocks"
    )
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField("loại", max_length=20, choices=BlockKind.choices)
    content = models.JSONField(default=dict)

    class Meta:
        verbose_name = "phần nội dung"
        constraints = (
            models.CheckConstraint(
                condition=Q(section__isnull=False, appendix__isnull=True)
                | Q(section__isnull=True, appendix__isnull=False),
                name="block_stands_in_one_place",
            ),
        )
