"""Addresses under the agency of the request."""

from typing import Any

from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse


def address(request: Any, route: str, **kwargs: Any) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    return reverse(route, kwargs=own | kwargs)


def go(request: Any, route: str, **kwargs: Any) -> HttpResponseRedirect:
    return redirect(address(request, route, **kwargs))
