"""The papers that every rule of the form is measured on: own samples, and the two full plans where they lie beside the project."""

from typing import Any

import pytest

from tests.documents import samples
from tests.documents.measured import PLANS, Sheet, printed, shared_plan


def plan_001() -> dict[str, Any]:
    return shared_plan("001-dong-nai-2020.yaml")


def plan_004() -> dict[str, Any]:
    return shared_plan("004-tien-giang-2020.yaml")


OWN = [samples.plan, samples.draft, samples.of_2019, samples.of_a_committee, samples.joint, samples.with_appendices,
       samples.decision_attached, samples.decision_inline]  # fmt: skip
BESIDE = pytest.mark.skipif(not PLANS.is_dir(), reason="các kế hoạch mẫu không nằm cạnh dự án")
EVERY = [
    *(pytest.param(make, None, id=make.__name__) for make in OWN),
    *(
        pytest.param(make, rules, id=f"{make.__name__}-{rules}", marks=BESIDE)
        for make in (plan_001, plan_004)
        for rules in ("TT01_2011", "ND30_2020")
    ),
]


def sheet_of(make: Any, rules: str | None) -> Sheet:
    return printed(make, rules=rules) if rules else printed(make)


def rules_of(make: Any, rules: str | None) -> str:
    return rules or make()["rules"]
