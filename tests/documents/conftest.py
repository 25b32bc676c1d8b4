"""Every paper of the matrix, once for each rule."""

from typing import Any

import pytest

from tests.documents.matrix import EVERY, rules_of, sheet_of
from tests.documents.measured import Sheet

Case = tuple[dict[str, Any], str, Sheet]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("make, rule_choice", EVERY)


@pytest.fixture
def case(make: Any, rule_choice: str | None) -> Case:
    """A snapshot, the rule set it is printed by, and its measured paper."""
    return make(), rules_of(make, rule_choice), sheet_of(make, rule_choice)
