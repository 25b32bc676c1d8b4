"""Tasks that an upper plan gives to one agency, read from that plan's snapshot: by its name, or as one of all agencies of its level.

Upper plans say “Các sở, ban, ngành” and “UBND các xã, phường” where they mean every agency of a level (Nghị quyết 203/2025/QH15: two levels).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cchc_portal.vietnam.alphabet import fold

Item = Mapping[str, Any]

_START = r"(?:^|[,;] (?:va )?| va )"
EVERYBODY = re.compile(
    _START
    + r"cac (?:co quan|don vi)(?:, (?:don vi|co quan))?,? (?:va )?dia phuong|cac co quan, don vi tren dia ban"
)
ALL_OF_LEVEL = {
    "so": re.compile(
        _START + r"(?:(?:thu truong |giam doc )?cac so|so,)(?:,? ban)?(?:,? nganh)?(?!\w)"
        r"|cac co quan chuyen mon|cac (?:co quan|don vi) (?:thuoc|truc thuoc) (?:uy ban nhan dan )?(?:tinh|thanh pho)"
    ),
    "xa": re.compile(
        _START
        + r"(?:(?:chu tich )?uy ban nhan dan (?:cac |cap )?(?:xa|phuong|dac khu)(?:, (?:xa|phuong|dac khu))*(?:$|;)"
        r"|(?:chu tich )?uy ban nhan dan (?:cac |cap )(?:xa|phuong)|cac xa, phuong|cac dia phuong(?!\w)|cap xa(?!\w))"
    ),
    "su-nghiep": re.compile(_START + r"cac don vi su nghiep"),
}
_PLACE = r"(?: (?:tinh|thanh pho|tp\.?) .+| {province})?"
_LIKE = 0.6


@dataclass(frozen=True)
class Body:
    """An agency as upper plans may call it: its names, its level, its province."""

    names: tuple[str, ...]
    level: str
    province: str

    def is_called(self, text: str) -> bool:
        """By its own name."""
        return self._by_name(_plain(text))

    def is_named(self, text: str) -> bool:
        said = _plain(text)
        return self._by_name(said) or bool(EVERYBODY.search(said)) or self._with_its_level(said)

    def _by_name(self, said: str) -> bool:
        for name in self.names:
            whole = re.escape(_plain(name))
            place = _PLACE.format(province=re.escape(fold(self.province)))
            if re.search(
                rf"(?:^|[,;] (?:va )?| va | voi ){whole}(?={place}(?:$|[,;.(]| va | voi | chu tri| phoi hop))",
                said,
            ):
                return True
        return False

    def _with_its_level(self, said: str) -> bool:
        level = ALL_OF_LEVEL.get(self.level)
        return bool(level and level.search(said))


@dataclass(frozen=True)
class Assigned:
    """One item of an upper plan that this agency leads or takes part in; `number` counts the plan's items."""

    number: int
    item: Item
    part: str


def _plain(text: str) -> str:
    return re.sub(r"\bubnd\b", "uy ban nhan dan", fold(text))


def levels_meant(text: str) -> list[str]:
    """The levels of which every agency is meant."""
    said = _plain(text)
    return [level for level, words in ALL_OF_LEVEL.items() if EVERYBODY.search(said) or words.search(said)]


def assigned_to(body: Body, snapshot: Mapping[str, Any]) -> Iterator[Assigned]:
    """In the order of the paper; leading comes before taking part."""
    for number, item in enumerate(items_of(snapshot)):
        for part in ("lead", "support"):
            if any(body.is_named(text) for text in item[part]):
                yield Assigned(number, item, part)
                break


def items_of(snapshot: Mapping[str, Any]) -> Iterator[Item]:
    """Every content item of a plan, wherever its tables stand."""
    for blocks in _blocks(snapshot["sections"]):
        yield from _in_blocks(blocks)
    for appendix in snapshot["appendices"]:
        yield from _in_blocks(appendix["blocks"])


def _blocks(sections: Any) -> Iterator[Any]:
    for section in sections:
        yield section["blocks"]
        yield from _blocks(section["sections"])


def _in_blocks(blocks: Any) -> Iterator[Item]:
    for block in blocks:
        for group in block["items"]["groups"] if "items" in block else ():
            yield from group["items"]


def answered(content: str, snapshot: Mapping[str, Any]) -> bool:
    """Whether some item of the plan says much the same: most of the words of both are shared."""
    words = set(fold(content).split())
    for item in items_of(snapshot):
        own = set(fold(item["content"]).split())
        if words and own and len(words & own) / len(words | own) >= _LIKE:
            return True
    return False


def as_item(task: Assigned, leaders: list[str]) -> dict[str, Any]:
    """The task as a row of the agency's own plan: what, which product, when; who leads is the agency's own matter."""
    item = task.item
    return {
        "content": item["content"],
        "audience": list(item["audience"]),
        "channels": list(item["channels"]),
        "products": [dict(product) for product in item["products"]],
        "lead": [],
        "support": leaders if task.part == "support" else [],
        "time": dict(item["time"]) if item["time"] else None,
        "budget": None,
        "areas": list(item["areas"]),
        "note": "",
    }
