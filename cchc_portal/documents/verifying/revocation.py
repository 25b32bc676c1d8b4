"""The operator's revocation lists, asked for every certificate of a chain: pyHanko asks only those that name a list themselves."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pyhanko_certvalidator.path import ValidationPath

from .trust import Trust


def revoked(path: ValidationPath | None, trust: Trust, moment: datetime) -> bool:
    """Whether a list, signed by the authority above it, names a certificate of the chain as revoked by then."""
    if path is None or not trust.revocations:
        return False
    lists = [x509.load_der_x509_crl(der) for der in trust.revocations]
    chain = [x509.load_der_x509_certificate(one.dump()) for one in path.iter_certs(include_root=True)]
    return any(
        day <= moment
        for above, certificate in pairwise(chain)
        for listed in lists
        for day in _days(listed, certificate, above)
    )


def _days(
    listed: x509.CertificateRevocationList, certificate: x509.Certificate, above: x509.Certificate
) -> Iterator[datetime]:
    key = above.public_key()
    if listed.issuer != certificate.issuer or not isinstance(
        key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey
    ):
        return
    if not listed.is_signature_valid(key):
        return
    entry = listed.get_revoked_certificate_by_serial_number(certificate.serial_number)
    if entry is not None:
        yield entry.revocation_date_utc
