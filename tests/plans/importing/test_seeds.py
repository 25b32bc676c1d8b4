"""Texts of real offices beside this repository: the two whole plans through Word and back, and every text with no word lost.

They are not part of it; without them these tests are skipped.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pytest
from django.conf import settings

from cchc_portal.documents import paper, snapshots
from plans.importing import building, choices, opening
from plans.importing.choices import Choices
from plans.importing.pieces import NOT_TAKEN, Recognised, Role
from tests.plans.importing import files

SHARED = Path(settings.BASE_DIR).parent / "shared"
PLANS = sorted((SHARED / "plans").glob("*.yaml"))
TEXTS = sorted((SHARED / "seeds").glob("*.txt"))
needs_shared = pytest.mark.skipif(not PLANS or not TEXTS, reason="no ../shared")
PARTS = ("bases", "opening", "sections", "closing", "appendices", "signatures", "recipients", "archive")


def recognised(content: bytes) -> Recognised:
    return choices.apply(opening.read(content, "ke-hoach.docx"), Choices())


@needs_shared
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_whole_plan_comes_back_from_word_as_it_went(path: Path) -> None:
    """All of its sections, all of its rows."""
    plan = snapshots.read(path.read_text(), name=path.name)
    found = recognised(paper.docx(plan))
    parts = building.build(found, (plan["agency"]["name"],)).parts()
    back = snapshots.assemble({**plan, **parts})
    assert {key: back[key] for key in PARTS} == {key: plan[key] for key in PARTS}
    assert found.subject == plan["subject"]


def words(text: str) -> Counter[str]:
    """Without the numbers and signs that the portal writes itself."""
    return Counter(
        word for word in "".join(c if c.isalpha() else " " for c in text).lower().split() if len(word) > 1
    )


def texts(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(map(texts, value.values()))
    return " ".join(map(texts, value)) if isinstance(value, list) else str(value or "")


@needs_shared
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem[:3])
def test_no_word_of_a_text_is_lost(path: Path) -> None:
    document = docx.Document()
    for line in path.read_text().splitlines():
        document.add_paragraph(line)
    found = recognised(files.saved(document))
    kept = [piece.plain for piece in found.pieces if piece.role in NOT_TAKEN or piece.role is Role.SUBJECT]
    taken = texts(building.build(found).parts())
    lost = words(path.read_text()) - words(" ".join([taken, *kept]))
    assert lost - Counter({"kế": 1, "hoạch": 1, "lưu": 1, "vi": 9, "ii": 9, "iii": 9, "iv": 9}) == Counter()
