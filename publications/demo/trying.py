"""The page on which somebody who knows nothing of the demo chooses a post to try it in; signing in is the portal's own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cchc_portal.agencies.pages import public_page
from publications.demo import accounts


@public_page
def posts(request: HttpRequest) -> HttpResponse:
    context = {
        "page_title": "Dùng thử bản minh họa",
        "agencies": accounts.by_agency(),
        "password": accounts.PASSWORD,
    }
    return render(request, "publications/trying.html", context)
