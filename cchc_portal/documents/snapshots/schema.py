"""The plan file's JSON Schema, its refusals put into Vietnamese sentences."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from cchc_portal.documents.snapshots.errors import Finding, Path

SCHEMA: dict[str, Any] = json.loads(FilePath(__file__).with_name("schema.json").read_text(encoding="utf-8"))
BLOCK_KINDS = ("text", "numbered", "bullets", "items", "channels", "table")

LABELS = {
    "subject": "Trích yếu", "symbol": "Ký hiệu cơ quan", "symbol_as_printed": "Số, ký hiệu in trên văn bản",
    "number": "Số", "name": "Tên", "title": "Tên hoặc chức vụ", "place": "Địa danh", "province": "Tên tỉnh, thành phố",
    "heading": "Tên mục", "issued_on": "Ngày ban hành", "content": "Nội dung", "text": "Đoạn văn",
    "header": "Tên cơ quan in ở đầu văn bản", "superior": "Tên cơ quan chủ quản", "recipients": "Nơi nhận",
}  # fmt: skip

_PATTERNS = {
    "number": 'Số của văn bản chỉ gồm chữ số, ví dụ: "06".',
    "symbol": "Ký hiệu cơ quan không chứa dấu cách và dấu gạch chéo, ví dụ: KCNĐN.",
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
    return [finding for error in validator().iter_errors(data) for finding in _sentences(error)]


def _sentences(error: ValidationError) -> Iterator[Finding]:
    path: Path = tuple(error.absolute_path)
    if error.validator == "required":
        missing = error.message.split("'")[1]
        yield Finding((*path, missing), "Thiếu mục này.")
    elif error.validator == "additionalProperties":
        known = sorted(error.schema["properties"])
        for key in error.instance:
            if key not in known:
                yield Finding((*path, key), f"Không có mục này; các mục dùng được: {', '.join(known)}.")
    else:
        yield Finding(path, _SENTENCES.get(str(error.validator), _refused)(error, path))


def _label(path: Path) -> str:
    names = [step for step in path if isinstance(step, str)]
    return LABELS.get(names[-1], "Giá trị") if names else "Giá trị"


def _type(error: ValidationError, path: Path) -> str:
    wanted = error.validator_value
    wanted = [wanted] if isinstance(wanted, str) else [kind for kind in wanted if kind != "null"]
    if error.instance is None:
        return "Không được để trống."
    if len(wanted) > 1:
        return _SEVERAL_TYPES
    return _EXPECTED[wanted[0]] + _hint(wanted[0], error.instance)


def _hint(wanted: str, given: Any) -> str:
    if wanted == "string" and isinstance(given, (bool, int, float)):
        return ' Đặt giá trị trong dấu nháy, ví dụ: "06".'
    if wanted == "string" and isinstance(given, dict):
        return " Câu có dấu hai chấm phải được đặt trong dấu nháy."
    return ""


def _max_items(error: ValidationError, path: Path) -> str:
    if error.validator_value == 0 and path[-1] == "sections":
        return "Chỉ có ba cấp mục: I., 1., a)."
    if error.validator_value == 0:
        return "Chỉ có hai cấp gạch đầu dòng: “-” rồi “+”."
    return f"Có {len(error.instance)} phần tử, nhiều nhất là {error.validator_value}."


def _enum(error: ValidationError, path: Path) -> str:
    return (
        f"Phải là một trong: {', '.join(str(value) for value in error.validator_value if value is not None)}."
    )


def _refused(error: ValidationError, path: Path) -> str:
    return "Giá trị không hợp lệ."


_SENTENCES: dict[str, Callable[[ValidationError, Path], str]] = {
    "type": _type,
    "minLength": lambda error, path: f"{_label(path)} không được để trống.",
    "maxLength": lambda error, path: (
        f"{_label(path)} dài {len(error.instance)} ký tự, nhiều nhất là {error.validator_value} ký tự."
    ),
    "pattern": lambda error, path: _PATTERNS[str(path[-1])],
    "format": lambda error, path: (
        "Ngày phải có trong lịch và viết theo dạng năm-tháng-ngày, ví dụ: 2027-01-05."
    ),
    "enum": _enum,
    "const": lambda error, path: f"Phải là {error.validator_value}.",
    "minItems": lambda error, path: "Phải có ít nhất một phần tử.",
    "maxItems": _max_items,
    "minimum": lambda error, path: f"Không được nhỏ hơn {error.validator_value}.",
    "maximum": lambda error, path: f"Không được lớn hơn {error.validator_value}.",
    "exclusiveMinimum": lambda error, path: f"Phải lớn hơn {error.validator_value}.",
    "uniqueItems": lambda error, path: "Có phần tử ghi hai lần.",
    "not": lambda error, path: f"Khối phải là một trong: {', '.join(BLOCK_KINDS)}.",
}
