"""One signature of a PDF: what pyHanko says of it, with its difference analysis on, and what pyHanko does not ask."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import cms, x509
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from . import revocation
from .additions import HARMLESS
from .question import Question
from .sentences import reason
from .verdict import Reason, SignatureVerdict

# Personal and agency certificates of Vietnamese authorities carry these, or no purpose at all.
PURPOSES = {
    "email_protection",
    "client_auth",
    "microsoft_document_signing",
    "adobe_authentic_documents_trust",
    "1.3.6.1.5.5.7.3.36",  # document signing (RFC 9336)
    "any_extended_key_usage",
}
USAGE = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})
CLOCK = timedelta(minutes=5)
WHOLE = {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}
INDICATIONS = {
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: "unknown-authority",
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: "purpose",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: "weak",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: "weak",
    AdESIndeterminate.REVOKED_NO_POE: "revoked",
    AdESIndeterminate.REVOKED_CA_NO_POE: "revoked",
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: "expired",
}


async def judge(
    signature: EmbeddedPdfSignature, context: ValidationContext, question: Question
) -> SignatureVerdict:
    status = await async_validate_pdf_signature(
        signature, signer_validation_context=context, key_usage_settings=USAGE
    )
    reasons = tuple(dict.fromkeys(_reasons(signature, status, question)))
    coverage, level = status.coverage, status.modification_level
    return SignatureVerdict(
        field=signature.fq_name,
        role="",
        bottom_line=bool(status.bottom_line) and not reasons,
        intact=bool(status.intact and status.valid),
        trusted=bool(status.trusted),
        coverage=coverage.name if coverage else "UNCLEAR",
        changes=level.name if level else "OTHER",
        signed_at=_text(_moment(status)),
        timestamped=status.timestamp_validity is not None,
        chain=_chain(status),
        reasons=reasons,
        **_whose(status.signing_cert),
    )


def _reasons(
    signature: EmbeddedPdfSignature, status: PdfSignatureStatus, question: Question
) -> Iterator[Reason]:
    yield from _about_bytes(status)
    yield from _about_trust(status, question)
    if not _timestamp_holds(status):
        yield reason("timestamp")
    yield from _about_time(status, question)
    if _hides_data(signature):
        yield reason("hidden-data")


def _about_bytes(status: PdfSignatureStatus) -> Iterator[Reason]:
    if not status.intact:
        yield reason("changed")
    elif not status.valid:
        yield reason("forged")
    if status.coverage not in WHOLE:
        yield reason("coverage")
    elif (
        status.modification_level is None
        or status.modification_level.name not in HARMLESS
        or status.docmdp_ok is False
    ):
        yield reason("changed-after")


def _about_trust(status: PdfSignatureStatus, question: Question) -> Iterator[Reason]:
    if status.intact and status.valid and not status.trusted:
        yield reason(_indication(status))
    if status.trusted and revocation.revoked(status.validation_path, question.trust, question.moment):
        yield reason("revoked")
    if not _serves_documents(status.signing_cert):
        yield reason("purpose")


def _indication(status: PdfSignatureStatus) -> str:
    indication = status.trust_problem_indic
    found = INDICATIONS.get(indication, "trust") if isinstance(indication, AdESIndeterminate) else "trust"
    if status.signing_cert.self_issued:
        return "unknown-authority"
    begins = status.signing_cert.not_valid_before
    if status.validation_time is not None and begins > status.validation_time:
        return "not-yet"
    return found


def _serves_documents(certificate: x509.Certificate) -> bool:
    """Asked here: pyHanko would demand a purpose of certificates that name none."""
    purposes = certificate.extended_key_usage_value
    return purposes is None or not PURPOSES.isdisjoint(purposes.native)


def _timestamp_holds(status: PdfSignatureStatus) -> bool:
    stamps = (status.timestamp_validity, status.content_timestamp_validity)
    return all(stamp.valid and stamp.intact and stamp.trusted for stamp in stamps if stamp is not None)


def _about_time(status: PdfSignatureStatus, question: Question) -> Iterator[Reason]:
    moment, certificate = _moment(status), status.signing_cert
    if moment is None:
        return
    if moment > question.now + CLOCK:
        yield reason("future")
    if status.trusted and not certificate.not_valid_before <= moment <= certificate.not_valid_after:
        yield reason("outside-certificate")


def _hides_data(signature: EmbeddedPdfSignature) -> bool:
    """After the container the reserved room holds zeros, nothing else."""
    contents = signature.pkcs7_content
    length = len(cms.ContentInfo.load(contents).dump())
    return any(contents[length:])


def _moment(status: PdfSignatureStatus) -> datetime | None:
    stamp = status.timestamp_validity
    return stamp.timestamp if stamp is not None else status.signer_reported_dt


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _chain(status: PdfSignatureStatus) -> tuple[str, ...]:
    if status.validation_path is None or not status.trusted:
        return ()
    return tuple(_common(one.subject) for one in status.validation_path.iter_certs(include_root=True))


def _whose(certificate: x509.Certificate) -> dict[str, Any]:
    return {
        "signer": _common(certificate.subject),
        "organisation": str(certificate.subject.native.get("organization_name", "")),
        "issuer": _common(certificate.issuer),
        "serial": f"{certificate.serial_number:X}",
        "certificate": certificate.sha256.hex(),
        "valid_from": certificate.not_valid_before.isoformat(),
        "valid_to": certificate.not_valid_after.isoformat(),
    }


def _common(name: x509.Name) -> str:
    return str(name.native.get("common_name") or name.human_friendly)
