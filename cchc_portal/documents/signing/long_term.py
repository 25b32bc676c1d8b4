"""What keeps a signed file checkable for years: its chains and revocation lists inside, and a timestamp over the whole (PAdES B-LTA).

Best effort, after the last signature, and by itself: where it fails, the signed file stands as it was and is tried again later.
"""

from io import BytesIO
from typing import Any

from asn1crypto import crl, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator import CertificateValidator, ValidationContext

from cchc_portal.documents.verifying.trust import Trust

from . import awaiting
from .answers import SigningError
from .envelope import DIGEST

FIELD = "dau-thoi-gian"


class NotExtended(SigningError):
    """Nothing could be added; the signed file is as good as before."""


def extended(content: bytes, trust: Trust, timestamper: TimeStamper | None) -> bytes:
    """`content`, and after it what later checks need. A new file with a hash of its own, which begins with the old one."""
    try:
        return awaiting.run(_extended(content, trust, timestamper))
    except Exception as error:  # services and certificates fail in many ways; none may cost a signature
        raise NotExtended("Chưa thêm được dữ liệu kiểm tra lâu dài; cổng sẽ thử lại.") from error


async def _extended(content: bytes, trust: Trust, timestamper: TimeStamper | None) -> bytes:
    context, paths = _context(trust), []
    for signature in PdfFileReader(BytesIO(content)).embedded_regular_signatures:
        others = signature.other_embedded_certs
        checker = CertificateValidator(signature.signer_cert, others, validation_context=context)
        paths.append(await checker.async_validate_usage(set()))
    if timestamper is not None:
        paths += [path async for path in timestamper.validation_paths(context)]
    output = BytesIO(content)
    writer = IncrementalPdfFileWriter(output)
    DocumentSecurityStore.supply_dss_in_writer(
        writer, None, paths=paths, crls=_lists(trust), embed_roots=True
    )
    if timestamper is None:
        writer.write_in_place()
    else:
        stamper = PdfTimeStamper(timestamper, field_name=FIELD)
        # Without a context it writes nothing behind the timestamp: nothing may stand there that nobody has signed.
        await stamper.async_timestamp_pdf(writer, DIGEST, None, in_place=True)
    return output.getvalue()


def _context(trust: Trust) -> ValidationContext:
    return ValidationContext(
        trust_roots=[x509.Certificate.load(der) for der in trust.roots],
        other_certs=[x509.Certificate.load(der) for der in trust.between],
        crls=list(trust.revocations),
    )


def _lists(trust: Trust) -> list[Any]:
    return [crl.CertificateList.load(der) for der in trust.revocations]
