"""The lists of goals and pitfalls say what is so: every test that they name exists, and the documents repeat them."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.journeys.goals import GOALS
from tests.journeys.pitfalls import PITFALLS

ROOT: Path = settings.BASE_DIR
PAGE = ROOT / "docs" / "muc-tieu.md"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \|(?: (.+?) \|)?$", re.MULTILINE)


def functions_of(module: str) -> set[str]:
    tree = ast.parse((ROOT / "tests" / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def missing(named: tuple[str, ...]) -> list[str]:
    return [name for name in named if name.rpartition(".")[2] not in functions_of(name.rpartition(".")[0])]


@pytest.mark.parametrize("number", GOALS)
def test_every_goal_is_shown_by_tests_of_its_number(number: int) -> None:
    goal = GOALS[number]
    assert missing(goal.tests) == []
    assert [name for name in goal.tests if f"test_goal_{number:02}_" in name] != []


@pytest.mark.parametrize("number", PITFALLS)
def test_every_pitfall_is_shown_by_tests(number: int) -> None:
    pitfall = PITFALLS[number]
    assert missing(pitfall.tests) == []
    assert bool(pitfall.tests) != bool(pitfall.without)


def test_the_lists_are_whole() -> None:
    assert [*GOALS] == [*range(1, 22), 23, 24, 26, 27]
    assert [*PITFALLS] == list(range(1, 23))


def shown_by(tests: tuple[str, ...]) -> str:
    return ", ".join(f"`{name.rpartition('.')[2]}`" for name in tests)


def test_the_documents_repeat_goals_and_pitfalls() -> None:
    goals, pitfalls = PAGE.read_text(encoding="utf-8").split("## Lỗi thường gặp", 1)
    assert ROW.findall(goals) == [
        (str(number), goal.name, goal.limit, shown_by(goal.tests)) for number, goal in GOALS.items()
    ]
    assert ROW.findall(pitfalls) == [
        (str(number), pitfall.name, shown_by(pitfall.tests) or pitfall.without, "")
        for number, pitfall in PITFALLS.items()
    ]
