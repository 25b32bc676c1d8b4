"""Signing and checking a small plan: CPU milliseconds with P-256, and RSA beside pyHanko as it comes.

The authority is the tests' own: keys of one day, made here.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from statistics import median
from typing import Any

from asn1crypto import keys, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from benchmarks import measure
from cchc_portal.documents import paper
from cchc_portal.documents.signing import acts, deferred, geometry, stamps
from cchc_portal.documents.verifying import Trust
from cchc_portal.documents.verifying.examination import examine
from cchc_portal.documents.verifying.question import Question
from tests.documents.signing import authority, drawn
from tests.documents.signing.authority import Holder

STOCK_RSA_MS = 79  # pyHanko's own signing with RSA-2048 on the machine that the bounds were set on


@dataclass(frozen=True)
class Cost:
    """CPU milliseconds, and how much slower this machine is just now than the one that the bounds were set on."""

    sign_ms: float
    verify_ms: float
    rsa_ratio: float
    rsa_ms: float
    stock_ms: float

    @property
    def slowness(self) -> float:
        return self.stock_ms / STOCK_RSA_MS


def cost(plan: dict[str, Any], rounds: int = 25) -> Cost:
    made = paper.made(plan)
    person, person_rsa = authority.person(), authority.person_rsa()
    signed = _ours(made, person)
    trust, now = Trust((authority.root().der,), (), (authority.revocations(),)), datetime.now(UTC)
    question = Question(trust=trust, moment=now, now=now)
    ratio, ours, stock = measure.cpu_ratio(
        lambda made: _ours(made, person_rsa), lambda made: _stock(made, person_rsa), made, rounds=rounds
    )
    return Cost(
        sign_ms=_milliseconds(lambda: _ours(made, person), rounds),
        verify_ms=_milliseconds(lambda: examine(signed, question), rounds),
        rsa_ratio=ratio,
        rsa_ms=1000 * ours,
        stock_ms=1000 * stock,
    )


def _milliseconds(work: Callable[[], object], rounds: int) -> float:
    work()
    times = []
    for _ in range(rounds):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return 1000 * median(times)


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
