"""Reads the YAML of a plan file: plain data with line numbers; anchors, tags, doubles and bombs are refused.

The data is built from the parser's events, in one pass and without recursion, so that nothing in a file is
constructed, repeated or executed. Plain words follow YAML 1.2's core schema: ``no`` is a word, a day is text.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from cchc_portal.documents.snapshots.errors import Path, SnapshotError, SnapshotErrors, field_name

LONGEST_FILE = 4_000_000
DEEPEST_NESTING = 40

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NULL = re.compile(r"~|null|Null|NULL|")
_BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+")
NUMBER = re.compile(rf"(?:{_INTEGER.pattern}|{_DECIMAL.pattern})$")

_NO_ALIAS = (
    "Không được dùng neo và bí danh (dấu “&” và “*”); câu bắt đầu bằng dấu sao phải đặt trong dấu nháy."
)
_NO_TAG = "Không được dùng thẻ kiểu dữ liệu (dấu “!”)."
_SYNTAX = (
    (
        "mapping values are not allowed",
        "Câu có dấu hai chấm phải được đặt trong dấu nháy, hoặc thụt dòng sai.",
    ),
    ("could not find expected ':'", "Thiếu dấu hai chấm sau tên mục."),
    ("unexpected end", "Dấu nháy mở ra mà không đóng."),
    ("unexpected document separator", "Dấu nháy mở ra mà không đóng."),
    ("expected ',' or", "Dấu ngoặc mở ra mà không đóng, hoặc thiếu dấu phẩy giữa hai phần tử."),
    ("did not find expected", "Thụt dòng không thẳng hàng với các mục cùng cấp."),
    ("expected <block end>", "Thụt dòng không thẳng hàng với các mục cùng cấp."),
    ("unknown escape", "Dấu gạch chéo ngược trong dấu nháy kép không đúng quy cách."),
    ("undefined tag", _NO_TAG),
    ("alias", _NO_ALIAS),
)


@dataclass
class _Frame:
    """A list or a mapping that is still open."""

    holder: Any
    path: Path
    key: str | None = None


@dataclass
class _Builder:
    name: str
    lines: dict[Path, int] = field(default_factory=dict)
    frames: list[_Frame] = field(default_factory=list)
    root: Any = None
    documents: int = 0

    def refuse(self, line: int, message: str) -> None:
        """Stop reading at a line."""
        path = self._place() if self.frames else ()
        raise SnapshotErrors([SnapshotError(self.name, line, field_name(path), message)])

    def take(self, event: Any) -> None:
        """Add what one event says."""
        line = event.start_mark.line + 1
        self._guard(event, line)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.refuse(line, "Tệp chỉ được chứa một kế hoạch (một tài liệu YAML).")
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open({} if isinstance(event, yaml.MappingStartEvent) else [], line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.frames.pop()

    def _guard(self, event: Any, line: int) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            self.refuse(line, _NO_ALIAS)
        if isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None) is not None:
            self.refuse(line, _NO_TAG)
        if len(self.frames) > DEEPEST_NESTING:
            self.refuse(line, f"Các mục lồng nhau quá {DEEPEST_NESTING} cấp.")

    def _place(self) -> Path:
        top = self.frames[-1]
        return (*top.path, len(top.holder)) if isinstance(top.holder, list) else (*top.path, top.key or "")

    def _scalar(self, event: Any, line: int) -> None:
        top = self.frames[-1] if self.frames else None
        if top is not None and isinstance(top.holder, dict) and top.key is None:
            self._key(top, event.value, line)
        else:
            self._add(_value(event), line)

    def _key(self, top: _Frame, key: str, line: int) -> None:
        path = (*top.path, key)
        if key in top.holder:
            first = self.lines[path]
            message = f"Mục này đã có ở dòng {first}; mỗi mục chỉ ghi một lần."
            raise SnapshotErrors([SnapshotError(self.name, line, field_name(path), message)])
        top.key = key
        self.lines[path] = line

    def _open(self, holder: Any, line: int) -> None:
        if self.frames and isinstance(self.frames[-1].holder, dict) and self.frames[-1].key is None:
            self.refuse(line, "Tên mục phải là chữ.")
        self.frames.append(_Frame(holder, self._add(holder, line)))

    def _add(self, value: Any, line: int) -> Path:
        if not self.frames:
            self.root = value
            self.lines[()] = line
            return ()
        top, path = self.frames[-1], self._place()
        if isinstance(top.holder, list):
            top.holder.append(value)
        else:
            top.holder[top.key] = value
            top.key = None
        self.lines.setdefault(path, line)
        return path


def _value(event: Any) -> Any:
    text = event.value
    if not event.implicit[0]:
        return text
    if _NULL.fullmatch(text):
        return None
    if _BOOLEAN.fullmatch(text):
        return text.lower() == "true"
    if len(text) <= 30 and _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if len(text) <= 30 and _DECIMAL.fullmatch(text) else text


def parse(text: str, name: str) -> tuple[Any, dict[Path, int]]:
    """The data of a plan file and the line of each place in it; raises SnapshotErrors."""
    text = text.removeprefix("\ufeff")
    _check_characters(text, name)
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise SnapshotErrors([_syntax_error(error, text, name)]) from None
    except yaml.YAMLError:
        raise SnapshotErrors([SnapshotError(name, None, "", "Tệp không đúng cú pháp YAML.")]) from None
    if builder.root is None:
        raise SnapshotErrors([SnapshotError(name, 1, "", "Tệp không có nội dung.")])
    return builder.root, builder.lines


def _check_characters(text: str, name: str) -> None:
    if len(text) > LONGEST_FILE:
        message = f"Tệp dài {len(text)} ký tự, quá mức {LONGEST_FILE} ký tự."
        raise SnapshotErrors([SnapshotError(name, None, "", message)])
    if found := _FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"Có ký tự điều khiển (mã U+{ord(found[0]):04X}); xóa ký tự này rồi nạp lại."
        raise SnapshotErrors([SnapshotError(name, line, "", message)])


def _syntax_error(error: yaml.MarkedYAMLError, text: str, name: str) -> SnapshotError:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else None
    problem = error.problem or ""
    if "cannot start any token" in problem and mark:
        return SnapshotError(name, line, "", _bad_start(text, mark))
    sentence = next((said for part, said in _SYNTAX if part in problem), "Dòng này không đúng cú pháp YAML.")
    return SnapshotError(name, line, "", sentence)


def _bad_start(text: str, mark: yaml.Mark) -> str:
    rows = text.split("\n")
    row = rows[mark.line] if mark.line < len(rows) else ""
    if "\t" in row[: mark.column + 1]:
        return "Dòng thụt bằng phím Tab; dùng dấu cách."
    return f"Câu bắt đầu bằng ký tự “{row[mark.column : mark.column + 1]}” phải được đặt trong dấu nháy."
