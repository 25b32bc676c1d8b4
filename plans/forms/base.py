"""What every drafting form carries: the mark of what it was loaded with."""

from typing import Any

from django import forms

from cchc_portal.agencies.formbase import PortalForm
from cchc_portal.vietnam import dates
from plans.actions.values import Values, fingerprint

EXAMPLE_YEAR = "2027"  # as the forms' own sentences are written


class DraftForm(PortalForm):
    """A form over one row's or part's values; `loaded` tells whether somebody else has changed it since."""

    loaded = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, data: Any = None, *, values: Values | None = None, **kwargs: Any) -> None:
        initial = {} if values is None else {**self.shown(values), "loaded": fingerprint(values)}
        super().__init__(data, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.order_fields([*(name for name in self.fields if name != "loaded"), "loaded"])

    def shown(self, values: Values) -> Values:
        """The row's values as the fields want them."""
        return values

    def fit_examples(self, year: int) -> None:
        """Examples speak of the plan's own year."""
        for field in self.fields.values():
            field.help_text = str(field.help_text).replace(EXAMPLE_YEAR, str(year))

    def values(self) -> Values:
        """What was typed, as the values of the row."""
        return {name: value for name, value in self.cleaned_data.items() if name != "loaded"}

    def keep_order(self, first: str, last: str, what: str) -> None:
        """Refuse a last day before the first one, beside the field of the last."""
        start, end = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if start and end and end < start:
            self.add_error(last, f"{what} phải từ ngày bắt đầu ({dates.short_date(start)}) trở đi.")

    @property
    def loaded_mark(self) -> str:
        return str(self.cleaned_data.get("loaded") or "")

    def accept_newer(self, theirs: Values) -> None:
        """After a clash: what stands in the portal has now been seen, so saving again is deliberate."""
        sent: Any = self.data
        self.data = sent.copy()
        self.data[self.add_prefix("loaded")] = fingerprint(theirs)  # type: ignore[index]

    def differences(self, theirs: Values) -> list[tuple[str, str, str]]:
        """Label, what stands in the portal, what was typed: of every field where the two differ."""
        mine, theirs = self.shown(self.values()), self.shown(theirs)
        return [
            (str(field.label), self._shown(name, theirs.get(name)), self._shown(name, mine.get(name)))
            for name, field in self.fields.items()
            if name != "loaded" and name in theirs and theirs.get(name) != mine.get(name)
        ]

    def _shown(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            choices: Any = field.choices
            labels = {str(key): str(label) for key, label in choices}
            chosen = value if isinstance(value, list) else [value]
            return "; ".join(labels.get(str(each), "") for each in chosen)
        prepared = field.prepare_value(value)
        shown = field.widget.format_value(prepared) if hasattr(field.widget, "format_value") else prepared
        return str(shown or "")
