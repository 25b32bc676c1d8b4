"""Remarks joined to the places that they speak of as the plan stands now: still there, reworded since, or gone."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.vietnam import alphabet
from cchc_portal.vietnam import text as typed
from plans.models import Mention, Plan, Remark
from plans.outline import Node, Outline

LONGEST_NAME = 60
_ALWAYS = (
    "phan-thong-tin",
    "phan-can-cu",
    "phan-noi-nhan",
    "phan-nguoi-ky",
)  # what is missing there is remarked on, too
_LAST = ("phan-nguoi-ky", "phan-noi-nhan")  # below the text
_PARTS = {
    "phan-thong-tin": ("Thông tin chung", ("subject", "period", "form")),
    "phan-kinh-gui": ("Kính gửi", ("addressees", "unit")),
    "phan-loi-van": ("Đoạn mở đầu, đoạn kết", ("opening", "closing")),
    "phan-can-cu": ("Căn cứ", ("bases",)),
    "phan-quyet-dinh": ("Quyết định", ("decision",)),
    "phan-noi-nhan": ("Nơi nhận", ("recipients", "archive")),
    "phan-nguoi-ky": ("Người ký", ("signatures",)),
    "phan-van-ban": ("Văn bản cấp trên", ("parents",)),
}
_NOUNS = {
    "van-ban": "Văn bản cấp trên",
    "can-cu": "Căn cứ",
    "noi-nhan": "Nơi nhận",
    "nguoi-ky": "Người ký",
    "nhom": "Nhóm",
}


def whole(plan: Plan) -> str:
    """Where a remark that speaks of no one place belongs."""
    return f"Cả {plan.noun}"


@dataclass(frozen=True)
class Spot:
    """One place that can be remarked on: its name, where it stands in the plan, the words in it."""

    anchor: str
    name: str
    order: int
    data: tuple[Any, ...]

    def says(self, quote: str) -> bool:
        """Spaces, line ends, bold and italics do not count."""
        return _bare(quote) in _bare(" ".join(_strings(self.data)))


class Spots:
    """All places of a plan by their anchors."""

    def __init__(self, outline: Outline) -> None:
        self.by_anchor: dict[str, Spot] = {}
        self._add_parts(outline, [anchor for anchor in _PARTS if anchor not in _LAST])
        self._add_rows(outline)
        self._add_parts(outline, _LAST)

    def _add_parts(self, outline: Outline, anchors: Iterable[str]) -> None:
        for anchor in anchors:
            name, keys = _PARTS[anchor]
            if any(key in outline.snapshot for key in keys):  # "Kính gửi" is of some forms alone
                self._add(anchor, name, *(outline.snapshot[key] for key in keys if key in outline.snapshot))

    def _add_rows(self, outline: Outline) -> None:
        above = group = ""
        for node in outline.nodes():
            if node.kind in ("muc", "phu-luc"):
                above = group = _heading(node)
            if node.kind == "nhom":
                group = _named("Nhóm", node.label) if node.label else above
            written = _at(outline.snapshot, node.place)
            name = _name(node, group if node.kind == "noi-dung" else above)
            self._add(node.anchor, name, node.label, written, node.data)
            for run in node.runs if node.kind in ("muc", "phu-luc") else ():
                blocks = (_at(outline.snapshot, block.place) for block in run.blocks)
                self._add(run.anchor, above, *blocks)

    def _add(self, anchor: str, name: str, *data: Any) -> None:
        self.by_anchor.setdefault(anchor, Spot(anchor, name, len(self.by_anchor), data))

    def get(self, anchor: str) -> Spot | None:
        return self.by_anchor.get(anchor)

    def choices(self) -> list[tuple[str, str]]:
        """Places to choose from without a script: what the plan has of its parts, sections, audience groups and items."""
        return [(spot.anchor, spot.name) for spot in self.by_anchor.values() if _is_offered(spot)]


def _is_offered(spot: Spot) -> bool:
    if spot.anchor in _PARTS:
        return spot.anchor in _ALWAYS or any(spot.data)
    if spot.anchor.startswith("nhom-"):
        return spot.name != _NOUNS["nhom"]
    return spot.anchor.startswith(("muc-", "phu-luc-", "noi-dung-"))


def _heading(node: Node) -> str:
    """``Mục I. Mục đích``, ``Phụ lục II: Dự toán``"""
    name = f"Mục {node.number} {node.label}" if node.kind == "muc" else f"{node.number}: {node.label}"
    return _short(name)


def _name(node: Node, above: str) -> str:
    if node.kind in ("muc", "phu-luc"):
        return above
    if node.kind == "noi-dung":
        return f"{above}, nội dung {node.number}: {_short(node.label)}"
    if node.kind == "phan":
        return f"{above}, {node.label.lower()}"
    return _named(_NOUNS[node.kind], node.label) if node.label else _NOUNS[node.kind]


def _named(noun: str, label: str) -> str:
    return f"{noun} “{_short(label)}”"


def _short(text: str) -> str:
    """Cut after a whole word."""
    line = " ".join(typed.plain(text).split())
    cut = textwrap.shorten(line, LONGEST_NAME, placeholder="…")
    return cut if cut != "…" else f"{line[: LONGEST_NAME - 1]}…"


def _at(data: Any, place: Iterable[str | int]) -> Any:
    for part in place:
        data = data[part]
    return data


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for inner in data.values():
            yield from _strings(inner)
    elif isinstance(data, list | tuple):
        for inner in data:
            yield from _strings(inner)


def _bare(text: str) -> str:
    return " ".join(typed.plain(text).split())


@dataclass
class Thread:
    """One remark with its answers, and the place it speaks of."""

    remark: Remark
    spot: Spot | None
    edited: bool
    answers: list[Remark] = field(default_factory=list)
    mentioned: dict[int, list[str]] = field(default_factory=dict)

    @property
    def gone(self) -> bool:
        """What it speaks of has been deleted."""
        return bool(self.remark.anchor) and self.spot is None

    @property
    def place(self) -> str:
        return self.spot.name if self.spot else self.remark.place_name or whole(self.remark.plan)

    @property
    def said(self) -> list[tuple[Remark, str]]:
        """The remark and its answers, each with the names of those whom it mentions."""
        return [(each, ", ".join(self.mentioned.get(each.pk, []))) for each in (self.remark, *self.answers)]


@dataclass
class Talk:
    """All that is said about a plan: open remarks in the order of the plan, those whose place is gone, those settled."""

    open: list[Thread]
    gone: list[Thread]
    settled: list[Thread]

    @property
    def count(self) -> int:
        return len(self.open) + len(self.gone)


def talk(plan: Plan, spots: Spots) -> Talk:
    """Two queries, however much has been said."""
    said = list(Remark.objects.filter(plan=plan).order_by("written_at", "id"))
    for each in said:
        each.plan = plan  # known already: its kind names the place of a remark on all of it
    mentioned: dict[int, list[str]] = {}
    for mention in Mention.objects.filter(remark__plan=plan).order_by("id") if said else ():
        mentioned.setdefault(mention.remark_id, []).append(mention.name)
    threads = {each.pk: _thread(each, spots, mentioned) for each in said if each.parent_id is None}
    for each in said:
        if each.parent_id in threads:
            threads[each.parent_id].answers.append(each)
    in_order = sorted(threads.values(), key=lambda thread: thread.spot.order if thread.spot else -1)
    standing = [thread for thread in in_order if thread.remark.resolved_at is None]
    return Talk(
        [thread for thread in standing if not thread.gone],
        [thread for thread in standing if thread.gone],
        [thread for thread in in_order if thread.remark.resolved_at is not None],
    )


def _thread(remark: Remark, spots: Spots, mentioned: dict[int, list[str]]) -> Thread:
    spot = spots.get(remark.anchor)
    edited = bool(spot and remark.quote and not spot.says(remark.quote))
    return Thread(remark, spot, edited, mentioned=mentioned)


def colleagues(agency: Agency, *, but: Membership) -> list[tuple[int, str]]:
    """Everybody who holds a post in the agency today, by given name: (the person, name and post)."""
    held = Membership.objects.filter(post__agency=agency).held_on(timezone.localdate()).exclude(user=but.user)
    named = {each.user_id: (each.user, str(each)) for each in held.with_post().order_by("-id")}
    return [(pk, label) for pk, (_, label) in sorted(named.items(), key=lambda one: _by_name(one[1][0]))]


def _by_name(user: Any) -> Any:
    return alphabet.given_name_key(str(user))
