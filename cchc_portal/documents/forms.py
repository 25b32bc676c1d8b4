"""Forms of the register and of what is sent and received."""

from typing import Any

from django import forms
from django.utils import timezone

from cchc_portal.agencies.formbase import DayField, PortalForm
from cchc_portal.documents.models import IssuedNumber
from cchc_portal.documents.register import book
from cchc_portal.documents.states import AfterKind, NumberStatus
from cchc_portal.vietnam import copies, dates, symbols

SERIES = [("KH", "Kế hoạch"), ("QĐ", "Quyết định"), (symbols.LETTER, symbols.LETTER_NAME)]
SERIES += [(code, name) for code, name in symbols.DOCUMENT_TYPES.items() if code not in ("KH", "QĐ")]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _short(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "field-day", **attrs})


class BookFilterForm(PortalForm):
    q = forms.CharField(label="Tìm trong sổ", required=False, max_length=200)
    year = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)
    series = forms.ChoiceField(label="Loại văn bản", required=False)

    def __init__(self, *args: Any, years: list[int], series: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {**dict(SERIES), copies.SERIES: "Bản sao"}
        self.fields["year"].choices = [("", "Mọi năm"), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]
        kept = [(code, names.get(code, code)) for code in series]
        self.fields["series"].choices = [("", "Mọi loại"), *kept]  # type: ignore[attr-defined]


class ReserveForm(PortalForm):
    """For a paper that is made outside the portal; a plan keeps its number on its own page."""

    series = forms.ChoiceField(label="Loại văn bản", choices=SERIES)
    subject = forms.CharField(label="Trích yếu", max_length=500, widget=_area(2))


class FreeColumnsForm(PortalForm):
    """The columns that a clerk writes by hand."""

    keeper = forms.CharField(
        label="Đơn vị, người nhận bản lưu", required=False, max_length=200, help_text="Ví dụ: VT, CCHC"
    )
    copies = forms.IntegerField(
        label="Số lượng bản",
        required=False,
        min_value=0,
        max_value=999,
        localize=False,
        widget=_short(inputmode="numeric"),
        error_messages={
            "invalid": "Nhập số lượng bản bằng số, ví dụ: 3.",
            "max_value": "Số lượng bản nhiều nhất là 999.",
            "min_value": "Số lượng bản ít nhất là 0.",
        },
    )
    sent_on = DayField(label="Ngày chuyển", required=False)
    receipt = forms.CharField(
        label="Ký nhận",
        required=False,
        max_length=300,
        help_text="Để trống thì sổ ghi số nơi nhận đã xác nhận.",
    )
    note = forms.CharField(label="Ghi chú", required=False, max_length=500, widget=_area(2))


class PaperColumnsForm(FreeColumnsForm):
    """What a paper made outside the portal says."""

    issued_on = DayField(label="Ngày ban hành", initial=timezone.localdate)
    subject = forms.CharField(label="Trích yếu", max_length=500, widget=_area(2))
    signer = forms.CharField(
        label="Người ký", max_length=200, help_text="Họ và tên, chức vụ, cách nhau bằng dấu phẩy."
    )
    recipients = forms.CharField(
        label="Nơi nhận", max_length=2000, widget=_area(3), help_text="Cách nhau bằng dấu chấm phẩy."
    )
    field_order: tuple[str, ...] = ("issued_on", "subject", "signer", "recipients")

    def clean_issued_on(self) -> Any:
        day = self.cleaned_data["issued_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày ban hành không thể sau ngày hôm nay.")
        return day


class EntryForm(PaperColumnsForm):
    """A line of the agency's other register."""

    series = forms.ChoiceField(label="Loại văn bản", choices=SERIES)
    number = forms.CharField(label="Số", max_length=11, help_text="Chỉ ghi số, ví dụ: 06", widget=_short())
    symbol = forms.CharField(
        label="Số, ký hiệu như đã in",
        required=False,
        max_length=60,
        help_text="Để trống thì lấy theo ký hiệu của cơ quan. Ví dụ: 12/STC-VP",
    )
    field_order = ("series", "number", "symbol", *PaperColumnsForm.field_order)


class VoidForm(PortalForm):
    reason = forms.CharField(
        label="Lý do hủy số",
        max_length=500,
        widget=_area(3),
        help_text="Lý do ghi vào cột Ghi chú của sổ. Số đã hủy không cấp lại.",
    )


OF_A_LETTER = frozenset({AfterKind.CORRECTED})  # Điều 18.3: by a letter
MOST_OFFERED = 100
NEITHER = "Chọn văn bản trong sổ, hoặc đánh dấu “Số của văn bản ngoài sổ này” rồi nhập số, ngày."


class LineField(forms.ModelChoiceField):
    """Lines of the register by symbol, day and title."""

    def label_from_instance(self, line: Any) -> str:
        return f"{line.symbol} ngày {dates.short_date(line.issued_on)}: {line.title}"


class AfterIssueForm(PortalForm):
    """By a paper of the register, chosen; by one of elsewhere only where that is said."""

    by_number = LineField(label="Văn bản trong sổ", queryset=None, required=False, empty_label="Chọn văn bản")
    elsewhere = forms.BooleanField(label="Số của văn bản ngoài sổ này", required=False)
    by_symbol = forms.CharField(
        label="Số, ký hiệu",
        required=False,
        max_length=60,
        help_text="Chỉ nhập khi văn bản không có trong sổ.",
    )
    by_day = DayField(label="Ngày ban hành", required=False)
    by_issuer = forms.CharField(
        label="Cơ quan ban hành",
        required=False,
        max_length=300,
        help_text="Để trống khi văn bản của chính cơ quan.",
    )
    reason = forms.CharField(label="Lý do", max_length=1000, widget=_area(3))

    def __init__(self, *args: Any, kind: AfterKind, line: IssuedNumber, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line
        field: Any = self.fields["by_number"]
        field.queryset, field.label = _offered(line, kind), f"{_BY[kind].capitalize()} trong sổ"
        self.fields["by_symbol"].label = f"Số, ký hiệu của {_BY[kind]} ngoài sổ"
        needed: dict[str, Any] = {name: self.fields[name] for name in ("by_number", "by_symbol", "by_day")}
        for each in needed.values():
            each.one_of = True  # one of two ways: neither is called optional
        self.speak_vietnamese()

    def clean(self) -> dict[str, Any]:
        """A number that is typed is one of the register, or is said to be of elsewhere."""
        data: dict[str, Any] = super().clean() or {}
        elsewhere, symbol, day = data.pop("elsewhere", False), data.get("by_symbol"), data.get("by_day")
        if {"by_number", "by_symbol", "by_day"} & set(self.errors) or data.get("by_number") is not None:
            return data
        if symbol and day:
            data["by_number"] = book.in_book(self.line.agency, symbol, day)
            if data["by_number"] is None and not elsewhere:
                self.add_error(
                    "elsewhere", f"Sổ không có văn bản {symbol} ngày {dates.short_date(day)}. {NEITHER}"
                )
        elif elsewhere:
            self.add_error(
                "by_day" if symbol else "by_symbol", "Nhập số, ký hiệu và ngày của văn bản ngoài sổ."
            )
        else:
            self.add_error("by_number", NEITHER)
        return data


def _offered(line: IssuedNumber, kind: AfterKind) -> Any:
    """Issued papers of the same register that can do this to it, the newest."""
    rows = IssuedNumber.objects.filter(agency=line.agency, status=NumberStatus.GIVEN).exclude(pk=line.pk)
    rows = rows.exclude(series=copies.SERIES)
    if line.issued_on:
        rows = rows.filter(issued_on__gte=line.issued_on)
    if kind in OF_A_LETTER:
        rows = rows.filter(series=symbols.LETTER)
    elif kind in book.OF_SAME_FORM:
        rows = rows.filter(type_name=line.type_name)
    newest = list(rows.order_by("-issued_on", "-id").values_list("pk", flat=True)[:MOST_OFFERED])
    return IssuedNumber.objects.filter(pk__in=newest).order_by("-issued_on", "-id")


_BY = {
    AfterKind.CORRECTED: "công văn đính chính",
    AfterKind.AMENDED: "văn bản sửa đổi, bổ sung",
    AfterKind.REPLACED: "văn bản thay thế",
    AfterKind.WITHDRAWN: "văn bản thu hồi",
}


class ArrivalForm(PortalForm):
    """To whom an incoming paper went (Điều 24)."""

    receiver = forms.CharField(
        label="Đơn vị hoặc người nhận",
        required=False,
        max_length=200,
        help_text="Ví dụ: Phòng Tổng hợp",
    )
    handed_on = DayField(label="Ngày chuyển", required=False)
    receipt = forms.CharField(
        label="Ký nhận", required=False, max_length=200, help_text="Người của đơn vị đã ký nhận văn bản."
    )
    note = forms.CharField(label="Ghi chú", required=False, max_length=500, widget=_area(2))


class ReceiverForm(PortalForm):
    receiver = forms.CharField(
        label="Người nhận", max_length=200, help_text="Họ và tên, đơn vị của người ký nhận."
    )


class CodeForm(PortalForm):
    code = forms.RegexField(
        label="Mã định danh điện tử của cơ quan",
        regex=r"^[A-Z0-9]+(\.[A-Z0-9]+)*$",
        max_length=13,
        help_text="Ví dụ: 000.00.01.H19",
        error_messages={
            "invalid": "Mã định danh gồm chữ in hoa, chữ số và dấu chấm, ví dụ: 000.00.01.H19.",
        },
    )
