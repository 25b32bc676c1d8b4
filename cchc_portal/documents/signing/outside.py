"""Signed elsewhere: the official takes the exact bytes, signs them with a token on their own PC, and brings the file back."""

import hashlib
from collections.abc import Sequence

from cchc_portal.documents.verifying import Expected, Trust, Verdict, verify


def judge(given: bytes, brought: bytes, expected: Sequence[Expected], trust: Trust) -> Verdict:
    """`brought` is accepted (`bottom_line`) where it is `given` byte for byte, and after it nothing but valid signatures by those expected.

    A signature covers whatever was slipped in before it was made, so the additions are compared with what was given, not only with
    what was signed first.
    """
    return verify(brought, issued_digest=None, expected=expected, trust_roots=trust, given=given)


def expecting(role: str, certificate: bytes | None) -> Expected:
    """`certificate`: DER of the one that is on record for this holder, where there is one."""
    return Expected(role, hashlib.sha256(certificate).hexdigest() if certificate else None)
