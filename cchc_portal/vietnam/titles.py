"""A plan named inside a sentence by its subject (trích yếu); a document named by type and subject (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.5)."""

import re

from .layout import PLAN_TITLE
from .text import lower_first

_ANOTHER = r"(?!(?:hóa|hoá|số|này)\b)"  # "kế hoạch hóa" is a word, "kế hoạch số 06" another document
_TITLED = re.compile(r"^(?:(?:về việc\s+)?ban hành\s+)?kế hoạch\s+(?=\S)", re.IGNORECASE)


def named(subject: str) -> str:
    """The plan in a sentence; what its subject already says of being a plan is not said twice."""
    return f"{PLAN_TITLE.capitalize()} {lower_first(_TITLED.sub('', subject))}"


def without_type(subject: str, type_name: str = PLAN_TITLE) -> str:
    """The subject where it begins with the name of its own type, which stands above it already."""
    found = re.match(rf"{re.escape(type_name)}\s+{_ANOTHER}(?=\S)", subject, re.IGNORECASE)
    return subject[found.end()].upper() + subject[found.end() + 1 :] if found else subject


def with_type(type_name: str, subject: str) -> str:
    """ "Kế hoạch tập huấn …", whether or not the subject says its type itself."""
    return f"{type_name} {lower_first(without_type(subject, type_name))}" if type_name else subject
