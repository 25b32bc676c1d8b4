"""The filters of the paper's templates: inline text with its marks and footnote calls."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from .inline import as_html
from .parts import Line

register = template.Library()


@register.filter
def inline(text: str) -> SafeString:
    return mark_safe(as_html(text))  # noqa: S308 - as_html escapes all that people typed


@register.filter
def inline_line(line: Line) -> SafeString:
    return mark_safe(as_html(line.text, line.notes, line.first_note))  # noqa: S308 - as above
