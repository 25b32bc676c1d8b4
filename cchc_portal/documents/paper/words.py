"""End marks and open spaces as they are printed."""

import re
from collections.abc import Callable, Sequence
from math import ceil

from cchc_portal.vietnam.layout import END_MARK

ENDS = (".", ";", ":", "!", "?", "…", ",")
LAST_MARKS = re.compile(r"[.;,:/\s]*(\*{0,2})[.;,:/\s]*$")
YEARS = re.compile(r"(?<!\d)(\d{4})( ?)([-–])( ?)(\d{4})(?!\d)")
BREAKING = re.compile(r"[ \t\n]+")
WIDE_GAP = re.compile(r"[ \u00a0]{2,}")


def ended(text: str, mark: str = ".") -> str:
    """The paragraph with its end mark, unless it was typed with one."""
    text = text.rstrip()
    return text if not text or text.rstrip("*").endswith(ENDS) else text + mark


def listed(texts: Sequence[str]) -> list[str]:
    """Members of a list: ";" after each and "." after the last; "." after all where one of them holds a full stop inside."""
    between = "." if any(". " in text for text in texts) else ";"
    return [ended(text, between) for text in texts[:-1]] + [ended(text) for text in texts[-1:]]


def finished(text: str) -> str:
    """The last paragraph of a document, with "./." on its last word."""
    return LAST_MARKS.sub(r"\1", text) + END_MARK


def open_space(text: str) -> str:
    """Room for a pen stays room: several spaces in a row do not collapse and do not break."""
    return WIDE_GAP.sub(lambda gap: "\u00a0" * len(gap[0]), text)


def years_together(text: str) -> str:
    """ "2021 - 2030" stays on one line: its spaces do not break."""
    return YEARS.sub(lambda found: "".join(found.groups()).replace(" ", "\u00a0"), text)


def balanced(text: str, widest: float, width: Callable[[str], float]) -> tuple[str, ...]:
    """The text in as few lines as fit, of about one length, broken between words."""
    whole = width(text)
    count = ceil(whole / widest)
    if count <= 1:
        return (text,)
    lines: list[str] = []
    target, line = whole / count, ""
    for word in BREAKING.split(text.strip()):
        longer = f"{line} {word}".strip()
        last = len(lines) == count - 1
        limit = widest if last else min(widest, target + width(word) / 2)
        if line and width(longer) > limit:
            lines.append(line)
            longer = word
        line = longer
    return (*lines, line)
