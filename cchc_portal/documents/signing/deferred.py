"""Signing in two steps that days may lie between: prepare the bytes and their digest, then put the answer in.

PAdES B-B (ETSI.CAdES.detached, SHA-256) as incremental updates: what was there stays byte for byte, PDF/A and all.
"""

import base64
import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import general
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import StaticStampStyle

from . import awaiting, envelope
from .answers import SigningError
from .geometry import Rect

LOG = logging.getLogger(__name__)


class NotPrepared(SigningError):
    """The file cannot take this signature."""


@dataclass(frozen=True)
class Field:
    """A signature field to be made: its name in the file, its page (from 1), and what it shows there; without `rect` it shows nothing."""

    name: str
    label: str  # what a screen reader says of it
    page: int = 1
    rect: Rect | None = None
    stamp: StaticStampStyle | None = None


@dataclass(frozen=True)
class Prepared:
    """A document with an empty place for one signature. `content` is kept as a file, the rest as JSON."""

    content: bytes
    document_digest: bytes
    reserved: tuple[int, int]
    attributes: bytes  # DER
    certificates: tuple[bytes, ...]  # DER, the signer's first
    timestamped: bool  # there is room for a timestamp

    @property
    def digest(self) -> bytes:
        """What the key signs (SHA-256)."""
        return hashlib.sha256(self.attributes).digest()

    def as_json(self) -> dict[str, Any]:
        return {
            "content_digest": hashlib.sha256(self.content).hexdigest(),
            "document_digest": self.document_digest.hex(),
            "reserved": list(self.reserved),
            "attributes": base64.b64encode(self.attributes).decode(),
            "certificates": [base64.b64encode(one).decode() for one in self.certificates],
            "timestamped": self.timestamped,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any], content: bytes) -> "Prepared":
        if hashlib.sha256(content).hexdigest() != data["content_digest"]:
            raise envelope.WrongSignature("Tệp chờ ký không còn đúng như khi được chuẩn bị.")
        start, end = data["reserved"]
        return cls(
            content=content,
            document_digest=bytes.fromhex(data["document_digest"]),
            reserved=(start, end),
            attributes=base64.b64decode(data["attributes"]),
            certificates=tuple(base64.b64decode(one) for one in data["certificates"]),
            timestamped=data["timestamped"],
        )


@dataclass(frozen=True)
class Finished:
    """A signed file; where a timestamp was wanted and its service failed, `timestamped` is false and the signature stands without."""

    content: bytes
    timestamped: bool


def prepare(
    content: bytes,
    field: Field,
    certificates: Sequence[bytes],
    when: datetime,
    *,
    timestamped: bool = False,
) -> Prepared:
    try:
        return awaiting.run(_prepare(content, field, tuple(certificates), when, timestamped))
    except (PdfError, general.SigningError, ValueError) as error:
        LOG.exception("prepare")
        raise NotPrepared(
            "Không chuẩn bị được văn bản để ký: tệp bị hỏng, đã khóa không cho ký thêm hoặc ô chữ ký này đã có chữ ký."
        ) from error


async def _prepare(
    content: bytes, field: Field, certificates: tuple[bytes, ...], when: datetime, timestamped: bool
) -> Prepared:
    signer = envelope.signer_for(certificates)
    session = _pdf_signer(field, signer).init_signing_session(IncrementalPdfFileWriter(BytesIO(content)))
    session.system_time = when
    waiting = session.prepare_tbs_document(
        validation_info=None, bytes_reserved=envelope.room(certificates, timestamped=timestamped)
    )
    output = BytesIO()
    digest, _ = waiting.digest_tbs_document(output=output)
    return Prepared(
        content=output.getvalue(),
        document_digest=digest.document_digest,
        reserved=(digest.reserved_region_start, digest.reserved_region_end),
        attributes=await envelope.signed_attributes(signer, digest.document_digest),
        certificates=certificates,
        timestamped=timestamped,
    )


def _pdf_signer(field: Field, signer: Any) -> PdfSigner:
    rect = field.rect
    spec = SigFieldSpec(
        field.name,
        on_page=field.page - 1,
        box=(rect.left, rect.bottom, rect.right, rect.top) if rect else None,  # type: ignore[arg-type]  # points have fractions
        readable_field_name=field.label,
    )
    metadata = PdfSignatureMetadata(
        field_name=field.name, md_algorithm=envelope.DIGEST, subfilter=SigSeedSubFilter.PADES
    )
    # Without a stamp the library would draw its own text in a letter that is not embedded.
    stamp = field.stamp or StaticStampStyle(border_width=0)
    return PdfSigner(metadata, signer, stamp_style=stamp, new_field_spec=spec)


def finish(prepared: Prepared, signature: bytes, timestamper: TimeStamper | None = None) -> Finished:
    """The signed file. The same answer twice gives the same bytes, unless a timestamp stands in them."""
    return awaiting.run(_finish(prepared, signature, timestamper))


async def _finish(prepared: Prepared, signature: bytes, timestamper: TimeStamper | None) -> Finished:
    parts = (prepared.certificates, prepared.attributes, signature)
    if timestamper is not None and prepared.timestamped:
        try:
            return Finished(_filled(prepared, await envelope.container(*parts, timestamper)), True)
        except envelope.WrongSignature:
            raise
        except Exception:  # whatever the service did, the signature is good without it
            LOG.exception("timestamp")
    return Finished(_filled(prepared, await envelope.container(*parts, None)), False)


def _filled(prepared: Prepared, container: Any) -> bytes:
    output = BytesIO(prepared.content)
    start, end = prepared.reserved
    PreparedByteRangeDigest(prepared.document_digest, start, end).fill_with_cms(output, container)
    return output.getvalue()
