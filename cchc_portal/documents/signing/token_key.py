"""A key in a token or HSM that the portal can reach by PKCS#11. The session and the key's handle stay open: opening costs more than signing."""

import os
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

import pkcs11
from pkcs11.util.ec import encode_ecdsa_signature

from . import transactions
from .answers import Answer, KeyUnavailable

# DER of DigestInfo for SHA-256, up to the digest (RFC 8017, 9.2): the token pads, it does not hash.
DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")


@dataclass(frozen=True)
class TokenAddress:
    """Which key: the maker's library, the token's label, the key's label (its certificate has the same)."""

    library: str
    token: str
    label: str


class TokenKey:
    """Answers at once. One session, one caller at a time; a token that was pulled out is opened again."""

    def __init__(self, address: TokenAddress, pin: str) -> None:
        self._address, self._pin, self._lock = address, pin, Lock()
        self._open: _Open | None = None

    def __repr__(self) -> str:
        return f"TokenKey({self._address})"  # never the PIN

    @property
    def certificates(self) -> tuple[bytes, ...]:
        with self._lock:
            return self._opened().certificates

    def start(self, digest: bytes) -> str:
        with self._lock:
            try:
                return transactions.done(self._opened().sign(digest))
            except pkcs11.PKCS11Error:
                self._open = None
            try:
                return transactions.done(self._opened().sign(digest))
            except pkcs11.PKCS11Error as error:
                self._open = None
                raise KeyUnavailable(
                    "Thiết bị lưu khóa không ký được; kiểm tra kết nối rồi thử lại."
                ) from error

    def poll(self, transaction: str) -> Answer:
        return transactions.answer_in(transaction)

    def _opened(self) -> "_Open":
        if self._open is None:
            self._open = _open(self._address, self._pin)
        return self._open


@dataclass(frozen=True)
class _Open:
    session: Any
    key: Any
    certificates: tuple[bytes, ...]

    def sign(self, digest: bytes) -> bytes:
        if self.key.key_type == pkcs11.KeyType.RSA:
            return bytes(self.key.sign(DIGEST_INFO + digest, mechanism=pkcs11.Mechanism.RSA_PKCS))
        return bytes(encode_ecdsa_signature(self.key.sign(digest, mechanism=pkcs11.Mechanism.ECDSA)))


def _open(address: TokenAddress, pin: str) -> _Open:
    try:
        token = pkcs11.lib(address.library).get_token(token_label=address.token)
        session = token.open(user_pin=pin)
        key = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=address.label)
        return _Open(session, key, _certificates(session, address.label))
    except (pkcs11.PKCS11Error, RuntimeError) as error:
        kind = type(error).__name__
        raise KeyUnavailable(
            f"Không mở được khóa “{address.label}” trong thiết bị lưu khóa ({kind})."
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
    return _kept(os.getpid(), TokenAddress(library, token, label), pin)


@cache
def _kept(_process: int, address: TokenAddress, pin: str) -> TokenKey:
    """One for each process: an open library does not survive a fork."""
    return TokenKey(address, pin)
