"""What everyone who holds a key says: here is the signature, wait, or no. One interface for a token, a file and a distant service."""

from dataclasses import dataclass
from typing import Protocol


class SigningError(Exception):
    """Why there is no signature, as a sentence for the official."""


class KeyUnavailable(SigningError):
    """The key or its service cannot be reached now: the document waits and is tried again."""


@dataclass(frozen=True)
class Signed:
    """The raw signature over the digest (PKCS#1 v1.5, or ECDSA as a DER sequence)."""

    signature: bytes


@dataclass(frozen=True)
class Waiting:
    """Nobody has answered yet; `reason` says who is waited for."""

    reason: str


@dataclass(frozen=True)
class Refused:
    """The holder or the service said no, for good."""

    reason: str


Answer = Signed | Waiting | Refused


class Signer(Protocol):
    """A holder of one key. A transaction is a short text that another process, on another day, may ask about."""

    @property
    def certificates(self) -> tuple[bytes, ...]:
        """DER, the signer's own first, then those above it."""

    def start(self, digest: bytes) -> str:
        """Ask for a signature over a SHA-256 digest; asking again about the same digest must not ask the holder twice."""

    def poll(self, transaction: str) -> Answer: ...
