"""Timestamps (RFC 3161) from the operator's service, with a short patience: a signature does not wait for them."""

import asyncio
from functools import cache
from urllib.request import Request, urlopen

from asn1crypto import tsp
from django.conf import settings
from pyhanko.sign.timestamps import TimeStamper

LARGEST_ANSWER = 64 * 1024


class ServiceTimeStamper(TimeStamper):
    def __init__(self, url: str, seconds: float) -> None:
        super().__init__()
        self.url, self.seconds = url, seconds

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return tsp.TimeStampResp.load(await asyncio.to_thread(self._ask, req.dump()))

    def _ask(self, question: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        request = Request(self.url, data=question, headers=headers)  # noqa: S310 - the operator's own address
        with urlopen(request, timeout=self.seconds) as answer:  # noqa: S310 - the same
            return bytes(answer.read(LARGEST_ANSWER))


def configured() -> ServiceTimeStamper | None:
    """None where the operator has named no service."""
    return _at(settings.TIMESTAMP_URL) if settings.TIMESTAMP_URL else None


@cache
def _at(url: str) -> ServiceTimeStamper:
    return ServiceTimeStamper(url, settings.TIMESTAMP_SECONDS)
