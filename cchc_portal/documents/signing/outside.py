"""Signed elsewhere: the official takes the exact bytes, signs them with a token on their own PC, and brings the file back."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_portal.documents.verifying import Expected, Reason, SignatureVerdict, Trust, Verdict, verify
from cchc_portal.documents.verifying.sentences import reason

NEVER_FORGIVEN = {"unsigned", "unsigned-end", "no-roots"}  # though they may be true of what was given, too


def judge(given: bytes, brought: bytes, expected: Sequence[Expected] | None, trust: Trust) -> Verdict:
    """`brought` is accepted (`bottom_line`) where it is `given` byte for byte, and after it nothing but valid signatures by those expected.

    A signature covers whatever was slipped in before it was made, so the additions are compared with what was given, not only with
    what was signed first.
    """
    return verify(brought, issued_digest=None, expected=expected, trust_roots=trust, given=given)


def expecting(role: str, certificate: bytes | None) -> Expected:
    """`certificate`: DER of the one that is on record for this holder, where there is one."""
    return Expected(role, hashlib.sha256(certificate).hexdigest() if certificate else None)


@dataclass(frozen=True)
class Added:
    """The one signature that was added; `against` says why it is not accepted."""

    signature: SignatureVerdict | None
    against: tuple[str, ...]


def one_more(given: bytes, brought: bytes, wanted: Expected, trust: Trust) -> Added:
    """Accepted where `brought` is `given` byte for byte and after it exactly one valid signature, by the one that is wanted.

    What others had signed in it before, and with what, is none of our business.
    """
    before = verify(given, issued_digest=None, expected=None, trust_roots=trust)
    after = judge(given, brought, None, trust)
    known = {one.code for one in before.reasons} - NEVER_FORGIVEN
    against = [one for one in after.reasons if one.code not in known]
    added = after.signatures[len(before.signatures) :]
    if len(added) != 1:
        if not against:
            against.append(reason("one-more", found=len(added)))
        return Added(None, _sentences(against))
    (signature,) = added
    against += signature.reasons
    if wanted.certificate not in (None, signature.certificate):
        against.append(reason("other-signer", role=wanted.role))
    if not signature.bottom_line and not against:
        against.append(reason("trust"))
    return Added(signature, _sentences(against))


def _sentences(against: Sequence[Reason]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.sentence for one in against))
