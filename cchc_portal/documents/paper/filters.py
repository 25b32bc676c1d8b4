"""The filters of the paper's templates: inline text with its marks and footnote calls."""

import re
from collections.abc import Mapping

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from .inline import as_html
from .parts import Line

register = template.Library()

IN_BRACKETS = re.compile(r"\([^()]{0,12}/[^()]{0,6}\)")


@register.filter
def inline(text: str) -> SafeString:
    return mark_safe(as_html(text))  # noqa: S308 - as_html escapes all that people typed


@register.filter
def inline_line(line: Line) -> SafeString:
    return mark_safe(as_html(line.text, line.notes, line.first_note))  # noqa: S308 - as above


@register.filter
def recipient(text: str) -> SafeString:
    """ "UBND tỉnh (để b/c)": what stands in brackets with a stroke stays on one line."""
    kept = IN_BRACKETS.sub(r'<span class="whole">\g<0></span>', escape(text))
    return mark_safe(kept)  # noqa: S308 - escaped


@register.filter
def anchored(place: str, anchors: Mapping[str, str]) -> SafeString:
    """The attribute by which the editor finds a line in its preview; nothing where the place has no name."""
    anchor = anchors.get(place)
    return format_html(' data-anchor="{}"', anchor) if anchor else SafeString("")
