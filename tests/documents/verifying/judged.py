"""How the tests ask: the tests' own authority is trusted, the person and the agency are expected."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from cchc_portal.documents.verifying import Expected, Trust, Verdict, verify
from cchc_portal.documents.verifying.examination import examine
from cchc_portal.documents.verifying.question import Question
from tests.documents.signing import authority, signed


def trust() -> Trust:
    return Trust((authority.root().der,), (), (authority.revocations(),))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def expected() -> tuple[Expected, Expected]:
    return (
        Expected("người ký văn bản", _hash(authority.person().der)),
        Expected("cơ quan ban hành", _hash(authority.agency().der)),
    )


def judge(content: bytes, *, gate: bool = False, **options: Any) -> Verdict:
    """`gate`: the portal has a record of what it issued."""
    digest = _hash(signed.issued()) if gate else None
    facts: dict[str, Any] = {"expected": expected(), "trust_roots": trust(), **options}
    return verify(content, issued_digest=digest, **facts)


def codes_here(content: bytes, **options: Any) -> set[str]:
    """The examination alone, in this process: for hundreds of files. Signatures without an objection count as good."""
    now = datetime.now(UTC)
    facts: dict[str, Any] = {"expected": expected(), "moment": now, **options}
    with ThreadPoolExecutor(1) as thread:  # the browser of another test may hold this one's event loop
        found = thread.submit(examine, content, Question(trust=trust(), now=now, **facts)).result()
    inside = (reason for one in found.signatures for reason in one.reasons)
    return {reason.code for reason in (*found.reasons, *inside)}
