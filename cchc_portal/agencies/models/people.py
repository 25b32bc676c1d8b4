"""People, the posts they hold in agencies, and what each post may do."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Q

from cchc_portal.agencies.tenancy import TenantManager, TenantModel, TenantQuerySet

from .agencies import Agency, Unit


class Role(models.TextChoices):
    DRAFTER = "drafter", "Người soạn thảo"
    UNIT_HEAD = "unit_head", "Trưởng đơn vị"
    FORM_OFFICER = "form_officer", "Kiểm tra thể thức"
    AGENCY_HEAD = "agency_head", "Thủ trưởng cơ quan"
    CLERK = "clerk", "Văn thư"
    AGENCY_ADMIN = "agency_admin", "Quản trị cơ quan"
    REVIEWER = "reviewer", "Theo dõi tại Sở Nội vụ"
    PROVINCE_ADMIN = "province_admin", "Quản trị tỉnh, thành phố"


PROVINCE_WIDE = frozenset({Role.REVIEWER, Role.PROVINCE_ADMIN})


class User(AbstractUser):
    """A person who signs in; what they may do comes only from their posts."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("họ và tên", max_length=100)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "full_name"]

    class Meta:
        verbose_name = "người dùng"

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name


class Post(TenantModel):
    """A post of an agency: its title, its unit, its roles; held by people through memberships."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")
    title = models.CharField("chức danh", max_length=100)
    signing_title = models.CharField("chức vụ in khi ký", max_length=100, blank=True)
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices), verbose_name="vai trò")

    class Meta:
        verbose_name = "vị trí"
        constraints = (
            models.UniqueConstraint(fields=["province", "agency", "title"], name="post_title_in_agency"),
        )

    def __str__(self) -> str:
        return self.title


class MembershipQuerySet(TenantQuerySet):
    def held_on(self, day: date) -> Self:
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def held_or_coming(self, day: date) -> Self:
        """Not over yet."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def of_user(self, user: Any) -> Self:
        return self.filter(user=user)

    def agencies_on(self, day: date) -> frozenset[int]:
        """Where somebody holds a post on a day, so that what is sent inside the portal is read."""
        return frozenset(self.held_on(day).values_list("post__agency", flat=True).distinct().order_by())

    def with_role(self, role: Role) -> Self:
        return self.filter(post__roles__contains=[role])

    def with_post(self) -> Self:
        return self.select_related("post__agency", "post__unit", "user", "province")

    def with_unread(self) -> Self:
        """Each with the number of its unread notices, in the same query."""
        return self.annotate(unread=Count("notices", filter=Q(notices__read_at=None)))


class Membership(TenantModel):
    """A person in a post, from one day to another: the actor of every verb."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="memberships")
    starts_on = models.DateField("giữ từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)

    objects: ClassVar[Any] = TenantManager.of(MembershipQuerySet)

    class Meta:
        verbose_name = "người giữ vị trí"
        constraints = (
            models.UniqueConstraint(
                fields=["province", "user", "post", "starts_on"], name="membership_starts_once"
            ),
        )

    def __str__(self) -> str:
        """Somebody who is called as the post is, is said once."""
        name, post = str(self.user), str(self.post)
        return name if name == post else f"{name}, {post}"

    @property
    def agency(self) -> Agency:
        return self.post.agency

    def has_role(self, *roles: Role) -> bool:
        return not set(self.post.roles).isdisjoint(roles)
