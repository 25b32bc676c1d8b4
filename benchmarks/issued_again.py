"""A plan of 600 rows that is issued again with another number, date, signer and opening; its appendix says what it said before."""

from typing import Any

from benchmarks import measure, naive, plans
from cchc_portal.documents import paper
from cchc_portal.documents.kept_appendices import KeptAppendices

ROWS = 600
PROVINCE = 1


def _again(plan: dict[str, Any]) -> bytes:
    return paper.counted_pdf(plan, shelf=KeptAppendices(PROVINCE))[0]


def ratio() -> tuple[float, float, float]:
    """(our CPU over the naive CPU, our seconds, the naive seconds)."""
    plan = plans.with_rows(ROWS)
    signer = plan["signatures"][0]
    _again(
        {
            **plan,
            "number": "90",
            "issued_on": "2020-01-20",
            "opening": "",
            "signatures": [{**signer, "name": "Người ký"}],
        }
    )
    return measure.cpu_ratio(_again, naive.pdf, plan, rounds=3)
