"""Appendices that are laid out once: a document that is issued again takes them over, byte for byte what it would have been."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import caches

from cchc_portal.documents import paper
from cchc_portal.documents.kept_appendices import KeptAppendices
from cchc_portal.documents.paper import Leaves, appendices
from tests.documents import samples
from tests.documents.measured import measure

HERE, THERE = 1, 2


@pytest.fixture(autouse=True)
def empty_shelf() -> Iterator[Path]:
    caches["appendices"].clear()
    yield Path(caches["appendices"]._dir)
    caches["appendices"].clear()


def laid_out(snapshot: dict[str, Any], *, province: int = HERE, **choices: Any) -> tuple[bytes, int]:
    """(the paper, how many appendices were laid out for it)."""
    with patch.object(appendices, "_laid_out", wraps=appendices._laid_out) as engine:
        content, _ = paper.counted_pdf(snapshot, shelf=KeptAppendices(province), **choices)
    return content, engine.call_count


def test_another_number_date_signer_and_body_lay_out_no_appendix() -> None:
    before = samples.with_appendices()
    signer = {**before["signatures"][0], "name": "Phạm Văn B"}
    after = {**before, "number": "08", "issued_on": "2027-04-06", "signatures": [signer], "opening": "Mở đầu"}
    assert laid_out(before)[1] == 2
    content, anew = laid_out(after)
    assert (anew, content) == (0, paper.pdf(after))
    said = "(Kèm theo Kế hoạch số 08/KH-SNV ngày 06 tháng 4 năm 2027 của Sở Nội vụ thành phố Đồng Nai)"
    assert [line.text for line in measure(content).having(lambda text: text == said)] == [said]


@pytest.mark.parametrize("choices", [{"rules": "TT01_2011"}, {"marks": ["withdrawn"]}])
def test_an_appendix_that_would_look_different_is_laid_out_anew(choices: dict[str, Any]) -> None:
    plan = samples.with_appendices()
    laid_out(plan)
    content, anew = laid_out(plan, **choices)
    assert (anew, content) == (2, paper.pdf(plan, **choices))


def test_a_changed_appendix_alone_is_laid_out_anew() -> None:
    plan = samples.with_appendices()
    laid_out(plan)
    first, second = plan["appendices"]
    assert laid_out({**plan, "appendices": [{**first, "title": "Phân công lại"}, second]})[1] == 1


def test_a_longer_line_takes_the_room_that_it_needs() -> None:
    plan = samples.with_appendices()
    laid_out(plan)
    long = {**plan["agency"], "name": "Sở Nội vụ thành phố Đồng Nai, cơ quan thường trực cải cách hành chính"}
    content, anew = laid_out({**plan, "agency": long})
    assert (anew, content) == (1, paper.pdf({**plan, "agency": long}))


def test_the_mark_of_a_draft_changes_no_appendix() -> None:
    plan = samples.with_appendices()
    laid_out(plan)
    assert laid_out(plan, marks=["draft"])[1] == 0


def test_no_province_takes_from_anothers_shelf() -> None:
    laid_out(samples.with_appendices())
    assert laid_out(samples.with_appendices(), province=THERE)[1] == 2


def test_a_damaged_file_is_laid_out_anew(empty_shelf: Path) -> None:
    plan = samples.with_appendices()
    laid_out(plan)
    for file in empty_shelf.glob("*.djcache"):
        file.write_bytes(file.read_bytes()[:-40])
    assert laid_out(plan) == (paper.pdf(plan), 2)
    assert laid_out(plan)[1] == 0


def test_a_full_disk_costs_no_paper() -> None:
    plan = samples.with_appendices()
    with patch.object(caches["appendices"], "set", side_effect=OSError("No space left on device")):
        assert laid_out(plan) == (paper.pdf(plan), 2)
    assert KeptAppendices(HERE).get("nothing") is None


def test_leaves_come_back_as_they_were_put() -> None:
    leaves = Leaves(b"%PDF", 3, 81.25)
    KeptAppendices(HERE).put("one", leaves)
    assert KeptAppendices(HERE).get("one") == leaves
