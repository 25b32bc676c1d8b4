"""Which blocks are edited as one text: prose that stands together; a paragraph with footnotes is by itself.

A paragraph with footnotes is never joined to its neighbours: its marks ``[^1]`` are counted within it, and its notes are
a field of their own beside the text. So no note can come to hang on another paragraph.
"""

from collections.abc import Mapping, Sequence
from typing import Any

KINDS = frozenset({"text", "numbered", "bullets"})
Data = Mapping[str, Any]


def is_prose(block: Data) -> bool:
    return not KINDS.isdisjoint(block)


def is_noted(block: Data) -> bool:
    """A paragraph with footnotes."""
    return bool(block.get("footnotes"))


def runs_of(blocks: Sequence[Data]) -> list[range]:
    """Places of the blocks that are edited together; every other block is alone."""
    runs: list[range] = []
    for place, block in enumerate(blocks):
        before = blocks[runs[-1].start] if runs else None
        if before is not None and _joins(before) and _joins(block):
            runs[-1] = range(runs[-1].start, place + 1)
        else:
            runs.append(range(place, place + 1))
    return runs


def _joins(block: Data) -> bool:
    return is_prose(block) and not is_noted(block)
