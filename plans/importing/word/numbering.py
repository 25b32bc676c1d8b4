"""The numbers that Word writes by itself, from numbering.xml: "I.", "1.", "a)", "-" before a paragraph that holds none of them."""

from collections import defaultdict
from dataclasses import dataclass, field

from cchc_portal.vietnam.numbering import roman
from plans.importing.word.names import Element, value, w

_DEEPEST = 9


@dataclass
class Level:
    """How one level of a list is numbered."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1


@dataclass
class Lists:
    """Every list of the document and how far each has counted."""

    abstract_of: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    style_levels: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: defaultdict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[str] = field(default_factory=set)

    def next_number(self, number_id: str, depth: int) -> str:
        """What stands before the next paragraph of this list at this depth."""
        abstract = self.abstract_of.get(number_id)
        if abstract is None:
            return ""
        known = self.levels.get(abstract, {})
        counts = self._counts[abstract]
        if number_id not in self._begun:
            self._begun.add(number_id)
            for place, start in self.overrides.get(number_id, {}).items():
                counts[place] = start - 1
                _forget_below(counts, place)
        level = known.get(depth, Level())
        counts[depth] = counts.get(depth, level.start - 1) + 1
        _forget_below(counts, depth)
        return _written(known, counts, depth)


def _forget_below(counts: dict[int, int], depth: int) -> None:
    for deeper in [level for level in counts if level > depth]:
        del counts[deeper]


def _written(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    level = levels.get(depth, Level())
    if level.form == "none":
        return ""
    if level.form == "bullet":
        return _bullet(level.pattern)
    text = level.pattern
    for other in range(_DEEPEST):
        known = levels.get(other, Level())
        text = text.replace(f"%{other + 1}", _figure(known.form, counts.get(other, known.start)))
    return text.strip()


def _bullet(sign: str) -> str:
    return "+" if sign.strip() in ("+", "o", "\uf0d8", "\u00a7", "\uf0a7") else "-"


def _figure(form: str, number: int) -> str:
    if number < 1:
        return str(number)
    if form in ("upperRoman", "lowerRoman") and number < 4000:
        return roman(number) if form == "upperRoman" else roman(number).lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    return f"{number:02d}" if form == "decimalZero" else str(number)


def read(root: Element | None) -> Lists:
    lists = Lists()
    if root is None:
        return lists
    links = {}
    for abstract in root.iter(w("abstractNum")):
        key = abstract.get(w("abstractNumId")) or ""
        lists.levels[key] = {_depth(level): _level(level) for level in abstract.findall(w("lvl"))}
        links[key] = value(abstract, "numStyleLink")
        for level in abstract.findall(w("lvl")):
            if style := value(level, "pStyle"):
                lists.style_levels[style] = (key, _depth(level))
    named = {
        style: abstract.get(w("abstractNumId")) or ""
        for abstract in root.iter(w("abstractNum"))
        if (style := value(abstract, "styleLink"))
    }
    for one in root.findall(w("num")):
        key = one.get(w("numId")) or ""
        abstract = value(one, "abstractNumId")
        lists.abstract_of[key] = named.get(links.get(abstract, ""), abstract)
        lists.overrides[key] = _starts(one)
    return lists


def _depth(level: Element) -> int:
    text = level.get(w("ilvl")) or "0"
    return int(text) if text.isdigit() else 0


def _level(level: Element) -> Level:
    start = value(level, "start")
    return Level(
        value(level, "numFmt") or "decimal", value(level, "lvlText"), int(start) if start.isdigit() else 1
    )


def _starts(one: Element) -> dict[int, int]:
    found = {}
    for override in one.findall(w("lvlOverride")):
        start = value(override, "startOverride")
        if start.isdigit():
            found[_depth(override)] = int(start)
    return found
