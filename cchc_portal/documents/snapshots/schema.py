"""The plan file's JSON Schema, its refusals put into Vietnamese sentences."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from cchc_portal.documents.snapshots.errors import Finding, Path
from cchc_portal.documents.snapshots.rows import lightened

SCHEMA: dict[str, Any] = json.loads(FilePath(__file__).with_name("schema.json").read_text(encoding="utf-8"))
BLOCK_KINDS = ("text", "numbered", "bullets", "items", "channels", "table")

LABELS = {
    "subject": "Trích yếu", "symbol": "Ký hiệu cơ quan", "symbol_as_printed": "Số, ký hiệu in trên văn bản",
    "number": "Số", "name": "Tên", "title": "Tên hoặc chức vụ", "place": "Địa danh", "province": "Tên tỉnh, thành phố",
    "heading": "Tên mục", "issued_on": "Ngày ban hành", "content": "Nội dung", "text": "Đoạn văn",
    "header": "Tên cơ quan in ở đầu văn bản", "superior": "Tên cơ quan chủ quản", "recipients": "Nơi nhận",
    "addressees": "Nơi kính gửi", "unit": "Ký hiệu đơn vị soạn thảo",
}  # fmt: skip

_PATTERNS = {
    "number": 'Số của văn bản chỉ gồm chữ số, ví dụ: "06".',
    "symbol": "Ký hiệu cơ quan không chứa dấu cách và dấu gạch chéo, ví dụ: KCNĐN.",
    "unit": "Ký hiệu đơn vị soạn thảo không chứa dấu cách và dấu gạch chéo, ví dụ: CCHC.",
    "symbol_as_printed": "Số, ký hiệu phải có dấu gạch chéo, ví dụ: 06/KH-KCNĐN.",
}

_SEVERAL_TYPES = "Phải là một câu hoặc một nhóm mục."
_EXPECTED = {
    "string": "Phải là chữ.",
    "array": "Phải là danh sách (mỗi phần tử một dòng bắt đầu bằng dấu “-”).",
    "object": "Phải là một nhóm mục (mỗi mục một dòng “tên: giá trị”).",
    "integer": "Phải là số nguyên, không có dấu chấm ngăn hàng nghìn.",
    "number": "Phải là số, phần lẻ viết sau dấu chấm.",
    "boolean": "Phải là true hoặc false.",
}


@cache
def validator() -> Draft202012Validator:
    """The schema's validator; days must be in the calendar."""
    return Draft202012Validator(SCHEMA, format_checker=FormatChecker(["date"]))


def findings(data: Any) -> list[Finding]:
    """Everything that the schema refuses."""
    return [finding for error in validator().iter_errors(lightened(data)) for finding in _sentences(error)]


def _sentences(error: ValidationError) -> Iterator[Finding]:
    path: Path = tuple(error.absolute_path)
    limit: Any = error.validator_value
    given: Any = error.instance
    if error.validator == "required":
        missing = error.message.split("'")[1]
        yield Finding((*path, missing), "Thiếu mục này.")
    elif error.validator == "additionalProperties":
        yield from _unknown(error.schema, given, path)
    else:
        yield Finding(path, _SENTENCES[str(error.validator)](limit, given, path))


def _unknown(schema: Any, given: dict[str, Any], path: Path) -> Iterator[Finding]:
    known = sorted(schema["properties"])
    for key in given:
        if key not in known:
            yield Finding((*path, key), f"Không có mục này; các mục dùng được: {', '.join(known)}.")


def _label(path: Path) -> str:
    names = [step for step in path if isinstance(step, str)]
    return LABELS.get(names[-1], "Giá trị") if names else "Giá trị"


def _type(limit: Any, given: Any, path: Path) -> str:
    wanted = [limit] if isinstance(limit, str) else [kind for kind in limit if kind != "null"]
    if given is None:
        return "Không được để trống."
    return _SEVERAL_TYPES if len(wanted) > 1 else _EXPECTED[wanted[0]] + _hint(wanted[0], given)


def _hint(wanted: str, given: Any) -> str:
    if wanted == "string" and isinstance(given, (bool, int, float)):
        return ' Đặt giá trị trong dấu nháy, ví dụ: "06".'
    if wanted == "string" and isinstance(given, dict):
        return " Câu có dấu hai chấm phải được đặt trong dấu nháy."
    return ""


def _max_length(limit: Any, given: Any, path: Path) -> str:
    return f"{_label(path)} dài {len(given)} ký tự, nhiều nhất là {limit} ký tự."


def _max_items(limit: Any, given: Any, path: Path) -> str:
    if limit == 0 and path[-1] == "sections":
        return "Chỉ có ba cấp mục: I., 1., a)."
    if limit == 0:
        return "Chỉ có hai cấp gạch đầu dòng: “-” rồi “+”."
    return f"Có {len(given)} phần tử, nhiều nhất là {limit}."


def _enum(limit: Any, given: Any, path: Path) -> str:
    return f"Phải là một trong: {', '.join(str(value) for value in limit if value is not None)}."


_NO_DAY = "Ngày phải có trong lịch và viết theo dạng năm-tháng-ngày, ví dụ: 2027-01-05."

_SENTENCES: dict[str, Callable[[Any, Any, Path], str]] = {
    "type": _type,
    "minLength": lambda limit, given, path: f"{_label(path)} không được để trống.",
    "maxLength": _max_length,
    "pattern": lambda limit, given, path: _PATTERNS[str(path[-1])],
    "format": lambda limit, given, path: _NO_DAY,
    "enum": _enum,
    "const": lambda limit, given, path: f"Phải là {limit}.",
    "minItems": lambda limit, given, path: "Phải có ít nhất một phần tử.",
    "maxItems": _max_items,
    "minimum": lambda limit, given, path: f"Không được nhỏ hơn {limit}.",
    "maximum": lambda limit, given, path: f"Không được lớn hơn {limit}.",
    "exclusiveMinimum": lambda limit, given, path: f"Phải lớn hơn {limit}.",
    "uniqueItems": lambda limit, given, path: "Có phần tử ghi hai lần.",
    "not": lambda limit, given, path: f"Khối phải là một trong: {', '.join(BLOCK_KINDS)}.",
}
