"""The CMS around one signature: what is signed, whether the answer fits, and the container that goes into the PDF."""

import hashlib
from collections.abc import Sequence

from asn1crypto import cms, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import load_der_x509_certificate
from pyhanko.sign.signers.pdf_cms import ExternalSigner
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from .answers import SigningError

DIGEST = "sha256"
ROOM_FOR_ECDSA, ROOM_FOR_ATTRIBUTES, ROOM_FOR_TIMESTAMP = 160, 1024, 10 * 1024  # bytes


class WrongSignature(SigningError):
    """The answer is no signature of this document by this certificate."""


def signer_for(certificates: Sequence[bytes], signature: bytes = b"") -> ExternalSigner:
    """pyHanko's holder of a signature that somebody else has made."""
    chain = [x509.Certificate.load(der) for der in certificates]
    known = SimpleCertificateStore.from_certs(chain)
    return ExternalSigner(signing_cert=chain[0], cert_registry=known, signature_value=signature)


def room(certificates: Sequence[bytes], *, timestamped: bool) -> int:
    """Bytes of the PDF to reserve: each byte of the container takes two digits. Reading them is a fifth of a later check."""
    key = load_der_x509_certificate(certificates[0]).public_key()
    signature = key.key_size // 8 if isinstance(key, rsa.RSAPublicKey) else ROOM_FOR_ECDSA
    # The certificates; once more the signer's, whose issuer is named twice; attributes and frames.
    inside = sum(map(len, certificates)) + len(certificates[0]) + signature + ROOM_FOR_ATTRIBUTES
    return 2 * (inside + (ROOM_FOR_TIMESTAMP if timestamped else 0))


async def signed_attributes(signer: ExternalSigner, document_digest: bytes) -> bytes:
    """DER of what is signed: the document's digest and the signer's certificate (CAdES)."""
    attributes = await signer.signed_attrs(document_digest, DIGEST, use_pades=True)
    return bytes(attributes.dump())


def check(certificate: bytes, digest: bytes, signature: bytes) -> None:
    """A service that answers with the wrong key, or for another document, is found out before the file is touched."""
    key = load_der_x509_certificate(certificate).public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, digest, padding.PKCS1v15(), Prehashed(SHA256()))
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, digest, ec.ECDSA(Prehashed(SHA256())))
        else:
            raise WrongSignature("Chứng thư số dùng loại khóa mà cổng không nhận; cần RSA hoặc ECDSA.")
    except InvalidSignature as error:
        raise WrongSignature(
            "Chữ ký nhận được không khớp với văn bản và chứng thư số của người ký."
        ) from error


async def container(
    certificates: Sequence[bytes], attributes: bytes, signature: bytes, timestamper: TimeStamper | None
) -> cms.ContentInfo:
    digest = hashlib.sha256(attributes).digest()
    check(certificates[0], digest, signature)
    return await signer_for(certificates, signature).async_sign_prescribed_attributes(
        DIGEST, cms.CMSAttributes.load(attributes), timestamper=timestamper
    )
