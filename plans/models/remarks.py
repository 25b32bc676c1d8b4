"""Remarks on a plan: on a row, on a stretch of its text, with replies; kept when what they speak of is changed or deleted."""

from django.db import models

from cchc_portal.agencies.models import User
from cchc_portal.agencies.tenancy import TenantModel

from .plans import Plan


class Remark(TenantModel):
    """`anchor` names the row in the editor ("noi-dung-12"; "" is the whole plan), `quote` the stretch of text it speaks of."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="remarks")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies"
    )
    anchor = models.CharField("chỗ được nhận xét", max_length=60, blank=True)
    place_name = models.CharField("tên chỗ được nhận xét", max_length=200, blank=True)
    quote = models.TextField("đoạn được nhận xét", blank=True)
    text = models.TextField("nhận xét")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=100)
    author_post = models.CharField(max_length=250, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by_name = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name = "nhận xét"

    def __str__(self) -> str:
        return self.text[:80]


class Mention(TenantModel):
    """A colleague named in a remark, who gets a notice."""

    remark = models.ForeignKey(Remark, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)

    class Meta:
        verbose_name = "người được nhắc"
        constraints = (models.UniqueConstraint(fields=["province", "remark", "user"], name="mentioned_once"),)


class Watch(TenantModel):
    """A person who wants to hear of a plan, whatever their part in it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="watches")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "theo dõi"
        constraints = (models.UniqueConstraint(fields=["province", "plan", "user"], name="watched_once"),)
