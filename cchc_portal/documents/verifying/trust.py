"""Whom the operator trusts: a folder of certificates and revocation lists (PEM or DER). Nothing is fetched while a file is checked."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

CERTIFICATES, LISTS = frozenset({".pem", ".crt", ".cer", ".der"}), frozenset({".crl"})
PEM = b"-----BEGIN"


class BadTrustFile(Exception):
    """A file of the folder cannot be read; a sentence for the operator."""


@dataclass(frozen=True)
class Trust:
    """DER each: authorities trusted by themselves, those that they certify, revocation lists."""

    roots: tuple[bytes, ...]
    between: tuple[bytes, ...] = ()
    revocations: tuple[bytes, ...] = ()

    def as_json(self) -> dict[str, list[str]]:
        return {name: [base64.b64encode(one).decode() for one in getattr(self, name)] for name in _NAMES}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Trust":
        return cls(**{name: tuple(base64.b64decode(one) for one in data[name]) for name in _NAMES})


_NAMES = ("roots", "between", "revocations")


def configured() -> Trust:
    """Read anew each time: a list that the operator has renewed counts at once."""
    return from_folder(Path(settings.TRUST_DIR))


def from_folder(folder: Path) -> Trust:
    """Self-issued certificates are roots; all others only help to build a chain."""
    certificates = [one for path in _files(folder, CERTIFICATES) for one in _certificates(path)]
    roots = [one for one in certificates if one.subject == one.issuer]
    between = [one for one in certificates if one.subject != one.issuer]
    lists = tuple(_list(path) for path in _files(folder, LISTS))
    return Trust(_der(roots), _der(between), lists)


def _files(folder: Path, endings: frozenset[str]) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.suffix.lower() in endings)


def _certificates(path: Path) -> list[x509.Certificate]:
    data = path.read_bytes()
    try:
        if data.lstrip().startswith(PEM):
            return x509.load_pem_x509_certificates(data)
        return [x509.load_der_x509_certificate(data)]
    except ValueError as error:
        raise BadTrustFile(f"Tệp {path.name} không phải chứng thư số.") from error


def _list(path: Path) -> bytes:
    data = path.read_bytes()
    try:
        pem = data.lstrip().startswith(PEM)
        found = x509.load_pem_x509_crl(data) if pem else x509.load_der_x509_crl(data)
    except ValueError as error:
        raise BadTrustFile(f"Tệp {path.name} không phải danh sách thu hồi chứng thư.") from error
    return found.public_bytes(Encoding.DER)


def _der(certificates: Iterable[x509.Certificate]) -> tuple[bytes, ...]:
    return tuple(one.public_bytes(Encoding.DER) for one in certificates)
