"""The first page after signing in: on to the only post, or a choice among several."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cchc_portal.agencies.pages import own_memberships, signed_in_page


@signed_in_page
def desk(request: HttpRequest) -> HttpResponse:
    held = own_memberships(request.user)
    if len(held) == 1:
        post = held[0]
        return redirect("plans:tasks", province=post.province.slug, agency=post.agency.slug)
    return render(request, "desk.html", {"posts": held})
