"""Forms of the register: asking it, and a province's own entry."""

from typing import Any

from django import forms

from cchc_portal.agencies.formbase import DayField, PortalForm
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.register import normal_symbol
from plans.models import LegalDocument

from .fields import LinesField

STANDINGS = (
    ("", "Mọi tình trạng"),
    ("in_force", "Còn hiệu lực"),
    ("expired", "Hết hiệu lực"),
    ("own", "Do tỉnh thêm"),
)


class RegisterFilterForm(PortalForm):
    q = forms.CharField(label="Số, ký hiệu hoặc trích yếu", required=False, max_length=200)
    on = DayField(label="Hiệu lực vào ngày", required=False)
    standing = forms.ChoiceField(label="Tình trạng", choices=STANDINGS, required=False)


class LegalDocumentForm(PortalForm):
    """A document of the province, or the province's word on one of the country's."""

    symbol = forms.CharField(label="Số, ký hiệu", max_length=60, help_text="Ví dụ: 12/2027/QĐ-UBND")
    title = forms.CharField(
        label="Trích yếu",
        max_length=500,
        help_text="Phần đứng sau tên cơ quan khi dẫn văn bản, ví dụ: ban hành Quy chế phối hợp tuyên truyền cải cách hành chính",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    issuer = forms.CharField(
        label="Cơ quan ban hành", max_length=200, help_text="Ví dụ: Ủy ban nhân dân thành phố Đồng Nai"
    )
    issued_on = DayField(label="Ngày ban hành", required=False)
    effective_from = DayField(
        label="Có hiệu lực từ",
        required=False,
        help_text="Để trống nếu chưa rõ; khi đó không có cảnh báo nào.",
    )
    effective_to = DayField(
        label="Hết hiệu lực từ", required=False, help_text="Ngày đầu tiên không còn hiệu lực."
    )
    replaced_by = LinesField(
        label="Được thay bằng",
        required=False,
        rows=2,
        longest=60,
        most=10,
        help_text="Mỗi dòng một số, ký hiệu.",
    )

    def __init__(self, *args: Any, entry: LegalDocument | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry = entry

    def clean_symbol(self) -> str:
        symbol: str = self.cleaned_data["symbol"]
        others = LegalDocument.objects.exclude(pk=self.entry.pk if self.entry else None)
        if any(
            normal_symbol(other) == normal_symbol(symbol) for other in others.values_list("symbol", flat=True)
        ):
            raise forms.ValidationError(f"Sổ của tỉnh, thành phố đã có văn bản {symbol}. Sửa dòng đó.")
        return symbol

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        issued, start, end = (data.get(name) for name in ("issued_on", "effective_from", "effective_to"))
        if issued and start and start < issued:
            self.add_error(
                "effective_from",
                f"Ngày có hiệu lực không thể trước ngày ban hành ({dates.short_date(issued)}).",
            )
        if start and end and end <= start:
            self.add_error("effective_to", f"Ngày hết hiệu lực phải sau {dates.short_date(start)}.")
        own = normal_symbol(data.get("symbol") or "")
        if any(normal_symbol(each) == own for each in data.get("replaced_by") or []):
            self.add_error("replaced_by", "Văn bản không thể được thay bằng chính nó.")
        return data
