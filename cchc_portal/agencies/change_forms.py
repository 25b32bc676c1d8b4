"""The steps of a change: what happens, which agencies, who goes where."""

from abc import abstractmethod
from typing import Any

from django import forms

from cchc_portal.agencies.changing.inheriting import units_of
from cchc_portal.agencies.changing.terms import NewName, Terms, heirs
from cchc_portal.agencies.formbase import DayField, PortalForm
from cchc_portal.agencies.models import Agency, AgencySuccession
from cchc_portal.vietnam.alphabet import fold

Kind = AgencySuccession.Kind
KINDS = (
    (Kind.MERGE, "Hợp nhất, sáp nhập"),
    (Kind.SPLIT, "Chia, tách"),
    (Kind.RENAME, "Đổi tên"),
    (Kind.ABOLISH, "Giải thể"),
)
NEW = "moi"
GOES_ON, ENDS = "con", "het"


class BeginForm(PortalForm):
    kind = forms.ChoiceField(label="Việc sắp xếp", choices=KINDS, widget=forms.RadioSelect)
    legal_document = forms.CharField(
        label="Văn bản quyết định",
        max_length=300,
        help_text="Ví dụ: Nghị quyết số 390/NQ-HĐND của Hội đồng nhân dân tỉnh",
    )
    adopted_on = DayField(label="Ngày ban hành văn bản")
    effective_on = DayField(
        label="Ngày có hiệu lực", help_text="Có thể khác ngày ban hành. Ví dụ: 01/03/2027"
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        adopted, effective = data.get("adopted_on"), data.get("effective_on")
        if adopted and effective and effective < adopted:
            self.add_error("effective_on", "Ngày có hiệu lực không sớm hơn ngày ban hành văn bản.")
        return data


def _name_fields(prefix: str, what: str, *, required: bool) -> dict[str, forms.Field]:
    return {
        f"{prefix}name": forms.CharField(
            label=f"Tên {what}", max_length=300, required=required,
            help_text="" if required else f"Chỉ điền khi có {what}.",
        ),
        f"{prefix}symbol": forms.CharField(label=f"Ký hiệu của {what}", max_length=30, required=required),
        f"{prefix}header": forms.CharField(
            label=f"Tên {what} in ở đầu văn bản", required=False, widget=forms.Textarea(attrs={"rows": 2}),
            help_text="Mỗi dòng in một dòng. Để trống: tên cơ quan viết hoa.",
        ),
        f"{prefix}full_name": forms.CharField(
            label=f"Tên {what} trong câu văn", max_length=300, required=False, help_text="Để trống: như tên cơ quan."
        ),
    }  # fmt: skip


class _AgenciesForm(PortalForm):
    """A step two; `terms()` are what it says."""

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        self.agencies = {str(agency.pk): agency for agency in agencies}
        super().__init__(*args, **kwargs)
        self._choices()
        self._add_names()
        self.speak_vietnamese()

    def _choices(self) -> None:
        field: Any = self.fields["agency"]
        field.choices = [("", "Chọn"), *((key, agency.name) for key, agency in self.agencies.items())]

    def _add_names(self) -> None:
        """Fields of names are made here: their labels differ."""

    def _add(self, prefix: str, what: str, *, required: bool) -> None:
        for name, field in _name_fields(prefix, what, required=required).items():
            self.fields[name] = field
            self._prepare(name, field)

    def _named(self, prefix: str) -> NewName | None:
        typed = self.cleaned_data
        name = typed.get(f"{prefix}name", "")
        if not name:
            return None
        header = [line.strip() for line in typed.get(f"{prefix}header", "").splitlines() if line.strip()]
        slug = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in fold(name)).split())[
            :50
        ].strip("-")
        return NewName(
            slug,
            name,
            typed.get(f"{prefix}full_name") or name,
            header or [name.upper()],
            typed.get(f"{prefix}symbol", ""),
        )

    def _needs(self, prefix: str, what: str) -> None:
        for name, said in (("name", f"Nhập tên {what}."), ("symbol", f"Nhập ký hiệu của {what}.")):
            if not self.cleaned_data.get(f"{prefix}{name}"):
                self.add_error(f"{prefix}{name}", said)

    def _refuse_taken(self, prefix: str) -> None:
        new = self._named(prefix)
        if new and Agency.objects.filter(slug=new.slug).exists():
            self.add_error(f"{prefix}name", "Đã có cơ quan mang tên này; chọn tên khác hoặc chọn cơ quan đó.")

    @abstractmethod
    def terms(self) -> Terms:
        """What was chosen, as the verb takes it."""


