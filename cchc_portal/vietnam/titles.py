"""A plan named inside a sentence by its subject (trích yếu)."""

import re

from .layout import PLAN_TITLE
from .text import lower_first

_TITLED = re.compile(r"^(?:(?:về việc\s+)?ban hành\s+)?kế hoạch\s+(?=\S)", re.IGNORECASE)


def named(subject: str) -> str:
    """The plan in a sentence; what its subject already says of being a plan is not said twice."""
    return f"{PLAN_TITLE.capitalize()} {lower_first(_TITLED.sub('', subject))}"
