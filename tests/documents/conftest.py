"""Every paper of the matrix, once for each rule; papers as jobs, with an engine and a queue that only write down."""

from typing import Any

import pytest

from cchc_portal.agencies.models import Province
from cchc_portal.documents import rendering, tasks
from tests.documents.matrix import EVERY, rules_of, sheet_of
from tests.documents.measured import Sheet
from tests.documents.papers import PDF
from tests.world import a_province

Case = tuple[dict[str, Any], str, Sheet]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("make, rule_choice", EVERY)


@pytest.fixture
def case(make: Any, rule_choice: str | None) -> Case:
    """A snapshot, the rule set it is printed by, and its measured paper."""
    return make(), rules_of(make, rule_choice), sheet_of(make, rule_choice)


@pytest.fixture
def files(tmp_path: Any, settings: Any) -> None:
    settings.FILES_DIR = tmp_path


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """(paper, queue) of every message."""
    messages: list[tuple[int, str]] = []
    monkeypatch.setattr(
        tasks.render_paper,
        "apply_async",
        lambda ids, queue, **_: messages.append((ids[0], queue)),
        raising=True,
    )
    return messages


@pytest.fixture
def renders(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Every call of the engine."""
    calls: list[dict[str, Any]] = []

    def pdf(content: dict[str, Any], *, marks: frozenset[str], **_: Any) -> tuple[bytes, int]:
        calls.append({"subject": content["subject"], "marks": set(marks)})
        return PDF, 1

    monkeypatch.setattr(rendering.engine, "counted_pdf", pdf)
    return calls


@pytest.fixture
def province(db: None) -> Province:
    return a_province()
