"""How often anybody may ask: counters by the minute, per address and over all, in the cache that counts failed sign-ins too."""

import hmac
from hashlib import sha256
from time import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

WINDOW = 60  # seconds
KEPT = 2 * WINDOW


def visitor(request: HttpRequest) -> str:
    """The address as a keyed hash of today: the same visitor twice a day is one, tomorrow another; nobody reads the address from it."""
    address = str(get_adapter().get_client_ip(request))
    said = f"{timezone.localdate().isoformat()} {address}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), sha256).hexdigest()


def exceeded(request: HttpRequest, what: str, *, each: int, together: int) -> bool:
    """Count this request; whether its address, or everybody together, has asked too often within the minute."""
    asked = (_count(f"{what}:{visitor(request)}"), _count(f"{what}:all"))
    return asked[0] > each or asked[1] > together


def _count(name: str) -> int:
    key = f"limit:{name}:{int(time() // WINDOW)}"
    if cache.add(key, 1, KEPT):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out between the two
        return 1
