"""A key in a PKCS#12 file, for development and the demo: loaded and checked once, then kept.

pyHanko loads and checks an RSA key anew at each use, twice a signature: four fifths of the time.
"""

from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from . import transactions
from .answers import Answer, KeyUnavailable

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class SoftwareKey:
    """Answers at once."""

    def __init__(self, key: PrivateKey, certificates: tuple[bytes, ...]) -> None:
        self._key, self._certificates = key, certificates

    @property
    def certificates(self) -> tuple[bytes, ...]:
        return self._certificates

    def start(self, digest: bytes) -> str:
        if isinstance(self._key, rsa.RSAPrivateKey):
            signature = self._key.sign(digest, padding.PKCS1v15(), Prehashed(SHA256()))
        else:
            signature = self._key.sign(digest, ec.ECDSA(Prehashed(SHA256())))
        return transactions.done(signature)

    def poll(self, transaction: str) -> Answer:
        return transactions.answer_in(transaction)


def from_file(path: str, password: str) -> SoftwareKey:
    return _loaded(path, password, _stamp(path))


@cache
def _loaded(path: str, password: str, _changed: int) -> SoftwareKey:
    try:
        bundle = load_pkcs12(Path(path).read_bytes(), password.encode())
    except (OSError, ValueError) as error:
        raise KeyUnavailable("Không mở được tệp khóa ký số hoặc sai mật khẩu.") from error
    key, own = bundle.key, bundle.cert
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) or own is None:
        raise KeyUnavailable("Tệp khóa ký số thiếu khóa RSA, ECDSA hoặc thiếu chứng thư.")
    chain = [own.certificate, *(one.certificate for one in bundle.additional_certs)]
    return SoftwareKey(key, tuple(one.public_bytes(Encoding.DER) for one in chain))


def _stamp(path: str) -> int:
    """A replaced file is read anew."""
    try:
        return Path(path).stat().st_mtime_ns
    except OSError as error:
        raise KeyUnavailable("Không tìm thấy tệp khóa ký số.") from error
