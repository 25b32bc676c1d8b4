"""The signed sheets that copies are taken of, for tests: three pages as a scanner has brought them."""

from functools import cache

from cchc_portal.agencies.models import Membership
from cchc_portal.documents import paper
from cchc_portal.documents.models import Paper, SignedScan
from tests.documents import samples, signing_rows


@cache
def sheets() -> bytes:
    """With their words, so that what was copied can be read."""
    return paper.pdf(samples.plan(appendices=[]))


def keep(of: Paper | None, clerk: Membership) -> SignedScan:
    assert of is not None
    return signing_rows.a_scan(of, clerk, sheets())
