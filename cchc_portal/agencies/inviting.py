"""Inviting people who have no password yet: a letter with a link that is good once and for a few days; never a password."""

import logging
from collections.abc import Iterable
from smtplib import SMTPException
from typing import Any

from allauth.account import app_settings as account
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies import tasks
from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Invitation, InvitationState, Membership, User
from cchc_portal.agencies.permissions import Refused, may_set_up, require

log = logging.getLogger(__name__)
UNUSABLE = "!"  # begins the password of an account whose owner has set none
DAYS = settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)


def waiting() -> Any:
    """People with a post in the entered province and no password, in the order of their posts."""
    held = Membership.objects.held_or_coming(timezone.localdate())
    return User.objects.filter(
        pk__in=held.values("user"), password__startswith=UNUSABLE, is_active=True, email__contains="@"
    ).order_by("full_name", "id")


def ask(people: Iterable[User], *, by: Membership) -> int:
    """Queue a letter for each; one that was sent before is sent again with a new link."""
    require(may_set_up(by, by.agency))
    now = timezone.now()
    asked = [
        Invitation.in_province(user=user, asked_by=by.user, asked_at=now, state=InvitationState.QUEUED)
        for user in people
    ]
    Invitation.objects.bulk_create(
        asked,
        update_conflicts=True,
        unique_fields=["province", "user"],
        update_fields=["asked_by", "asked_at", "state", "problem"],
    )
    for row in Invitation.objects.filter(user__in=[each.user for each in asked]):
        record(row, "invited", by=by, agency_id=by.agency.pk, who=row.user_id)
    tasks.wake_post(by.province_id)
    return len(asked)


def ask_all(*, by: Membership) -> int:
    return ask(waiting(), by=by)


def ask_again(user_id: int, *, by: Membership) -> User:
    """Only for people of this province who have no password: the others ask for a new one themselves."""
    require(may_set_up(by, by.agency))
    user: User | None = waiting().filter(pk=user_id).first()
    if user is None:
        raise Refused("Người này đã đặt mật khẩu hoặc không giữ vị trí nào trong tỉnh, thành phố.")
    ask([user], by=by)
    return user


def send(invitation: Invitation) -> None:
    """Send one letter and say on its row what came of it."""
    if not invitation.user.has_usable_password():
        try:
            letter(invitation).send()
        except (SMTPException, OSError) as error:
            log.warning("Thư mời %s không gửi được: %s", invitation.pk, error)
            invitation.state, invitation.problem = InvitationState.FAILED, "Máy chủ thư không nhận thư."
            invitation.save()
            return
    invitation.state, invitation.sent_at, invitation.problem = InvitationState.SENT, timezone.now(), ""
    invitation.save()


def letter(invitation: Invitation) -> EmailMessage:
    user = invitation.user
    posts = Membership.objects.filter(user=user).held_or_coming(timezone.localdate()).with_post()
    context = {
        "user": user,
        "posts": [f"{held.post.title}, {held.agency.name}" for held in posts.order_by("id")],
        "province": invitation.province,
        "address": settings.SITE_URL.rstrip("/") + link(user),
        "portal": settings.SITE_URL,
        "days": DAYS,
    }
    body = render_to_string("mail/invitation.txt", context)
    return EmailMessage("Mời sử dụng Cổng kế hoạch tuyên truyền cải cách hành chính", body, to=[user.email])


def link(user: User) -> str:
    """Good until a password is set, and no longer than the settings allow."""
    key = account.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    kwargs = {"uidb36": user_pk_to_url_str(user), "key": key}
    return reverse("account_reset_password_from_key", kwargs=kwargs)
