"""A certificate authority of the tests' own: who signs, and everyone whose signature must not count."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PublicFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import ExtendedKeyUsageOID as Purpose
from cryptography.x509.oid import NameOID

from cchc_portal.documents.signing.software_key import PrivateKey, SoftwareKey

NOW = datetime.now(UTC).replace(microsecond=0)
YEAR = timedelta(days=365)
PERSON, AGENCY = "Giám đốc Sở Nội vụ", "Sở Nội vụ thành phố Đồng Nai"
PASSWORD = "mat-khau-thu"


@dataclass(frozen=True)
class Holder:
    key: PrivateKey
    certificate: x509.Certificate
    above: tuple[x509.Certificate, ...] = ()

    @property
    def chain(self) -> tuple[bytes, ...]:
        return tuple(one.public_bytes(Encoding.DER) for one in (self.certificate, *self.above))

    @property
    def der(self) -> bytes:
        return self.chain[0]

    @property
    def signer(self) -> SoftwareKey:
        return SoftwareKey(self.key, self.chain)

    def bundle(self, path: Path) -> Path:
        """The holder as a PKCS#12 file."""
        data = serialize_key_and_certificates(
            b"khoa", self.key, self.certificate, list(self.above), BestAvailableEncryption(PASSWORD.encode())
        )
        path.write_bytes(data)
        return path


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, AGENCY),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def certify(
    common: str,
    key: PrivateKey,
    issuer: "Holder | None",
    *,
    authority: bool = False,
    begins: datetime = NOW - YEAR,
    ends: datetime = NOW + YEAR,
    purposes: tuple[x509.ObjectIdentifier, ...] = (),
    serial: int | None = None,
    critical_purposes: bool = False,
) -> x509.Certificate:
    signing = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(common))
        .issuer_name(issuer.certificate.subject if issuer else _name(common))
        .public_key(key.public_key())
        .serial_number(serial or x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(authority, None), critical=True)
        .add_extension(_usage(authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False
        )
    )
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=critical_purposes)
    return builder.sign(signing, hashes.SHA256())


def _usage(authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


@cache
def p256(_whose: str) -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@cache
def rsa2048(_whose: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@cache
def root() -> Holder:
    key = p256("root")
    return Holder(
        key,
        certify(
            "CA thử nghiệm của cổng", key, None, authority=True, begins=NOW - 10 * YEAR, ends=NOW + 10 * YEAR
        ),
    )


def _issued(common: str, key: PrivateKey, **options: object) -> Holder:
    return Holder(key, certify(common, key, root(), **options), (root().certificate,))  # type: ignore[arg-type]


@cache
def person() -> Holder:
    return _issued(PERSON, p256("person"), purposes=(Purpose.EMAIL_PROTECTION, Purpose.CLIENT_AUTH))


@cache
def person_rsa() -> Holder:
    return _issued(PERSON, rsa2048("person"))


@cache
def agency() -> Holder:
    return _issued(AGENCY, p256("agency"))


@cache
def expired() -> Holder:
    return _issued(PERSON, p256("expired"), begins=NOW - 3 * YEAR, ends=NOW - YEAR)


@cache
def not_yet() -> Holder:
    return _issued(PERSON, p256("not yet"), begins=NOW + YEAR, ends=NOW + 2 * YEAR)


@cache
def revoked() -> Holder:
    return _issued(PERSON, p256("revoked"))


@cache
def wrong_purpose() -> Holder:
    return _issued(PERSON, p256("server"), purposes=(Purpose.SERVER_AUTH,), critical_purposes=True)


@cache
def unknown() -> Holder:
    """Of another authority."""
    key = p256("other root")
    other = Holder(key, certify("CA lạ", key, None, authority=True))
    own = p256("unknown")
    return Holder(own, certify(PERSON, own, other), (other.certificate,))


@cache
def twin() -> Holder:
    """Says of itself what the real one's authority says of it: same name, same number."""
    key = p256("twin")
    return Holder(key, certify(PERSON, key, None, serial=person().certificate.serial_number))


@cache
def timestamping() -> Holder:
    return _issued(
        "Dịch vụ dấu thời gian thử nghiệm",
        rsa2048("tsa"),
        purposes=(Purpose.TIME_STAMPING,),
        critical_purposes=True,
    )


@cache
def revocations() -> bytes:
    """The authority's list (CRL), as of now."""
    entry = (
        x509.RevokedCertificateBuilder()
        .serial_number(revoked().certificate.serial_number)
        .revocation_date(NOW - timedelta(days=30))
        .build()
    )
    listed = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root().certificate.subject)
        .last_update(NOW - timedelta(days=1))
        .next_update(NOW + timedelta(days=30))
        .add_revoked_certificate(entry)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root().key.public_key()), critical=False
        )
        .add_extension(x509.CRLNumber(1), critical=False)
        .sign(root().key, hashes.SHA256())
    )
    return listed.public_bytes(Encoding.DER)


def public_key_der(holder: Holder) -> bytes:
    return holder.certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@cache
def expired_agency() -> Holder:
    return _issued(AGENCY, p256("expired agency"), begins=NOW - 3 * YEAR, ends=NOW - YEAR)


def pem(holder: Holder) -> bytes:
    return holder.certificate.public_bytes(Encoding.PEM)


@cache
def person_rsa4096() -> Holder:
    return _issued(PERSON, rsa.generate_private_key(65537, 4096))
