"""What holds for every request: nobody's private page is kept by a cache, and the history knows where an act came from."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cchc_portal.agencies.history import request_address


def no_store(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        token = request_address.set(request.META.get("REMOTE_ADDR"))
        try:
            response = get_response(request)
        finally:
            request_address.reset(token)
        if request.user.is_authenticated and not request.path.startswith("/static/"):
            response["Cache-Control"] = "no-store"
        return response

    return middleware
