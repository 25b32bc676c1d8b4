"""Signing and checking a small plan: CPU milliseconds with P-256, and RSA beside pyHanko as it comes.

The authority is the tests' own: keys of one day, made here.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any

from asn1crypto import keys, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from benchmarks import measure
from cchc_portal.documents import paper
from cchc_portal.documents.signing import acts, deferred, geometry, stamps
from cchc_portal.documents.verifying import Trust
from cchc_portal.documents.verifying.examination import examine
from cchc_portal.documents.verifying.question import Question
from tests.documents.signing import authority, drawn
from tests.documents.signing.authority import Holder

# What pyHanko as it comes took for the same file with P-256 on the machine that the bounds were set on: signing with a picture, checking.
STOCK_SIGN_MS, STOCK_VERIFY_MS = 20, 6.2


@dataclass(frozen=True)
class Cost:
    """CPU milliseconds beside those of pyHanko as it comes, in the same process at the same time."""

    ours: float
    stock: float

    def on_reference(self, stock_there: float) -> float:
        """A machine that is slower, or has other work to do, counts more milliseconds for the same."""
        return self.ours * stock_there / self.stock


def small_plan(plan: dict[str, Any], rounds: int = 25) -> tuple[Cost, Cost, Cost]:
    """Signing with P-256, checking it, signing with RSA-2048."""
    made = paper.made(plan)
    signed = _ours(made, authority.person())
    return (
        _signing(made, authority.person(), rounds),
        _cost(_examined, _stock_verdict, signed, rounds),
        _signing(made, authority.person_rsa(), rounds),
    )


def _signing(made: Any, holder: Holder, rounds: int) -> Cost:
    return _cost(lambda made: _ours(made, holder), lambda made: _stock(made, holder), made, rounds)


def _cost(ours: measure.Work, stock: measure.Work, material: Any, rounds: int) -> Cost:
    ours(material)
    stock(material)
    _, mine, theirs = measure.cpu_ratio(ours, stock, material, rounds=rounds)
    return Cost(1000 * mine, 1000 * theirs)


def _examined(signed: bytes) -> object:
    now = datetime.now(UTC)
    trust = Trust((authority.root().der,), (), (authority.revocations(),))
    return examine(signed, Question(trust=trust, moment=now, now=now))


def _stock_verdict(signed: bytes) -> object:
    (signature,) = PdfFileReader(BytesIO(signed)).embedded_regular_signatures
    root = x509.Certificate.load(authority.root().der)
    return validate_pdf_signature(signature, ValidationContext(trust_roots=[root]))


def _ours(made: Any, holder: Holder) -> bytes:
    """Both steps, with the picture; the key is loaded already, as in a worker."""
    prepared = acts.prepare_person(
        made.content, made.places[0], drawn.signature(), holder.chain, datetime.now(UTC)
    )
    signer = holder.signer
    answer: Any = signer.poll(signer.start(prepared.digest))
    return deferred.finish(prepared, answer.signature).content


def _stock(made: Any, holder: Holder) -> bytes:
    """The same file by pyHanko's own signer and pyHanko's own estimate of the room to reserve."""
    where = geometry.signature_rect(made.places[0], drawn.signature().ratio)
    box: Any = (where.left, where.bottom, where.right, where.top)
    pdf = PdfSigner(
        PdfSignatureMetadata(field_name=acts.PERSON, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES),
        _stock_signer(holder),
        stamp_style=stamps.of_picture(drawn.signature()),
        new_field_spec=SigFieldSpec(acts.PERSON, on_page=made.places[0].page - 1, box=box),
    )
    return bytes(pdf.sign_pdf(IncrementalPdfFileWriter(BytesIO(made.content))).getvalue())


@cache
def _stock_signer(holder: Holder) -> SimpleSigner:
    chain = [x509.Certificate.load(der) for der in holder.chain]
    key = holder.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(chain[0], keys.PrivateKeyInfo.load(key), SimpleCertificateStore.from_certs(chain))
