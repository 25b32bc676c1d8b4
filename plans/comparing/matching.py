"""Which node of the old tree is which of the new one: by what they say, else by how alike they are, inside their parents first."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterable

from .tree import Node

_WORD = re.compile(r"\w+")
ALL_PAIRS = 10_000  # up to so many every old node is held against every new one
CANDIDATES = 30  # beyond it only those that share its rarest words
COMMON = 40  # a word in more nodes than this tells nothing
LONGEST = 400  # words of a section's inside that are looked at
SURE = 0.7  # how alike two nodes of different parents must be
FEW = 4  # words; shorter lines are found anywhere and have not been moved
CONTAINERS = frozenset({"section", "appendix", "group"})
REWRITTEN = 0.25  # how alike the only two left between the same neighbours must be
INSIDE_ONLY = frozenset({"part", "field", "items", "table", "table_head", "table_total"})


class Pairs:
    """The two directions of "is the same as"."""

    def __init__(self) -> None:
        self.old_of: dict[Node, Node] = {}
        self.new_of: dict[Node, Node] = {}

    def join(self, old: Node, new: Node) -> None:
        self.old_of[new], self.new_of[old] = old, new


class Likeness:
    """How alike two nodes are, from 0 to 1; the words of each are read once."""

    def __init__(self) -> None:
        self._names: dict[Node, frozenset[str]] = {}
        self._words: dict[Node, frozenset[str]] = {}

    def name(self, node: Node) -> frozenset[str]:
        """The words by which a reader knows it: the heading, the item's content, else all of it."""
        if node not in self._names:
            text = node.cells[0].text if node.family in CONTAINERS | {"item"} else _all_text(node)
            self._names[node] = _split(text)
        return self._names[node]

    def words(self, node: Node) -> frozenset[str]:
        if node not in self._words:
            if node.family in CONTAINERS | {"items", "table"}:
                inside = " ".join(_all_text(child) for child in node.walk() if child is not node)
                self._words[node] = frozenset(_WORD.findall(inside.casefold())[:LONGEST])
            else:
                self._words[node] = _split(_all_text(node))
        return self._words[node]

    def of(self, old: Node, new: Node) -> float:
        by_name = _dice(self.name(old), self.name(new))
        share = 0.6 if old.family in CONTAINERS else 0.8
        return share * by_name + (1 - share) * _dice(self.words(old), self.words(new))


def _all_text(node: Node) -> str:
    return " ".join(cell.text for cell in node.cells)


