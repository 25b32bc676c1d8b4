"""The changes of one autosave: read from what the page sent, tried one by one, answered one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from cchc_portal.agencies.permissions import Refused
from plans import anchors
from plans.actions import drafting, prose_runs, sittings
from plans.actions import values as row_values
from plans.actions.saving import Saving
from plans.actions.sittings import Origin, Written
from plans.actions.values import Row
from plans.forms import wire
from plans.forms.base import DraftForm
from plans.forms.wire import Change, Merged

from . import kinds
from .parts import PARTS

Answer = dict[str, Any]
MOST = 2000
"""Changes in one save: a pasted block of rows is one each."""
MOST_ORIGINS = 50


class Junk(Exception):
    """What was sent is not a save of this protocol."""


@dataclass(frozen=True)
class Sent:
    """One change as the page sent it."""

    op: str
    at: str
    kind: str
    inside: str
    before: str
    temp: str
    block_kind: str
    fields: dict[str, Any]
    origins: tuple[Origin, ...] = ()
    tick: int = 0


def read(body: Any) -> list[Sent]:
    """The changes of a save; Junk where anything is not of the protocol."""
    changes = body.get("changes") if isinstance(body, dict) else None
    if not isinstance(changes, list) or len(changes) > MOST:
        raise Junk
    return [_read_one(change) for change in changes]


def _read_one(change: Any) -> Sent:
    if not isinstance(change, dict) or change.get("op") not in _VERBS:
        raise Junk
    words = {name: change.get(name) or "" for name in ("op", "at", "kind", "in", "before", "temp", "loai")}
    fields = change.get("fields") or {}
    if not all(isinstance(word, str) for word in words.values()) or not isinstance(fields, dict):
        raise Junk
    return Sent(
        words["op"],
        words["at"],
        words["kind"],
        words["in"],
        words["before"],
        words["temp"],
        words["loai"],
        fields,
        _origins(change),
        _tick(change),
    )


def _origins(sent: Any) -> tuple[Origin, ...]:
    """Closed tabs whose unsaved words these are: [key, tick of its clock] of each."""
    listed = sent.get("from") or [] if isinstance(sent, dict) else None
    if not isinstance(listed, list) or len(listed) > MOST_ORIGINS:
        raise Junk
    return tuple(_origin(each) for each in listed)


def _origin(listed: Any) -> Origin:
    match listed:
        case [str(key), int(tick)]:
            return Origin(key, tick)
    raise Junk


def _tick(sent: Any) -> int:
    """When the tab had these words, by its own clock."""
    match sent:
        case {"tick": int(tick)}:
            return tick
    return 0


def setting(at: str, fields: dict[str, dict[str, str]]) -> Sent:
    """A change of these fields of one row, each with what it was and what it is now."""
    return Sent("set", at, "", "", "", "", "", fields)


def apply(work: Saving, change: Sent) -> Answer:
    """Do one change; what cannot be done is said in its own answer and leaves the others alone."""
    named = {"at": change.at} | ({"temp": change.temp} if change.temp else {})
    try:
        with transaction.atomic():
            return named | _VERBS[change.op](work, change)
    except Refused as refusal:
        return {**named, "gone": True, "sentence": refusal.reason}


def _set(work: Saving, change: Sent) -> Answer:
    if anchors.split(change.at)[0] == anchors.PROSE:
        return _set_prose(work, change)
    changes = {name: _was_and_now(field) for name, field in change.fields.items()}
    part = PARTS.get(change.at.removeprefix(f"{anchors.PART}-"))
    if part is not None:
        current = drafting.read_part(work.plan, part.part)
        merged = wire.merge(lambda data: part.form(data, values=current), changes, _written(work, change))
        if merged.values is not None:
            work.write_part(part.part, change.at, merged.values)
        return _told(work, change, merged)
    row = work.row(change.at)
    merged = wire.merge(_form_of(row), changes, _written(work, change))
    if merged.values is not None:
        work.write(row, merged.values)
    return _told(work, change, merged)


def _written(work: Saving, change: Sent) -> Callable[[str, str], Written]:
    """Whose words a field of this row says now, to the tab that sends the change."""
    sent = {name: (_tick(field), _origins(field)) for name, field in change.fields.items()}
    return lambda name, text: work.written(change.at, name, text, *sent[name])


def _set_prose(work: Saving, change: Sent) -> Answer:
    """A run of prose is one field: its text as HTML."""
    _, first = anchors.split(change.at)
    field = _was_and_now(change.fields.get("html"))
    try:
        stands = prose_runs.read(work.plan, first or 0)
    except LookupError as lost:
        raise Refused("Đoạn văn này đã bị người khác xóa.") from lost
    whence = _written(work, change)("html", stands)
    if stands == field.now:
        return _told(work, change, Merged(says={"html": stands}))
    if whence is Written.AFTER:
        return _told(work, change, Merged(stored={"html": stands}))
    if whence is not Written.BEFORE and stands not in (field.was, prose_runs.canonical(field.was)):
        return _told(work, change, Merged(conflicts={"html": stands}))
    try:
        stored = work.write_prose(first or 0, field.now)
    except ValidationError as error:
        return {"errors": {"html": " ".join(error.messages)}}
    differs = {"html": stored} if stored != field.now else {}
    return _told(work, change, Merged(says={"html": stored}, stored=differs))


def _was_and_now(field: Any) -> Change:
    if not isinstance(field, dict):
        raise Junk
    was, now = field.get("was") or "", field.get("now") or ""
    if not isinstance(was, str) or not isinstance(now, str):
        raise Junk
    return Change(was, now)


def _told(work: Saving, change: Sent, merged: Merged) -> Answer:
    answer: Answer = {}
    for name, text in merged.says.items():
        work.says(change.at, name, text, _tick(change.fields[name]))
    if merged.conflicts:
        last = sittings.last_touch(work.plan, change.at, work.sitting.key)
        who, when = (last.name, f"{timezone.localtime(last.at):%H:%M}") if last else ("Người khác", "")
        own = {"own": True} if last and last.user_id == work.by.user_id else {}
        answer["conflict"] = {
            name: {"theirs": theirs, "by": who, "when": when} | own
            for name, theirs in merged.conflicts.items()
        }
    if merged.errors:
        answer["errors"] = merged.errors
    if merged.stored:
        answer["fields"] = merged.stored
    return answer if merged.conflicts or merged.errors else {**answer, "ok": True}


def _add(work: Saving, change: Sent) -> Answer:
    if change.at:
        if work.has(change.at):  # the answer to an earlier save was lost
            return {"ok": True}
        back = work.bring_back(change.at, change.before)
        return {"at": anchors.anchor_of(back), "ok": True}
    if anchor := work.added_before(change.temp):
        return _added_already(work, change, anchor)
    row = _new_row(work, change)
    typed = {name: text for name, text in change.fields.items() if isinstance(text, str)}
    if len(typed) < len(change.fields):
        raise Junk
    merged = wire.read_new(_form_of(row), typed)
    if merged.values is None:
        return {"errors": merged.errors}
    anchor = anchors.anchor_of(work.add(row, merged.values, change.before, change.temp))
    for name, text in merged.says.items():
        work.says(anchor, name, text, change.tick)
    return {"at": anchor, "ok": True} | ({"errors": merged.errors} if merged.errors else {})


def _added_already(work: Saving, change: Sent, anchor: str) -> Answer:
    """The answer to an earlier save was lost, and typing may have gone on."""
    if not work.has(anchor):
        return {"at": anchor, "ok": True}
    whence = {"tick": change.tick, "from": [[origin.key, origin.tick] for origin in change.origins]}
    fields = {name: {"was": "", "now": text} | whence for name, text in change.fields.items()}
    return _set(work, setting(anchor, fields)) | {"at": anchor, "ok": True}


def _new_row(work: Saving, change: Sent) -> Row:
    outer_kind, outer = anchors.split(change.inside) if change.inside else ("", None)
    place = {outer_kind: str(outer)} if outer is not None else {}
    if change.kind not in kinds.KINDS:
        raise Junk
    try:
        return kinds.KINDS[change.kind].new(work.plan, {**place, "loai": change.block_kind})
    except Http404 as nowhere:
        raise Refused("Chỗ để thêm phần này đã bị người khác xóa.") from nowhere


def _form_of(row: Row) -> Callable[[Any], DraftForm]:
    """The row's form over its values, read once."""
    known = kinds.KINDS[anchors.kind_of(row)]
    values = row_values.read(row) if row.pk else None
    return lambda data: kinds.form_over(known, row, values, data)


def _move(work: Saving, change: Sent) -> Answer:
    row = work.row(change.at)
    if change.inside:
        work.move(row, work.row(change.inside), change.before)
    elif anchors.kind_of(row) == "muc":
        work.to_the_top(row, change.before)
    else:
        work.move(row, None, change.before)
    return {"ok": True}


def _remove(work: Saving, change: Sent) -> Answer:
    if work.has(change.at):  # else it has gone already, which is what was wanted
        work.remove(work.row(change.at))
    return {"ok": True}


_VERBS: dict[str, Callable[[Saving, Sent], Answer]] = {
    "set": _set,
    "add": _add,
    "move": _move,
    "remove": _remove,
}
