"""The reading of an untrusted PDF, for the child process alone: any exception means "not recognised", never a guess."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, async_validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

from .additions import HARMLESS, only_signed
from .one_signature import judge
from .question import Question
from .sentences import reason
from .verdict import Reason, SignatureVerdict

KINDS = {"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"}
TIMESTAMP = "/DocTimeStamp"
ENTIRE = "ENTIRE_FILE"


class Examined:
    """Pages, signatures in order, and what is wrong with the file as a whole."""

    def __init__(self) -> None:
        self.pages: int | None = None
        self.signatures: list[SignatureVerdict] = []
        self.reasons: list[Reason] = []


def examine(content: bytes, question: Question) -> Examined:
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    found = Examined()
    reader = _opened(content, found)
    if reader is not None:
        asyncio.run(_examine(reader, content, question, found))
    return found


def _opened(content: bytes, found: Examined) -> PdfFileReader | None:
    try:
        reader = _read(content)
        if reader.encrypted:
            found.reasons.append(reason("encrypted"))
            return None
        found.pages = int(reader.root["/Pages"]["/Count"])
    except MemoryError:
        raise
    except Exception:  # a hostile file may raise anything at all
        found.reasons.append(reason("damaged"))
        return None
    return reader


def _read(content: bytes) -> PdfFileReader:
    """Scanners' programs take small liberties with the form; nothing that is signed is judged by so lenient a reading."""
    try:
        return PdfFileReader(BytesIO(content))
    except PdfStrictReadError:
        reader = PdfFileReader(BytesIO(content), strict=False)
        if any(enumerate_sig_fields(reader, filled_status=True)):
            raise
        return reader


async def _examine(reader: PdfFileReader, content: bytes, question: Question, found: Examined) -> None:
    if not question.trust.roots:
        found.reasons.append(reason("no-roots"))
    try:
        fields = _in_order(reader)
    except MemoryError:
        raise
    except Exception:  # see _opened
        found.reasons.append(reason("damaged"))
        return
    ends = False  # whether something that is signed reaches the end of the file
    for name, value, field in fields:
        if value.get("/Type") == TIMESTAMP:
            ends = await _document_timestamp(reader, name, field, question, found)
            continue
        verdict = await _one(reader, name, value, field, question)
        found.signatures.append(verdict)
        ends = verdict.coverage == ENTIRE
    found.signatures[:] = _with_roles(found.signatures, question)
    found.reasons += _about_file(reader, content, question, found.signatures, ends)


def _in_order(reader: PdfFileReader) -> list[tuple[str, Any, Any]]:
    """Every filled signature field, whatever its kind says of itself: a library that skips one would lose a signer."""
    fields = []
    for name, value, field in enumerate_sig_fields(reader, filled_status=True):
        where = field.get_object().raw_get("/V")
        revision = reader.xrefs.get_last_change(where.reference)
        fields.append((revision, name, value.get_object(), field))
    return [(name, value, field) for _, name, value, field in sorted(fields, key=lambda one: one[0])]


async def _one(
    reader: PdfFileReader, name: str, value: Any, field: Any, question: Question
) -> SignatureVerdict:
    if value.get("/SubFilter") not in KINDS or value.get("/Type") != "/Sig":
        return _refused(name, "kind")
    try:
        signature = EmbeddedPdfSignature(reader, field, name)
        return await judge(signature, _context(reader, question), question)
    except MemoryError:
        raise
    except Exception:  # see _opened
        return _refused(name, "broken")


def _refused(name: str, code: str) -> SignatureVerdict:
    return SignatureVerdict(
        field=str(name),
        role="",
        bottom_line=False,
        intact=False,
        trusted=False,
        coverage="UNCLEAR",
        changes="OTHER",
        reasons=(reason(code),),
    )


async def _document_timestamp(
    reader: PdfFileReader, name: str, field: Any, question: Question, found: Examined
) -> bool:
    """Whether a timestamp over the whole document reaches the end of the file."""
    try:
        signature = EmbeddedPdfSignature(reader, field, name)
        status = await async_validate_pdf_timestamp(signature, _context(reader, question))
        level = status.modification_level
        holds = status.intact and status.valid and status.trusted
        if holds and level is not None and level.name in HARMLESS:
            return status.coverage is not None and status.coverage.name == ENTIRE
    except MemoryError:
        raise
    except Exception:  # noqa: S110 - see _opened; said below
        pass
    found.reasons.append(reason("timestamp"))
    return False


def _context(reader: PdfFileReader, question: Question) -> ValidationContext:
    """A new one for each signature: it remembers what it has seen."""
    trust = question.trust
    facts: dict[str, Any] = {
        "trust_roots": [x509.Certificate.load(der) for der in trust.roots],
        "other_certs": [x509.Certificate.load(der) for der in trust.between],
        "moment": question.moment,
        "best_signature_time": question.moment,
        "allow_fetching": False,
        "retroactive_revinfo": True,
    }
    if "/DSS" not in reader.root:
        return ValidationContext(**facts)
    return DocumentSecurityStore.read_dss(reader).as_validation_context(facts)


def _with_roles(signatures: Sequence[SignatureVerdict], question: Question) -> Iterator[SignatureVerdict]:
    """Each signature beside the one that was expected in its place."""
    expected = question.expected or ()
    known = {one.certificate for one in expected if one.certificate}
    for index, signature in enumerate(signatures):
        if index >= len(expected):
            yield signature
            continue
        wanted = expected[index]
        if wanted.certificate in (None, signature.certificate):
            yield replace(signature, role=wanted.role)
            continue
        code = "order" if signature.certificate in known else "other-signer"
        wrong = reason(code, role=wanted.role)
        yield replace(signature, role=wanted.role, bottom_line=False, reasons=(*signature.reasons, wrong))


def _about_file(
    reader: PdfFileReader,
    content: bytes,
    question: Question,
    signatures: Sequence[SignatureVerdict],
    ends: bool,
) -> Iterator[Reason]:
    expected = question.expected
    if not signatures:
        yield reason("unsigned")
    elif expected is not None and len(expected) != len(signatures):
        yield reason("count", wanted=len(expected), found=len(signatures))
    if signatures and not ends and not question.as_issued:
        yield reason("unsigned-end")
    if question.given is not None and signatures and not _only_signed(reader, content, question.given):
        yield reason("changed-before")


def _only_signed(reader: PdfFileReader, content: bytes, given: int) -> bool:
    """A signature covers what was slipped in with it: what was given out is compared with all that came after."""
    try:
        return only_signed(reader, content, given)
    except MemoryError:
        raise
    except Exception:  # see _opened
        return False
