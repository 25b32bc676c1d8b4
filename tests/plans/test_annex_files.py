"""The consolidated annex as files: asked for on its page, made by a worker of the long queue, with how far it has come."""

from typing import Any
from unittest.mock import patch

import pytest

from cchc_portal.documents import long_annexes, looking_up, rendering, tasks
from cchc_portal.documents.models import Paper
from cchc_portal.documents.states import PaperFormat, PaperState
from plans.states import PlanState
from tests.plans.asking import as_, text_of
from tests.plans.assigned_tasks import YEAR, items
from tests.world import World

HERE = "/dong-nai/so-noi-vu/giao-nhiem-vu/phu-luc/"
ASK = f"{HERE}tao-tep/?nam={YEAR}&theo=linh-vuc"


def asked(world: World, format: str = "pdf") -> tuple[str, Paper]:
    with patch.object(tasks, "send"):
        there = as_(world.reviewer).post(ASK, {"dang": format})["Location"]
    return there, Paper.objects.select_related("snapshot").get(pk=there.rsplit("=", 1)[1])


@pytest.mark.parametrize(("format", "kind"), [("pdf", PaperFormat.PDF), ("word", PaperFormat.DOCX)])
def test_the_file_is_asked_for_with_the_rows_of_today(inside: World, format: str, kind: str) -> None:
    there, paper = asked(inside, format)
    assert there == f"{HERE}?nam={YEAR}&theo=linh-vuc&tep={paper.pk}"
    issued = [item.content for item in items(inside.plans[PlanState.ISSUED])]
    said = paper.snapshot.content[long_annexes.KEY]
    rows = [row for group in said["groups"] for row in group["rows"]]
    assert (paper.format, paper.rows, sorted({row[0] for row in rows})) == (
        kind,
        len(rows),
        sorted(set(issued)),
    )
    assert said["title"] == f"Tổng hợp nội dung tuyên truyền cải cách hành chính năm {YEAR} theo lĩnh vực"
    plan = inside.plans[PlanState.ISSUED]
    assert {row[1] for row in rows} == {f"{plan.agency.name}\nSố {plan.symbol}"}


def test_the_same_asked_again_is_the_same_file(inside: World) -> None:
    assert asked(inside)[1] == asked(inside)[1]
    assert asked(inside)[1] != asked(inside, "word")[1]


def test_the_page_tells_how_far_it_is_and_hands_the_file_out(inside: World, settings: Any) -> None:
    there, paper = asked(inside)
    client = as_(inside.reviewer)
    assert "Tệp phụ lục: đang chờ tạo" in text_of(client.get(there))
    Paper.objects.filter(pk=paper.pk).update(
        state=PaperState.RENDERING, lease="0" * 32, lease_until="2099-01-01T00:00Z"
    )
    long_annexes._note(paper, 1)
    assert f"Tệp phụ lục: đang tạo, 1/{paper.rows} dòng" in text_of(client.get(there))
    Paper.objects.filter(pk=paper.pk).update(state=PaperState.QUEUED, lease=None, lease_until=None)
    tasks.render_paper(paper.pk, inside.province.pk)
    page = client.get(there)
    address = page.context["printing"]["href"]
    assert address == f"{HERE}tep/{paper.pk}/"
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (
        200,
        "application/pdf",
        b"%PDF-",
    )
    paper.refresh_from_db()
    assert long_annexes.rows_done(paper) == paper.rows
    assert looking_up.of_files([paper.file_digest], paper.identifier) == []


def test_the_word_file_is_made_by_the_same_worker(inside: World) -> None:
    _, paper = asked(inside, "word")
    content, pages = rendering.render(paper)
    assert (content[:2], pages) == (b"PK", None)


@pytest.mark.parametrize(("person", "status"), [("reviewer", 404), ("stranger", 404), ("foreigner", 404)])
def test_a_file_that_is_not_made_yet_or_not_theirs_is_not_there(
    inside: World, person: str, status: int
) -> None:
    _, paper = asked(inside)
    assert as_(getattr(inside, person)).get(f"{HERE}tep/{paper.pk}/").status_code == status


def test_another_paper_is_no_annex_and_nobody_else_may_ask(inside: World) -> None:
    issued = inside.plans[PlanState.ISSUED].paper_id
    assert as_(inside.reviewer).get(f"{HERE}tep/{issued}/").status_code == 404
    assert as_(inside.stranger).post(ASK, {"dang": "pdf"}).status_code == 404
    own = ASK.replace("so-noi-vu", "so-tai-chinh")
    assert as_(inside.drafter).post(own, {"dang": "pdf"}).status_code == 409
    empty = as_(inside.reviewer).post(f"{HERE}tao-tep/?nam=2019", {"dang": "pdf"})
    assert empty.status_code == 409