def _split(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def pair(old: Node, new: Node) -> Pairs:
    """Every old node that lives on, with what it is now."""
    pairs, likeness = Pairs(), Likeness()
    _pair_inside(old, new, pairs, likeness)
    _pair_strays(old, new, pairs, likeness)
    return pairs


def _pair_inside(old: Node, new: Node, pairs: Pairs, likeness: Likeness) -> None:
    pairs.join(old, new)
    for olds, news in _by_family(old.children, new.children):
        least = 0.0 if olds[0].family in INSIDE_ONLY else 0.4 if olds[0].family in CONTAINERS else 0.5
        for one, other in _found(olds, news, likeness, least):
            _pair_inside(one, other, pairs, likeness)
        if olds[0].family not in INSIDE_ONLY | CONTAINERS:
            for one, other in _rewritten(olds, news, pairs, likeness):
                pairs.join(one, other)


def _rewritten(
    olds: list[Node], news: list[Node], pairs: Pairs, likeness: Likeness
) -> Iterable[tuple[Node, Node]]:
    """Of a line that has grown a lot little is alike: it is known by standing alone between the same neighbours."""
    before, now = _left_behind(olds, pairs.new_of), _left_behind(news, pairs.old_of)
    for neighbour, left in before.items():
        right = now.get(pairs.new_of[neighbour] if neighbour else None, [])
        if len(left) == len(right) == 1 and likeness.of(left[0], right[0]) >= REWRITTEN:
            yield left[0], right[0]


def _left_behind(nodes: list[Node], paired: dict[Node, Node]) -> dict[Node | None, list[Node]]:
    """The unpaired ones by the paired one that they follow."""
    left: dict[Node | None, list[Node]] = defaultdict(list)
    neighbour: Node | None = None
    for node in nodes:
        if node in paired:
            neighbour = node
        else:
            left[neighbour].append(node)
    return left


def _pair_strays(old: Node, new: Node, pairs: Pairs, likeness: Likeness) -> None:
    """What has left its parent for another."""
    for _ in range(2):  # a section found again may have let go of what stood in it
        olds = [node for node in old.walk() if node not in pairs.new_of and _may_stray(node, likeness)]
        news = [node for node in new.walk() if node not in pairs.old_of and _may_stray(node, likeness)]
        for left, right in _by_family(olds, news):
            for one, other in _found(left, right, likeness, SURE):
                if one not in pairs.new_of and other not in pairs.old_of:
                    _join_loose(one, other, pairs, likeness)


def _join_loose(old: Node, new: Node, pairs: Pairs, likeness: Likeness) -> None:
    """Like `_pair_inside`, but leaves alone what has been paired already."""
    pairs.join(old, new)
    olds = [node for node in old.children if node not in pairs.new_of]
    news = [node for node in new.children if node not in pairs.old_of]
    for left, right in _by_family(olds, news):
        for one, other in _found(left, right, likeness, 0.5):
            _join_loose(one, other, pairs, likeness)


def _may_stray(node: Node, likeness: Likeness) -> bool:
    if node.family in INSIDE_ONLY or node.family == "plan":
        return False
    return len(likeness.name(node) | likeness.words(node)) >= FEW


def _by_family(olds: Iterable[Node], news: Iterable[Node]) -> list[tuple[list[Node], list[Node]]]:
    """Fields, parts and the heads of tables only meet their own kind."""
    left: dict[tuple[str, str], list[Node]] = defaultdict(list)
    right: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for nodes, sorted_out in ((olds, left), (news, right)):
        for node in nodes:
            sorted_out[node.family, node.style if node.family in {"part", "field"} else ""].append(node)
    return [(left[key], right[key]) for key in left if key in right]


def _found(
    olds: list[Node], news: list[Node], likeness: Likeness, least: float
) -> Iterable[tuple[Node, Node]]:
    """Pairs of one family: the same words first, in their order; then the likest."""
    same: dict[tuple[object, ...], deque[Node]] = defaultdict(deque)
    for node in olds:
        same[node.mark].append(node)
    rest: list[Node] = []
    taken: set[Node] = set()
    for node in news:
        if same[node.mark]:
            taken.add(twin := same[node.mark].popleft())
            yield twin, node
        else:
            rest.append(node)
    left = [node for node in olds if node not in taken]
    if left and rest:
        yield from _likest(left, rest, likeness, least)


def _likest(
    olds: list[Node], news: list[Node], likeness: Likeness, least: float
) -> Iterable[tuple[Node, Node]]:
    scored = []
    for i, j in _candidates(olds, news, likeness):
        score = likeness.of(olds[i], news[j])
        if score >= least:
            scored.append((-score, abs(i - j), i, j))
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, _, i, j in sorted(scored):
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            yield olds[i], news[j]


def _candidates(olds: list[Node], news: list[Node], likeness: Likeness) -> Iterable[tuple[int, int]]:
    if len(olds) * len(news) <= ALL_PAIRS:
        return [(i, j) for i in range(len(olds)) for j in range(len(news))]
    where: dict[str, list[int]] = defaultdict(list)
    for j, node in enumerate(news):
        for word in likeness.name(node):
            where[word].append(j)
    found = set()
    for i, node in enumerate(olds):
        shared: Counter[int] = Counter()
        for word in likeness.name(node):
            if len(where[word]) <= COMMON:
                shared.update(where[word])
        found |= {(i, j) for j, _ in shared.most_common(CANDIDATES)}
        found |= {(i, j) for j in range(max(0, i - 2), min(len(news), i + 3))}
    return found


def moved(new_root: Node, pairs: Pairs) -> set[Node]:
    """New nodes that stand elsewhere than before: in another parent, or out of the order of their neighbours."""
    gone_elsewhere: set[Node] = set()
    for parent in new_root.walk():
        stayed: list[Node] = []
        for node in parent.children:
            old = pairs.old_of.get(node)
            if old is None:
                continue
            if pairs.old_of.get(parent) is not old.parent:
                gone_elsewhere.add(node)
            else:
                stayed.append(node)
        in_order = _longest_rising([pairs.old_of[node].place for node in stayed])
        gone_elsewhere |= {node for index, node in enumerate(stayed) if index not in in_order}
    return gone_elsewhere


def _longest_rising(places: list[int]) -> set[int]:
    """Indexes of a longest run of rising numbers: what has kept its order."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            at.append(index)
        else:
            ends[length], at[length] = place, index
    found: set[int] = set()
    index = at[-1] if at else -1
    while index >= 0:
        found.add(index)
        index = before[index]
    return found
