"""Every verb that anybody did: who, in which post, when, what, from where. Rows are only ever added (a trigger refuses the rest)."""

from typing import Any, ClassVar, Self

from django.db import models

from cchc_portal.agencies.tenancy import TenantManager, TenantModel, TenantQuerySet


class HistoryQuerySet(TenantQuerySet):
    def about(self, subject: models.Model) -> Self:
        return self.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk).order_by("at", "id")


class HistoryEvent(TenantModel):
    """One act. It names people and things by text and number, not by foreign key, so that it outlives them."""

    at = models.DateTimeField()
    verb = models.CharField(max_length=50)
    subject_kind = models.CharField(max_length=50)
    subject_id = models.BigIntegerField()
    agency_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=100)
    actor_post = models.CharField(max_length=250, blank=True)
    address = models.GenericIPAddressField(null=True)
    details = models.JSONField(default=dict)

    objects: ClassVar[Any] = TenantManager.of(HistoryQuerySet)

    class Meta:
        indexes = (
            models.Index(fields=["province", "subject_kind", "subject_id", "at"], name="history_of_subject"),
        )

    @property
    def post(self) -> str:
        """The post as it stands beside the actor's name: a person who is called by the post is not called so twice."""
        return self.actor_post.removeprefix(f"{self.actor_name}, ")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.verb} {self.subject_kind} {self.subject_id}"
