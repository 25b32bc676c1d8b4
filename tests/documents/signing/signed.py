"""Papers signed by the tests' own people, made once."""

from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from io import BytesIO
from typing import Any

from asn1crypto import keys, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, async_sign_pdf
from pyhanko_certvalidator.registry import SimpleCertificateStore

from cchc_portal.documents import paper
from cchc_portal.documents.paper.parts import Place
from cchc_portal.documents.signing import acts, awaiting, deferred
from cchc_portal.documents.signing.answers import Signed, Signer
from cchc_portal.documents.signing.deferred import Prepared
from tests.documents import samples
from tests.documents.signing import authority, drawn
from tests.documents.signing.authority import Holder

VIETNAM = timezone(timedelta(hours=7))
SEAL_MM = 36.0


def now() -> datetime:
    return datetime.now(UTC).astimezone(VIETNAM)


@cache
def made() -> Any:
    return paper.made(samples.plan())


def answered(prepared: Prepared, signer: Signer) -> bytes:
    answer = signer.poll(signer.start(prepared.digest))
    assert isinstance(answer, Signed)
    return deferred.finish(prepared, answer.signature).content


def by_person(holder: Holder, when: datetime | None = None) -> bytes:
    return by_person_at(made().content, made().places[0], holder, when)


def by_person_at(
    content: bytes, place: Place, holder: Holder | None = None, when: datetime | None = None
) -> bytes:
    holder = holder or authority.person()
    prepared = acts.prepare_person(content, place, drawn.signature(), holder.chain, when or now())
    return answered(prepared, holder.signer)


def by_agency(content: bytes, holder: Holder | None = None, when: datetime | None = None) -> bytes:
    return by_agency_at(content, made().places[0], holder, when)


def by_agency_at(
    content: bytes, place: Place, holder: Holder | None = None, when: datetime | None = None
) -> bytes:
    holder = holder or authority.agency()
    prepared = acts.prepare_agency(content, place, drawn.seal(), SEAL_MM, holder.chain, when or now())
    return answered(prepared, holder.signer)


@cache
def person_only() -> bytes:
    return by_person(authority.person())


@cache
def issued() -> bytes:
    """Signed by the person, then by the agency."""
    return by_agency(person_only())


@cache
def appendix() -> bytes:
    holder = authority.agency()
    moment = datetime(2027, 1, 21, 10, 15, 30, tzinfo=VIETNAM)
    return answered(
        acts.prepare_appendix(made().content, "Số: 06/KH-KCNĐN", holder.chain, moment), holder.signer
    )


def third(content: bytes, holder: Holder) -> bytes:
    """One signature more than the document has signers."""
    bare = deferred.prepare(content, deferred.Field("them", "Chữ ký thêm"), holder.chain, now())
    return answered(bare, holder.signer)


def by_another_tool(content: bytes) -> bytes:
    """Adobe's kind of signature, with text drawn by the tool."""
    return _by_tool(
        content, authority.person(), "Signature1", "sha256", SigSeedSubFilter.ADOBE_PKCS7_DETACHED
    )


def with_sha1() -> bytes:
    """As a careless tool of long ago would sign: everything in order, but SHA-1."""
    return _by_tool(made().content, authority.person_rsa(), "nguoi-ky", "sha1", SigSeedSubFilter.PADES)


def _by_tool(content: bytes, holder: Holder, field: str, algorithm: str, kind: SigSeedSubFilter) -> bytes:
    key = holder.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    chain = [x509.Certificate.load(der) for der in holder.chain]
    signer = SimpleSigner(chain[0], keys.PrivateKeyInfo.load(key), SimpleCertificateStore.from_certs(chain))
    place = made().places[0]
    box: Any = (int(place.left), int(place.bottom), int(place.right), int(place.top))
    out = awaiting.run(
        async_sign_pdf(
            IncrementalPdfFileWriter(BytesIO(content)),
            PdfSignatureMetadata(field_name=field, md_algorithm=algorithm, subfilter=kind),
            signer=signer,
            new_field_spec=SigFieldSpec(field, on_page=place.page - 1, box=box),
            bytes_reserved=16384,
        )
    )
    return bytes(out.getvalue())
