"""The first page after signing in: on to the only post, or a choice among several."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cchc_portal.agencies.models import Membership, Role
from cchc_portal.agencies.pages import own_memberships, signed_in_page


@signed_in_page
def desk(request: HttpRequest) -> HttpResponse:
    held = own_memberships(request.user)
    if len(held) == 1:
        return redirect(_home(held[0]))
    return render(request, "desk.html", {"posts": [(post, _home(post)) for post in held]})


def _home(post: Membership) -> str:
    """Whoever follows the agencies begins with how they stand; everybody else with their own work."""
    route = "overseeing:desk" if post.has_role(Role.REVIEWER) else "plans:tasks"
    return reverse(route, kwargs={"province": post.province.slug, "agency": post.agency.slug})
