"""The first page after signing in, on to the only post or a choice among several; and the first page of each agency."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cchc_portal.agencies.models import Membership, Role
from cchc_portal.agencies.pages import agency_page, own_memberships, signed_in_page
from cchc_portal.agencies.permissions import works_in


@signed_in_page
def desk(request: HttpRequest) -> HttpResponse:
    held = own_memberships(request.user)
    if len(held) == 1:
        return redirect(_home(held[0]))
    return render(request, "desk.html", {"posts": [(post, _home(post)) for post in held]})


@require_safe
@agency_page
def agency_home(request: Any) -> HttpResponse:
    """Its own people go on to their work, who oversees it to its plans."""
    if works_in(request.membership, request.agency):
        return redirect(_home(request.membership))
    place = {"province": request.province.slug, "agency": request.agency.slug}
    return redirect(reverse("plans:plan_list", kwargs=place))


def _home(post: Membership) -> str:
    """Whoever follows the agencies begins with how they stand; everybody else with their own work."""
    route = "overseeing:desk" if post.has_role(Role.REVIEWER) else "plans:tasks"
    return reverse(route, kwargs={"province": post.province.slug, "agency": post.agency.slug})
