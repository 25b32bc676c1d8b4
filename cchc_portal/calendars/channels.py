"""Ways by which a letter reaches a person outside the portal, behind one small adapter; the settings name them.

A further way (Zalo OA, SMS, a webhook) is a class with `name`, `address`, `send` and the two ends of a `with` block.
"""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from smtplib import SMTPRecipientsRefused
from typing import Any, Protocol, Self

from django.conf import settings
from django.core import mail
from django.utils.module_loading import import_string

from cchc_portal.agencies.models import User

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    """What one person is told on one day, in both forms."""

    address: str
    subject: str
    text: str
    html: str


class Bounced(Exception):
    """The address takes nothing, now and later."""


class Channel(Protocol):
    """One way; entering it reaches the server, so that nothing is claimed while that does not answer."""

    name: str

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...

    def address(self, user: User) -> str:
        """Where the person is reached; empty where they are not."""

    def send(self, letter: Letter) -> None:
        """Hand the letter over; `Bounced` for an address that takes nothing, `OSError` where it is not known what became of it."""


class Mail:
    """E-mail, as text and as a page of its own."""

    name = "email"

    def __init__(self) -> None:
        self._connection: Any = mail.get_connection()

    def __enter__(self) -> Self:
        self._connection.open()
        return self

    def __exit__(self, *error: object) -> None:
        self._connection.close()

    def address(self, user: User) -> str:
        return user.email

    def send(self, letter: Letter) -> None:
        message = mail.EmailMultiAlternatives(
            letter.subject, letter.text, to=[letter.address], connection=self._connection
        )
        message.attach_alternative(letter.html, "text/html")
        try:
            message.send()
        except SMTPRecipientsRefused as refused:
            raise Bounced(str(next(iter(refused.recipients.values()), ""))[:300]) from refused


@contextmanager
def opened() -> Iterator[list[Channel]]:
    """Every channel that answers."""
    with ExitStack() as open_ones:
        channels = []
        for path in settings.REMINDER_CHANNELS:
            channel: Channel = import_string(path)()
            try:
                channels.append(open_ones.enter_context(channel))
            except OSError:
                log.exception("Kênh gửi nhắc %s chưa kết nối được; lần chạy sau thử lại.", channel.name)
        yield channels
