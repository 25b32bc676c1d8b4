"""What a certificate says of its holder, and why it cannot be signed with today: asked before anybody is sent to a telephone or a token."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

SMALLEST_RSA = 2048


@dataclass(frozen=True)
class About:
    holder: str
    organisation: str
    issuer: str
    serial: str
    begins: datetime
    ends: datetime
    digest: str  # SHA-256 of the DER: what `verifying.Expected` is told


def about(der: bytes) -> About:
    certificate = x509.load_der_x509_certificate(der)
    return About(
        holder=_said(certificate.subject, NameOID.COMMON_NAME),
        organisation=_said(certificate.subject, NameOID.ORGANIZATION_NAME),
        issuer=_said(certificate.issuer, NameOID.COMMON_NAME),
        serial=f"{certificate.serial_number:X}",
        begins=certificate.not_valid_before_utc,
        ends=certificate.not_valid_after_utc,
        digest=certificate.fingerprint(SHA256()).hex(),
    )


def objection(der: bytes, when: datetime) -> str | None:
    """A sentence, or None where it may sign. Trust and revocation are judged of the signed file (`verifying`)."""
    facts, key = about(der), x509.load_der_x509_certificate(der).public_key()
    if when > facts.ends:
        return (
            f"Chứng thư số của {facts.holder} đã hết hạn ngày {facts.ends.astimezone(when.tzinfo):%d/%m/%Y}."
        )
    if when < facts.begins:
        return f"Chứng thư số của {facts.holder} có hiệu lực từ ngày {facts.begins.astimezone(when.tzinfo):%d/%m/%Y}."
    if isinstance(key, rsa.RSAPublicKey) and key.key_size >= SMALLEST_RSA:
        return None
    if isinstance(key, ec.EllipticCurvePublicKey):
        return None
    return (
        f"Chứng thư số của {facts.holder} dùng loại khóa mà cổng không nhận; cần RSA từ 2048 bit hoặc ECDSA."
    )


def _said(name: x509.Name, what: x509.ObjectIdentifier) -> str:
    found = name.get_attributes_for_oid(what)
    return str(found[0].value) if found else ""
