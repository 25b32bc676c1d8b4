"""The people of a province: who holds which posts, who has set a password, who still needs a letter."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cchc_portal.agencies import inviting
from cchc_portal.agencies.forms import PeopleFilter
from cchc_portal.agencies.models import Invitation, InvitationState, Membership, User
from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.agencies.permissions import Refused
from cchc_portal.vietnam import alphabet

from .reaching import go
from .setting_up import admitted, trail

TONES = {InvitationState.QUEUED: "info", InvitationState.SENT: "warn", InvitationState.FAILED: "danger"}


@require_safe
@agency_page
def listed(request: Any) -> HttpResponse:
    admitted(request)
    form = PeopleFilter(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    people = _people(wanted.get("words", ""), waiting_only=bool(wanted.get("state")))
    page = page_of(people, number=request.GET.get("trang"))
    page.object_list = _rows(list(page.object_list))
    context = {
        "page_title": "Người dùng và thư mời",
        "breadcrumbs": trail(request, ("Người dùng", "")),
        "page": page,
        "form": form,
        "result": f"{len(people)} người",
        "waiting": inviting.waiting().count(),
        "days": inviting.DAYS,
    }
    return render(request, "agencies/people.html", context)


def _people(words: str, *, waiting_only: bool) -> list[User]:
    """In the order of given names, as Vietnamese lists are; found with or without marks."""
    held = Membership.objects.held_or_coming(timezone.localdate())
    people = inviting.waiting() if waiting_only else User.objects.filter(pk__in=held.values("user"))
    wanted = alphabet.fold(words).split()
    found = [
        user
        for user in people
        if all(word in alphabet.fold(f"{user.full_name} {user.email}") for word in wanted)
    ]
    return sorted(found, key=lambda user: (alphabet.given_name_key(user.full_name), user.pk))


def _rows(people: list[User]) -> list[dict[str, Any]]:
    posts = defaultdict(list)
    held = Membership.objects.held_or_coming(timezone.localdate()).filter(user__in=people)
    for membership in held.with_post().order_by("id"):
        posts[membership.user_id].append(f"{membership.post.title}, {membership.agency.name}")
    letters = {row.user_id: row for row in Invitation.objects.filter(user__in=people)}
    return [
        {
            "user": user,
            "posts": posts[user.pk],
            "status": _status(user, letters.get(user.pk)),
            "letter": letters.get(user.pk),
            "may_invite": not user.has_usable_password() and user.is_active,
        }
        for user in people
    ]


def _status(user: User, letter: Invitation | None) -> tuple[str, str]:
    """Its words and its tone."""
    if user.has_usable_password():
        return "Đã có mật khẩu", "ok"
    if letter is None:
        return "Chưa mời", "neutral"
    return InvitationState(letter.state).label, TONES[InvitationState(letter.state)]


@require_POST
@agency_page
def invite(request: Any) -> HttpResponse:
    """One person, or everybody who has no password yet."""
    admitted(request)
    chosen = request.POST.get("nguoi", "")
    try:
        if chosen.isdecimal():
            user = inviting.ask_again(int(chosen), by=request.membership)
            messages.success(request, f"Đang gửi thư mời tới {user.email}.")
        elif chosen:
            raise Http404
        else:
            messages.success(
                request, f"Đang gửi thư mời tới {inviting.ask_all(by=request.membership)} người."
            )
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return go(request, "province_setup:people")
