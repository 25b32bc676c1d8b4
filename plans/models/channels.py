"""Channels (hình thức tuyên truyền): the province's catalogue, and where a plan uses them."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from cchc_portal.agencies.tenancy import TenantManager, TenantModel, TenantQuerySet

from .items import AudienceGroup, ContentItem
from .plans import Plan
from .text import Block


class ChannelGroup(models.TextChoices):
    PRESS = "press", "Báo chí"
    PORTAL = "portal", "Cổng, trang thông tin điện tử"
    SOCIAL = "social", "Mạng xã hội"
    LOUDSPEAKER = "loudspeaker", "Truyền thanh cơ sở"
    VISUAL = "visual", "Tuyên truyền trực quan"
    MEETING = "meeting", "Hội nghị, họp"
    DIALOGUE = "dialogue", "Đối thoại"
    TRAINING = "training", "Tập huấn, bồi dưỡng, học tập kinh nghiệm"
    CONTEST = "contest", "Cuộc thi, hội thi"
    NOTICE_BOARD = "notice_board", "Niêm yết, công khai"
    DOCUMENTS = "documents", "Văn bản, hệ thống quản lý văn bản"
    SURVEY = "survey", "Khảo sát, lấy ý kiến"
    COMBINED = "combined", "Lồng ghép phổ biến pháp luật, thi đua, khen thưởng"
    OTHER = "other", "Hình thức khác"


class ChannelQuerySet(TenantQuerySet):
    def in_order(self) -> Self:
        return self.order_by("position", "name", "id")


class Channel(TenantModel):
    """One way of telling people, in the catalogue of a province."""

    group = models.CharField("nhóm", max_length=20, choices=ChannelGroup.choices)
    name = models.CharField("hình thức", max_length=200)
    position = models.PositiveIntegerField(default=0)
    retired = models.BooleanField("không dùng nữa", default=False)

    objects: ClassVar[Any] = TenantManager.of(ChannelQuerySet)

    class Meta:
        verbose_name = "hình thức tuyên truyền"
        constraints = (models.UniqueConstraint(fields=["province", "name"], name="channel_name_in_province"),)

    def __str__(self) -> str:
        return self.name


class ChannelUse(TenantModel):
    """A channel attached to an item, to a whole group, or (a `channels` block) to the whole plan, in the words printed."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="channel_uses")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="uses")
    item = models.ForeignKey(
        ContentItem, on_delete=models.CASCADE, null=True, blank=True, related_name="channel_uses"
    )
    group = models.ForeignKey(
        AudienceGroup, on_delete=models.CASCADE, null=True, blank=True, related_name="channel_uses"
    )
    block = models.ForeignKey(
        Block, on_delete=models.CASCADE, null=True, blank=True, related_name="channel_uses"
    )
    position = models.PositiveIntegerField(default=0)
    text = models.CharField("cách ghi trong kế hoạch", max_length=500)

    class Meta:
        verbose_name = "hình thức được dùng"
        constraints = (
            models.CheckConstraint(
                condition=Q(item__isnull=False, group__isnull=True, block__isnull=True)
                | Q(item__isnull=True, group__isnull=False, block__isnull=True)
                | Q(item__isnull=True, group__isnull=True, block__isnull=False),
                name="channel_use_attached_once",
            ),
        )
