"""What the frame of every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    return {
        "version": settings.VERSION,
        "province": getattr(request, "province", None),
        "agency": getattr(request, "agency", None),
        "membership": getattr(request, "membership", None),
        "memberships": getattr(request, "memberships", []),
    }
