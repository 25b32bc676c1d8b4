"""A key in a token or HSM that the portal can reach by PKCS#11. The session and the key's handle stay open: opening costs more than signing."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any, TypeVar

import pkcs11
from pkcs11.util.ec import encode_ecdsa_signature

from . import transactions
from .answers import Answer, KeyUnavailable

# DER of DigestInfo for SHA-256, up to the digest (RFC 8017, 9.2): the token pads, it does not hash.
DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
Result = TypeVar("Result")


class _Token:
    """A token is entered once a process, whatever keys of it are used; one caller at a time."""

    def __init__(self, library: str, label: str, pin: str) -> None:
        self.library, self.label, self._pin = library, label, pin
        self.lock = Lock()
        self._session: Any = None
        self._keys: dict[str, _Open] = {}

    def key(self, label: str) -> "_Open":
        if label not in self._keys:
            session = self._entered()
            key = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=label)
            self._keys[label] = _Open(key, _certificates(session, label))
        return self._keys[label]

    def _entered(self) -> Any:
        if self._session is None:
            token = pkcs11.lib(self.library).get_token(token_label=self.label)
            self._session = token.open(user_pin=self._pin)
        return self._session

    def leave(self) -> None:
        session, self._session = self._session, None
        self._keys.clear()
        if session is not None:
            with suppress(pkcs11.PKCS11Error):
                session.close()


@dataclass(frozen=True)
class _Open:
    key: Any
    certificates: tuple[bytes, ...]

    def sign(self, digest: bytes) -> bytes:
        if self.key.key_type == pkcs11.KeyType.RSA:
            return bytes(self.key.sign(DIGEST_INFO + digest, mechanism=pkcs11.Mechanism.RSA_PKCS))
        return bytes(encode_ecdsa_signature(self.key.sign(digest, mechanism=pkcs11.Mechanism.ECDSA)))


class TokenKey:
    """One key of a token: answers at once. A token that was pulled out meanwhile is entered again."""

    def __init__(self, token: _Token, label: str) -> None:
        self._token, self.label = token, label

    def __repr__(self) -> str:
        return f"TokenKey({self._token.label}, {self.label})"  # never the PIN

    @property
    def certificates(self) -> tuple[bytes, ...]:
        return self._twice(lambda key: key.certificates)

    def start(self, digest: bytes) -> str:
        return transactions.done(self._twice(lambda key: key.sign(digest)))

    def poll(self, transaction: str) -> Answer:
        return transactions.answer_in(transaction)

    def _twice(self, act: Callable[[_Open], Result]) -> Result:
        with self._token.lock:
            try:
                return act(self._token.key(self.label))
            except (pkcs11.PKCS11Error, RuntimeError):
                self._token.leave()
            try:
                return act(self._token.key(self.label))
            except (pkcs11.PKCS11Error, RuntimeError) as error:
                kind = type(error).__name__
                raise KeyUnavailable(
                    f"Không dùng được khóa “{self.label}” trong thiết bị lưu khóa ({kind})."
                ) from error


def _certificates(session: Any, label: str) -> tuple[bytes, ...]:
    """The key's own first, then what else the token holds."""
    found = session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE})
    own: list[bytes] = []
    others: list[bytes] = []
    for one in found:
        (own if one[pkcs11.Attribute.LABEL] == label else others).append(bytes(one[pkcs11.Attribute.VALUE]))
    if not own:
        raise KeyUnavailable(f"Thiết bị lưu khóa không có chứng thư “{label}”.")
    return (own[0], *others)


def from_token(library: str, token: str, label: str, pin: str) -> TokenKey:
    return TokenKey(_entrance(os.getpid(), library, token, pin), label)


@cache
def _entrance(_process: int, library: str, token: str, pin: str) -> _Token:
    """One for each process: an open library does not survive a fork."""
    return _Token(library, token, pin)
