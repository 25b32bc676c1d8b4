"""A run of prose is one text in the editor and blocks in the plan: rows stay with their words, the run never vanishes."""

import pytest
from django.core.exceptions import ValidationError

from plans.actions import prose_runs
from plans.models import Block, BlockKind, Plan, Section
from plans.outline import Outline
from plans.states import PlanState
from tests.world import World


@pytest.fixture
def section(inside: World) -> Section:
    return Section.objects.create(plan=inside.plans[PlanState.DRAFT], heading="Mục đích", position=90)


def blocks(section: Section, *contents: object) -> list[Block]:
    return [_block(section, place, content) for place, content in enumerate(contents)]


def _block(section: Section, place: int, content: object) -> Block:
    told = {"text": content, "footnotes": []} if isinstance(content, str) else content
    assert isinstance(told, dict)
    return Block.objects.create(
        plan=section.plan, section=section, position=place, kind=next(iter(told)), content=told
    )


def stored(section: Section) -> list[tuple[int, str, object]]:
    rows = Block.objects.filter(section=section).order_by("position", "id")
    return [(row.pk, row.kind, next(iter(row.content.values()), None)) for row in rows]


def bullets(*texts: str) -> dict[str, object]:
    return {"bullets": [{"text": text, "bullets": []} for text in texts]}


NOTED = {"text": "Theo quy định[^1].", "footnotes": ["Nghị định 30."]}
CHANNELS: dict[str, object] = {"channels": []}


def test_a_run_reads_from_its_first_block_to_what_is_not_prose(section: Section) -> None:
    first, _, channels, last = blocks(section, "Một", bullets("hai"), CHANNELS, "Ba")
    assert prose_runs.read(section.plan, first.pk) == "<p>Một</p><ul><li><p>hai</p></li></ul>"
    assert prose_runs.read(section.plan, last.pk) == "<p>Ba</p>"
    for pk in (channels.pk, 0):
        with pytest.raises(LookupError):
            prose_runs.read(section.plan, pk)


def test_another_plans_prose_cannot_be_read(section: Section, inside: World) -> None:
    (block,) = blocks(section, "Một")
    with pytest.raises(LookupError):
        prose_runs.read(inside.plans[PlanState.ISSUED], block.pk)


def test_rows_stay_with_their_words_and_those_behind_move(section: Section) -> None:
    first, second, channels = blocks(section, "Một", "Hai", CHANNELS)
    html = prose_runs.write(section.plan, first.pk, "<p>Một</p><ul><li><p>xen</p></li></ul><p>Hai</p><p></p>")
    (_, between, _, _) = stored(section)
    assert html == "<p>Một</p><ul><li><p>xen</p></li></ul><p>Hai</p>"
    assert [(pk, kind) for pk, kind, _ in stored(section)] == [
        (first.pk, "text"),
        (between[0], "bullets"),
        (second.pk, "text"),
        (channels.pk, "channels"),
    ]
    assert between[2] == [{"text": "xen", "bullets": []}]
    assert prose_runs.read(section.plan, first.pk) == html


def test_the_first_block_stays_first_and_one_stays_where_all_is_deleted(section: Section) -> None:
    first, _, _ = blocks(section, "Một", bullets("hai"), CHANNELS)
    assert prose_runs.write(section.plan, first.pk, "<p></p>") == "<p></p>"
    assert stored(section)[0] == (first.pk, "text", "")
    prose_runs.write(section.plan, first.pk, "<ol><li><p>a</p></li></ol><p>b</p>")
    assert [kind for _, kind, _ in stored(section)] == ["numbered", "text", "channels"]
    assert stored(section)[0][0] == first.pk


def test_words_that_were_not_touched_keep_their_spelling(section: Section) -> None:
    spelled = "**a **b** c**"
    first, second = blocks(section, spelled, "Hai")
    prose_runs.write(section.plan, first.pk, f"{prose_runs.read(section.plan, first.pk)}<p>Ba</p>")
    assert [content for _, _, content in stored(section)] == [spelled, "Hai", "Ba"]
    assert stored(section)[1][0] == second.pk


def test_a_paragraph_with_footnotes_is_by_itself_and_keeps_them(section: Section) -> None:
    before, noted, after = blocks(section, "Trước", NOTED, "Sau")
    assert prose_runs.read(section.plan, before.pk) == "<p>Trước</p>"
    prose_runs.write(
        section.plan, noted.pk, "<p>Theo <strong>luật</strong>[^1].</p><ul><li><p>a</p></li></ul>"
    )
    noted.refresh_from_db()
    assert noted.content == {"text": "Theo **luật**[^1].\n- a", "footnotes": ["Nghị định 30."]}
    assert [pk for pk, _, _ in stored(section)] == [before.pk, noted.pk, after.pk]


def test_the_outline_shows_the_same_runs(section: Section) -> None:
    first, _, noted, _, after = blocks(section, "Một", bullets("hai"), NOTED, CHANNELS, "Ba")
    node = next(node for node in Outline.of(section.plan).sections if node.pk == section.pk)
    assert [(run.anchor, run.html if run.is_prose else "") for run in node.runs][::3] == [
        (f"van-{first.pk}", "<p>Một</p><ul><li><p>hai</p></li></ul>"),
        (f"van-{after.pk}", "<p>Ba</p>"),
    ]
    assert [(run.anchor, run.footnotes) for run in node.runs if run.is_prose and run.footnotes] == [
        (f"van-{noted.pk}", ["Nghị định 30."])
    ]


def test_what_is_too_long_is_refused(section: Section) -> None:
    (block,) = blocks(section, "Một")
    with pytest.raises(ValidationError) as refused:
        prose_runs.write(section.plan, block.pk, f"<p>{'a' * 50_001}</p>")
    assert refused.value.messages == ["Có đoạn dài 50001 ký tự; nhiều nhất là 50000 ký tự."]
    with pytest.raises(ValidationError) as refused:
        prose_runs.write(section.plan, block.pk, "<p>a</p>" * 1001)
    assert refused.value.messages == ["Có 1001 đoạn; nhiều nhất là 1000 đoạn trong một phần."]
    assert stored(section) == [(block.pk, BlockKind.TEXT, "Một")]


def test_an_appendix_has_runs_too(inside: World) -> None:
    plan: Plan = inside.plans[PlanState.DRAFT]
    appendix = plan.appendices.create(plan=plan, title="Phụ lục", position=9)
    block = Block.objects.create(
        plan=plan, appendix=appendix, kind=BlockKind.TEXT, content={"text": "a", "footnotes": []}
    )
    prose_runs.write(plan, block.pk, "<p>a</p><p>b</p>")
    assert list(
        Block.objects.filter(appendix=appendix).order_by("position").values_list("position", "kind")
    ) == [
        (0, "text"),
        (1, "text"),
    ]
