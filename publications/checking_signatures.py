"""What the public page tells of each signature on a file: never "valid" alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from cchc_portal.documents.verifying import SignatureVerdict
from cchc_portal.vietnam import dates


def _written(moment: str) -> str:
    """ "14:07 ngày 22/11/2026", in Vietnam's time; as it is where it is no moment."""
    try:
        local = timezone.localtime(datetime.fromisoformat(moment))
    except ValueError:
        return moment
    return f"{local:%H:%M} ngày {dates.short_date(local)}"


def signed_words(signatures: Sequence[SignatureVerdict]) -> list[dict[str, Any]]:
    return [
        {
            "who": one.signer or "Không đọc được tên người ký",
            "organisation": one.organisation,
            "when": _written(one.signed_at),
            "timestamped": one.timestamped,
            "good": one.bottom_line,
            "coverage": one.coverage_sentence,
            "changes": one.changes_sentence,
            "chain": " → ".join(one.chain),
            "reasons": [reason.sentence for reason in one.reasons],
        }
        for one in signatures
    ]
