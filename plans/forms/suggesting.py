"""A text box that offers words by typing; any other words are taken too, and it works without scripts."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class SuggestingInput(forms.TextInput):
    def __init__(self, words: list[str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.words = words

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        own = f"{(attrs or {}).get('id', name)}-goi-y"
        box = super().render(name, value, {**(attrs or {}), "list": own}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((word,) for word in self.words))
        return format_html('{}<datalist id="{}">{}</datalist>', box, own, options)
