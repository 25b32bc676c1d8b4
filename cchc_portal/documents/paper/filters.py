"""The one filter of the paper's templates: inline text with its marks and footnotes."""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString, mark_safe

from .inline import as_html

register = template.Library()


@register.filter
def inline(text: str, notes: Sequence[str] = ()) -> SafeString:
    return mark_safe(as_html(text, notes))  # noqa: S308 - as_html escapes all that people typed
