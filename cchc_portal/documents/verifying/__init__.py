"""Is this the document that was issued, and who signed it? First the hash of the whole file, then its signatures, in a child process
(Nghị định 30/2020/NĐ-CP, Điều 5; docs/adr/0009)."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from . import isolation, sniffing
from .question import Question
from .sentences import reason
from .trust import Trust
from .verdict import Expected, Reason, SignatureVerdict, Verdict

__all__ = ["Expected", "Reason", "SignatureVerdict", "Trust", "Verdict", "verify"]


def verify(
    content: bytes,
    *,
    issued_digest: str | None,
    expected: Sequence[Expected] | None,
    trust_roots: Trust,
    issued_at: datetime | None = None,
    given: bytes | None = None,
) -> Verdict:
    """The only judge of signed files.

    `issued_digest`: SHA-256 of what was issued, where there is such a record. `expected`: who must have signed, in order. `issued_at`: when
    the portal itself recorded these very bytes; their certificates are then judged as of that day, so that a document does not lose its
    signers when a certificate runs out. `given`: what was handed out to be signed elsewhere; the file must be it, plus signatures alone.
    """
    digest = hashlib.sha256(content).hexdigest()
    as_issued = None if issued_digest is None else digest == issued_digest
    reasons = [reason("not-as-issued")] if as_issued is False else []
    objection = sniffing.objection(content)
    if given is not None and not content.startswith(given):
        reasons.append(reason("not-as-given"))
        given = None
    if objection:
        answer: dict[str, Any] = {"pages": None, "signatures": [], "reasons": [asdict(reason(objection))]}
    else:
        now = datetime.now(UTC)
        question = Question(
            trust=trust_roots,
            moment=issued_at if issued_at and as_issued else now,
            now=now,
            expected=None if expected is None else tuple(expected),
            given=None if given is None else len(given),
            as_issued=bool(as_issued),
        )
        answer = isolation.examined(content, question)
    facts = {"digest": digest, "size": len(content), "as_issued": as_issued, "bottom_line": False}
    answer["reasons"] = [asdict(one) for one in reasons] + answer["reasons"]
    return _concluded(Verdict.from_json({**answer, **facts}))


def _concluded(verdict: Verdict) -> Verdict:
    """Good only where nothing at all speaks against it and somebody has signed."""
    signed = bool(verdict.signatures) and all(one.bottom_line for one in verdict.signatures)
    return replace(verdict, bottom_line=signed and not verdict.codes)