class RenameForm(_AgenciesForm):
    agency = forms.ChoiceField(label="Cơ quan đổi tên")

    def _add_names(self) -> None:
        self._add("new_", "mới", required=True)

    def terms(self) -> Terms:
        new = self._named("new_")
        return Terms([int(self.cleaned_data["agency"])], new=[new] if new else [])


class AbolishForm(_AgenciesForm):
    agency = forms.ChoiceField(label="Cơ quan giải thể")

    def terms(self) -> Terms:
        return Terms([int(self.cleaned_data["agency"])])


class MergeForm(_AgenciesForm):
    agencies_chosen = forms.MultipleChoiceField(
        label="Các cơ quan hợp nhất, sáp nhập", widget=forms.CheckboxSelectMultiple
    )
    heir = forms.ChoiceField(label="Sau sắp xếp là")

    def _choices(self) -> None:
        names = [(key, agency.name) for key, agency in self.agencies.items()]
        chosen: Any = self.fields["agencies_chosen"]
        heir: Any = self.fields["heir"]
        chosen.choices = names
        heir.choices = [(NEW, "Cơ quan mới, ghi tên dưới đây"), *names]

    def _add_names(self) -> None:
        self._add("new_", "cơ quan mới", required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        chosen, heir = data.get("agencies_chosen") or [], data.get("heir")
        if chosen and len({*chosen, heir} - {NEW, None}) < 2:
            self.add_error("agencies_chosen", "Chọn ít nhất hai cơ quan, kể cả cơ quan tiếp nhận.")
        if heir == NEW:
            self._needs("new_", "cơ quan mới")
            self._refuse_taken("new_")
        return data

    def terms(self) -> Terms:
        heir, chosen = self.cleaned_data["heir"], [int(each) for each in self.cleaned_data["agencies_chosen"]]
        new = self._named("new_")
        if heir == NEW and new:
            return Terms(chosen, new=[new])
        return Terms([each for each in chosen if each != int(heir)], heir=int(heir))


class SplitForm(_AgenciesForm):
    agency = forms.ChoiceField(label="Cơ quan chia, tách")
    after = forms.ChoiceField(
        label="Sau khi chia, tách", widget=forms.RadioSelect,
        choices=((GOES_ON, "Cơ quan cũ vẫn hoạt động"), (ENDS, "Cơ quan cũ kết thúc hoạt động")),
    )  # fmt: skip

    def _add_names(self) -> None:
        self._add("new_", "cơ quan mới", required=True)
        self._add("second_", "cơ quan mới thứ hai", required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        self._refuse_taken("new_")
        self._refuse_taken("second_")
        if data.get("after") == ENDS or data.get("second_name") or data.get("second_symbol"):
            self._needs("second_", "cơ quan mới thứ hai")
        return data

    def terms(self) -> Terms:
        new = [each for each in (self._named("new_"), self._named("second_")) if each]
        return Terms(
            [int(self.cleaned_data["agency"])], new=new, goes_on=self.cleaned_data["after"] == GOES_ON
        )


class InheritanceForm(PortalForm):
    """Of a split: the heir of each unit, of the posts without one, of plans and obligations."""

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:
        self.before = terms
        super().__init__(*args, **kwargs)
        choices = [(str(number), heir.name) for number, heir in enumerate(heirs(terms))]
        agency = Agency.objects.get(pk=terms.agencies[0])
        for unit in units_of(agency):
            self.fields[f"unit_{unit.pk}"] = self._choice(
                unit.name, choices, terms.units.get(str(unit.pk), 0)
            )
        self.fields["unit_"] = self._choice("Vị trí không thuộc đơn vị nào", choices, terms.units.get("", 0))
        if not terms.goes_on:
            self.fields["papers"] = self._choice("Kế hoạch, nghĩa vụ báo cáo", choices, terms.papers)
        self.speak_vietnamese()

    @staticmethod
    def _choice(label: str, choices: list[tuple[str, str]], chosen: int) -> forms.ChoiceField:
        return forms.ChoiceField(label=label, choices=choices, initial=str(chosen))

    def terms(self) -> Terms:
        typed = self.cleaned_data
        units = {
            name.removeprefix("unit_"): int(value)
            for name, value in typed.items()
            if name.startswith("unit_")
        }
        return Terms(**{**vars(self.before), "units": units, "papers": int(typed.get("papers", 0))})


STEP_TWO: dict[str, type[_AgenciesForm]] = {
    Kind.MERGE: MergeForm,
    Kind.SPLIT: SplitForm,
    Kind.RENAME: RenameForm,
    Kind.ABOLISH: AbolishForm,
}
