"""Two texts word by word: the syllables that stay, go and come. Reading one side's runs gives that side's text again."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "removed", "added"
_TOKEN = re.compile(r"\n|\*{0,3}(?:\d+(?:[.,/]\d+)*|\w+|[^\w\s])\*{0,3}[^\S\n]*|[^\S\n]+")
DEAREST = 300_000  # comparisons of tokens that one pair of texts may cost
LEAST_IN_COMMON = (
    0.2  # below it the words in common are chance, and the texts are shown one against the other
)


@dataclass(frozen=True)
class Run:
    kind: str
    text: str


Runs = tuple[Run, ...]
_Step = tuple[bool, int, int, int, int]  # equal?, from and to in the old tokens, from and to in the new ones


def tokens(text: str) -> list[str]:
    """Syllables, numbers and marks, each with its stars (bold, italic) and the spaces behind it."""
    return _TOKEN.findall(text)


def runs(old: str, new: str) -> tuple[Runs, Runs]:
    """Both sides, cut where they differ."""
    if old == new:
        return _sides([(True, 0, 1, 0, 1)], [old], [new])
    a, b = tokens(old), tokens(new)
    a_keys, b_keys = _keys(a), _keys(b)
    if a_keys == b_keys:  # only spaces differ
        a_keys, b_keys = a, b
    return _sides(_steps(a_keys, b_keys, a, b), a, b)


def _keys(written: list[str]) -> list[str]:
    return [word if word == "\n" else word.rstrip() or " " for word in written]


def _steps(a: list[str], b: list[str], a_texts: list[str], b_texts: list[str]) -> list[_Step]:
    """Equal beginnings and ends first, then what lies between, as long as that is cheap."""
    start = _equal_at_start(a, b)
    end = _equal_at_start(a[start:][::-1], b[start:][::-1])
    i, j = len(a) - end, len(b) - end
    steps: list[_Step] = [(True, 0, start, 0, start)] if start else []
    steps += _between(a[start:i], b[start:j], start, a_texts, b_texts)
    return [*steps, (True, i, len(a), j, len(b))] if end else steps


def _equal_at_start(a: list[str], b: list[str]) -> int:
    count = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        count += 1
    return count


def _between(a: list[str], b: list[str], at: int, a_texts: list[str], b_texts: list[str]) -> list[_Step]:
    whole: list[_Step] = [(False, at, at + len(a), at, at + len(b))] if a or b else []
    counts = Counter(b)
    if not a or not b or sum(counts[token] for token in a) > DEAREST:
        return whole
    found = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    steps = [(tag == "equal", at + i1, at + i2, at + j1, at + j2) for tag, i1, i2, j1, j2 in found]
    kept = sum(i2 - i1 for equal, i1, i2, _, _ in steps if equal)
    if kept < LEAST_IN_COMMON * max(len(a), len(b)):
        return whole
    return _without_islands(steps, a_texts, b_texts)


def _without_islands(steps: list[_Step], a: list[str], b: list[str]) -> list[_Step]:
    """A few letters in common between two longer changes only make both harder to read."""
    merged: list[_Step] = []
    for index, step in enumerate(steps):
        island = (
            step[0]
            and 0 < index < len(steps) - 1
            and not merged[-1][0]
            and 2 * _length(step, a, b) <= min(_length(merged[-1], a, b), _length(steps[index + 1], a, b))
        )
        if merged and not merged[-1][0] and (island or not step[0]):
            last = merged.pop()
            step = (False, last[1], step[2], last[3], step[4])
        merged.append(step)
    return merged


def _length(step: _Step, a: list[str], b: list[str]) -> int:
    """Letters that a reader sees of it."""
    _, i1, i2, j1, j2 = step
    return max(sum(map(len, a[i1:i2])), sum(map(len, b[j1:j2])))


def _sides(steps: list[_Step], a: list[str], b: list[str]) -> tuple[Runs, Runs]:
    old: list[Run] = []
    new: list[Run] = []
    for equal, i1, i2, j1, j2 in steps:
        _append(old, SAME if equal else GONE, "".join(a[i1:i2]))
        _append(new, SAME if equal else NEW, "".join(b[j1:j2]))
    return tuple(old), tuple(new)


def _append(side: list[Run], kind: str, text: str) -> None:
    if side and side[-1].kind == kind:
        text = side.pop().text + text
    if text:
        side.append(Run(kind, text))
