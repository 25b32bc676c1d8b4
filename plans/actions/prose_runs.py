"""A run of prose as one text: read as the editor's HTML, written back to the blocks that it consists of."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from django.core.exceptions import ValidationError

from plans.models import Block, BlockKind, Plan
from plans.prose import canonical, from_html, is_prose, one_text, to_html
from plans.prose.runs import is_noted, runs_of

__all__ = ["canonical", "read", "write"]

LONGEST, MOST = 50_000, 1000
EMPTY: dict[str, Any] = {"text": "", "footnotes": []}


def read(plan: Plan, first_block: int) -> str:
    """What the run that begins with this block says now; LookupError where no prose begins there any more."""
    return to_html(block.content for block in _run(plan, first_block)[1])


def write(plan: Plan, first_block: int, html: str) -> str:
    """Make the run say this, and give back what it says; ValidationError where it is too long for a plan.

    The first block stays the first and at least one stays, so the run keeps its name; blocks whose words stay keep their rows.
    A paragraph with footnotes stays one paragraph with the same footnotes.
    """
    around, old = _run(plan, first_block)
    if is_noted(old[0].content):
        new = [old[0].content | {"text": one_text(html)}]
    else:
        new = from_html(html) or [EMPTY]
    _check(new)
    kept = list(_paired(old, new))
    stays = {block.pk for block, _ in kept if block.pk}
    Block.objects.filter(pk__in=[block.pk for block in old if block.pk not in stays]).delete()
    for block, content in kept:
        _say(block, content)
    place = around.index(old[0])
    _count([*around[:place], *(block for block, _ in kept), *around[place + len(old) :]])
    return to_html(block.content for block, _ in kept)


def _run(plan: Plan, first_block: int) -> tuple[list[Block], list[Block]]:
    """All blocks that stand in the same place, and those of the run."""
    first = Block.objects.filter(plan=plan, pk=first_block).first()
    if first is None or not is_prose(first.content):
        raise LookupError(first_block)
    around = list(
        Block.objects.filter(plan=plan, section_id=first.section_id, appendix_id=first.appendix_id).order_by(
            "position", "id"
        )
    )
    start = around.index(first)
    run = runs_of([block.content for block in around[start:]])[0]
    return around, around[start : start + len(run)]


def _paired(old: list[Block], new: list[dict[str, Any]]) -> Iterator[tuple[Block, dict[str, Any]]]:
    """Each new content with the row that takes it: first with first, then those that say the same, then by their place."""
    yield old[0], new[0]
    rows, contents = old[1:], new[1:]
    matcher = SequenceMatcher(
        None,
        [to_html([row.content]) for row in rows],
        [to_html([content]) for content in contents],
        autojunk=False,
    )
    for _, start, end, new_start, new_end in matcher.get_opcodes():
        free = iter(rows[start:end])
        for content in contents[new_start:new_end]:
            yield next(free, None) or _another(old[0]), content


def _another(first: Block) -> Block:
    return Block(plan=first.plan, section_id=first.section_id, appendix_id=first.appendix_id)


def _say(block: Block, content: dict[str, Any]) -> None:
    """Words that only spell the same marks otherwise are left as they were typed."""
    if block.pk and to_html([block.content]) == to_html([content]):
        return
    block.kind, block.content = BlockKind(next(iter(content))), content
    block.save()


def _count(blocks: list[Block]) -> None:
    moved = []
    for position, block in enumerate(blocks):
        if block.position != position:
            block.position = position
            moved.append(block)
    Block.objects.bulk_update(moved, ["position"])


def _check(blocks: list[dict[str, Any]]) -> None:
    texts = [text for block in blocks for text in _texts(block)]
    longest = max(map(len, texts), default=0)
    if longest > LONGEST:
        raise ValidationError(f"Có đoạn dài {longest} ký tự; nhiều nhất là {LONGEST} ký tự.")
    if len(texts) > MOST:
        raise ValidationError(f"Có {len(texts)} đoạn; nhiều nhất là {MOST} đoạn trong một phần.")


def _texts(value: Any) -> Iterator[str]:
    """Every text of a block or entry, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
