"""Autosave: a few changes of one tab as one save, through the door of every edit; a sitting is one event of the history."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import F, Max, Q

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Refused
from cchc_portal.vietnam import numbering
from plans import anchors
from plans.actions import drafting, prose_runs, removed, sittings, trash, versions
from plans.actions import values as row_values
from plans.actions.drafting import Part
from plans.actions.editing import Edit, editing
from plans.actions.rows import GONE, SCOPES, siblings
from plans.actions.sittings import Origin, Words, Written
from plans.actions.values import Row, Values
from plans.models import Plan, Section, Sitting

DRAFTED = "drafted"
TOO_DEEP = f"Mục chỉ có {numbering.DEEPEST_LEVEL} cấp: I., 1., a)."


@contextmanager
def saving(plan_id: int, *, key: str, place: str, by: Membership, number: int = 0) -> Iterator["Saving"]:
    """Change a plan inside as often as one save needs; nothing is counted where nothing changed.

    A tab counts its requests: a late one, whose changes a newer one has brought already, is refused. 0: nobody counts.
    """
    with editing(plan_id, by=by, verb=DRAFTED) as edit:
        edit.details["what"] = "nội dung kế hoạch"
        work = Saving(edit, sittings.sit_down(edit.plan, key, place, by=by), by, number)
        if 0 < number < sittings.last_number(work.sitting):
            raise Late
        yield work
        work.finish()


class Late(Exception):
    """A request that a newer one of the same tab has overtaken."""


@dataclass
class Saving:
    """One save under way."""

    edit: Edit
    sitting: Sitting
    by: Membership
    number: int = 0
    touched: set[str] = field(default_factory=set)
    added: dict[str, str] = field(default_factory=dict)
    words: Words = field(default_factory=dict)
    _earlier: dict[str, Sitting | None] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        return self.edit.plan

    def row(self, anchor: str) -> Row:
        """The row that an anchor names, as it stands now; Refused where it is gone or never was."""
        found = self._find(anchor)
        if found is None:
            raise Refused(GONE)
        found.plan = self.plan
        return found

    def has(self, anchor: str) -> bool:
        return self._find(anchor) is not None

    def _find(self, anchor: str) -> Row | None:
        kind, pk = anchors.split(anchor)
        model = anchors.MODELS.get(kind)
        rows = model.objects.select_related("plan__agency").filter(plan=self.plan, pk=pk) if model else None
        return None if rows is None else rows.first()

    def write(self, row: Row, values: Values) -> None:
        self._touch(anchors.anchor_of(row))
        row_values.write(row, values)

    def write_part(self, part: Part, anchor: str, values: Values) -> None:
        self._touch(anchor)
        drafting.write_part(self.plan, part, values)

    def write_prose(self, first_block: int, html: str) -> str:
        self._touch(f"{anchors.PROSE}-{first_block}")
        return prose_runs.write(self.plan, first_block, html)

    def add(self, new: Row, values: Values, before: str, temp: str = "") -> Row:
        """A row that knows what it stands in, put before another of its siblings or at the end; `temp` is the tab's name of it."""
        self._begin()
        new.plan = self.plan
        new.position = self._make_room(new, before)
        row_values.write(new, values)
        self._touch(anchors.anchor_of(new))
        if temp:
            self.added[temp] = anchors.anchor_of(new)
        return new

    def added_before(self, temp: str) -> str:
        """The anchor of a row that a save whose answer was lost has added already."""
        return self.added.get(temp, "") or self._added_earlier.get(temp, "")

    @cached_property
    def _added_earlier(self) -> dict[str, str]:
        return sittings.added_before(self.plan)

    def says(self, anchor: str, name: str, text: str, tick: int) -> None:
        """Note what a field says now that this tab has changed it, or has sent the same words."""
        if self.number:
            self.words.setdefault(anchor, {})[name] = tick or self.number, text

    def written(self, anchor: str, name: str, text: str, tick: int, origins: Iterable[Origin]) -> Written:
        """Whether what a field says now is this tab's own, or of the tabs whose words it carries on."""
        if not self.number:
            return Written.ELSEWHERE
        for origin in (Origin(self.sitting.key, tick or self.number), *origins):
            sitting = self._sitting(origin.key)
            since, said = sittings.notes(sitting, anchor).get(name, (0, "")) if sitting else (0, "")
            if said == sittings.digest(text):
                return Written.BEFORE if since <= origin.tick else Written.AFTER
        return Written.ELSEWHERE

    def _sitting(self, key: str) -> Sitting | None:
        """This tab's, or an earlier one's of the same person."""
        if key == self.sitting.key:
            return self.sitting
        if key not in self._earlier:
            own = Sitting.objects.filter(plan=self.plan, user=self.by.user, key=key)
            self._earlier[key] = own.first()
        return self._earlier[key]

    def move(self, row: Row, outer: Row | None, before: str) -> None:
        """Into `outer` (None: where it stands already), before another row or at the end."""
        self._touch(anchors.anchor_of(row))
        if outer is not None:
            _put_into(row, outer)
        row.position = self._make_room(row, before)
        row.save()

    def to_the_top(self, section: Section, before: str) -> None:
        section.parent = None
        self.move(section, None, before)

    def remove(self, row: Row) -> None:
        """Deleting is told apart: the history names what went, and it can be brought back."""
        self._touch(anchors.anchor_of(row))
        marks = removed.marks(row)
        kept = trash.throw(row, by=self.by)
        record(self.plan, removed.REMOVED, by=self.by, what=kept.name, rows=marks)

    def bring_back(self, anchor: str, before: str = "") -> Row:
        self._begin()
        row = trash.bring_back(self.plan, anchor)
        row.plan = self.plan
        if before:
            row.position = self._make_room(row, before)
            row.save(update_fields=["position"])
        self._touch(anchor)
        record(self.plan, "row_brought_back", by=self.by, what=row_values.name_of(row))
        return row

    def finish(self) -> None:
        self.edit.changed = bool(self.touched)
        self.edit.told = self.sitting.changes > 0
        if self.touched or self.words:
            sittings.touch(self.sitting, self.touched, self.added, self.words, self.number)

    def _touch(self, anchor: str) -> None:
        self._begin()
        self.touched.add(anchor)

    def _begin(self) -> None:
        """Before the first change of a sitting, what the plan says is kept as a version."""
        if not self.sitting.changes and not self.touched:
            versions.before_sitting(self.plan, self.sitting, by=self.by)

    def _make_room(self, row: Row, before: str) -> int:
        """A position in the row's scope: that of `before`, which moves down with all after it, or after the last."""
        others = siblings(row).exclude(pk=row.pk)
        follower = others.filter(pk=anchors.split(before)[1]).first() if before else None
        if follower is None:
            last = others.aggregate(last=Max("position"))["last"]
            return 0 if last is None else last + 1
        behind = Q(position__gt=follower.position) | Q(position=follower.position, pk__gte=follower.pk)
        others.filter(behind).order_by().update(position=F("position") + 1)
        return int(follower.position)


def _put_into(row: Row, outer: Row) -> None:
    """Give a row another row to stand in, of the kind that it may stand in."""
    key = _KEYS.get((type(row).__name__, type(outer).__name__))
    if key is None or outer.pk == row.pk:
        raise Refused("Không chuyển được phần này vào chỗ đó.")
    for name in SCOPES[type(row)]:
        if name.endswith("_id") and name != "plan_id":
            setattr(row, name, None)
    setattr(row, key, outer)
    if isinstance(row, Section):
        if row.pk in _chain(outer):
            raise Refused("Không chuyển được mục vào bên trong chính nó.")
        if len(_chain(outer)) + _height(row) > numbering.DEEPEST_LEVEL:
            raise Refused(TOO_DEEP)


_KEYS = {
    ("Section", "Section"): "parent",
    ("Block", "Section"): "section",
    ("Block", "Appendix"): "appendix",
    ("AudienceGroup", "Block"): "block",
    ("ContentItem", "AudienceGroup"): "group",
}


def _chain(section: Section) -> list[int]:
    """The section and all that it stands in."""
    return [section.pk, *(_chain(section.parent) if section.parent else [])]


def _height(section: Section) -> int:
    return 1 + max((_height(child) for child in section.children.all()), default=0)
