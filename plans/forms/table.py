"""Forms of the table of content items: the table itself, its audience groups, its rows."""

from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms

from cchc_portal.agencies.formbase import DayField
from cchc_portal.documents.paper.tables import LABELS as COLUMN_LABELS
from cchc_portal.documents.snapshots.canonical import COLUMNS, in_order
from plans.actions.values import Values
from plans.areas import AREAS

from .base import DraftForm
from .fields import LinesField, MoneyField, ProductsField

PRODUCTS_HINT = (
    "Mỗi dòng một sản phẩm, số lượng đứng đầu hoặc sau dấu “|”. Ví dụ: 24 tin, bài; Tài liệu hướng dẫn | 1 bộ"
)
CHANNELS_HINT = "Mỗi dòng một hình thức, ghi bằng lời của kế hoạch. Ví dụ: Đăng trên trang thông tin điện tử"


class _TotalFields(DraftForm):
    """A row of totals, printed where it says something."""

    total_products = ProductsField(
        label="Tổng số sản phẩm", required=False, rows=2, most=100, help_text=PRODUCTS_HINT
    )
    total_budget = MoneyField(label="Tổng kinh phí (đồng)", required=False, help_text="Ví dụ: 45.000.000")

    def shown(self, values: Values) -> Values:
        total = values.get("total") or {}
        return {**values, "total_products": total.get("products") or [], "total_budget": total.get("budget")}

    def _total(self) -> Values | None:
        products = [_plain(product) for product in self.cleaned_data["total_products"]]
        amount = self.cleaned_data["total_budget"]
        if not products and amount is None:
            return None
        return {"products": products, "budget": None if amount is None else int(amount)}


def _plain(product: Values) -> Values:
    quantity = product["quantity"]
    if quantity is None or isinstance(quantity, int | float):
        return product
    return {**product, "quantity": int(quantity) if quantity == int(quantity) else float(quantity)}


class ItemsTableForm(_TotalFields):
    """Which columns the table prints, under which headings."""

    columns = forms.MultipleChoiceField(
        label="Các cột của bảng",
        choices=tuple(COLUMN_LABELS.items()),
        widget=forms.CheckboxSelectMultiple(),
        help_text="Cột số thứ tự luôn có. Cột không chọn thì không in, nội dung đã nhập vẫn được giữ.",
    )
    labels = LinesField(
        label="Tên cột khi in",
        required=False,
        rows=3,
        longest=200,
        help_text="Chỉ ghi khi cần tên khác, mỗi dòng một cột: tên thường dùng = tên in. Ví dụ: Hình thức = Hình thức tuyên truyền",
    )

    def shown(self, values: Values) -> Values:
        labels = [
            f"{COLUMN_LABELS[column]} = {label}" for column, label in (values.get("labels") or {}).items()
        ]
        return {**super().shown(values), "labels": labels}

    def clean_labels(self) -> Values:
        names = {label.casefold(): column for column, label in COLUMN_LABELS.items()}
        labels = {}
        for line in self.cleaned_data["labels"]:
            name, equals, label = (part.strip() for part in line.partition("="))
            if not equals or name.casefold() not in names:
                raise forms.ValidationError(f"Không có cột “{name}”. Ghi: tên thường dùng = tên in.")
            if label:
                labels[names[name.casefold()]] = label
        return labels

    def values(self) -> Values:
        chosen, before = self.cleaned_data["columns"], self.initial.get("columns") or []
        kept = [column for column in before if column in chosen]
        columns = [*kept, *(column for column in COLUMNS if column in chosen and column not in kept)]
        labels = self.cleaned_data["labels"]
        ordered = {column: labels[column] for column in in_order(columns) if column in labels}
        return {"columns": columns, "labels": ordered, "total": self._total()}


class GroupForm(_TotalFields):
    title = forms.CharField(
        label="Tên nhóm đối tượng",
        required=False,
        max_length=300,
        help_text="Ví dụ: Đối với cán bộ, công chức, viên chức. Để trống khi bảng chỉ có một nhóm.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    channels = LinesField(label="Hình thức của cả nhóm", required=False, rows=6, help_text=CHANNELS_HINT)
    field_order = ("title", "channels", "total_products", "total_budget")

    def values(self) -> Values:
        data = self.cleaned_data
        return {"title": data["title"], "total": self._total(), "channels": data["channels"]}


PAIRS = (
    ("channels", "products"),
    ("lead", "support"),
    ("time_text", "time_every"),
    ("time_from", "time_to"),
    ("budget_amount", "budget_source"),
    ("audience", "note"),
)


class ItemForm(DraftForm):
    """One row of the plan; on a wide screen its fields stand in pairs."""

    wide = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = [Div(*pair, css_class="form-pair") for pair in PAIRS]
        self.helper.layout = Layout("content", *pairs, Div("areas", css_class="form-columns"), "loaded")

    content = forms.CharField(label="Nội dung", max_length=50_000, widget=forms.Textarea(attrs={"rows": 4}))
    channels = LinesField(label="Hình thức", required=False, rows=3, help_text=CHANNELS_HINT)
    products = ProductsField(label="Sản phẩm", required=False, rows=3, most=100, help_text=PRODUCTS_HINT)
    lead = LinesField(
        label="Đơn vị chủ trì", required=False, rows=2, longest=300, help_text="Mỗi dòng một đơn vị."
    )
    support = LinesField(
        label="Đơn vị phối hợp", required=False, rows=2, longest=300, help_text="Mỗi dòng một đơn vị."
    )
    time_text = forms.CharField(
        label="Thời gian",
        required=False,
        max_length=200,
        help_text="In đúng như ghi ở đây. Ví dụ: Quý II, Thường xuyên, Trước 30/6/2027",
    )
    time_from = DayField(
        label="Bắt đầu từ ngày", required=False, help_text="Nếu biết, để theo dõi tiến độ. Ví dụ: 01/4/2027"
    )
    time_to = DayField(label="Hoàn thành trước ngày", required=False, help_text="Ví dụ: 30/6/2027")
    time_every = forms.CharField(
        label="Định kỳ", required=False, max_length=50, help_text="Ví dụ: hàng tháng, 6 tháng/lần"
    )
    budget_amount = MoneyField(label="Kinh phí (đồng)", required=False, help_text="Ví dụ: 12.500.000")
    budget_source = forms.CharField(
        label="Nguồn kinh phí", required=False, max_length=200, help_text="Ví dụ: Ngân sách nhà nước"
    )
    audience = LinesField(
        label="Đối tượng", required=False, rows=2, longest=200, help_text="Mỗi dòng một đối tượng."
    )
    areas = forms.TypedMultipleChoiceField(
        label="Lĩnh vực cải cách hành chính",
        required=False,
        coerce=int,
        choices=tuple(AREAS.items()),
        widget=forms.CheckboxSelectMultiple(),
        help_text="Không in; dùng để tổng hợp báo cáo.",
    )
    note = forms.CharField(
        label="Ghi chú", required=False, max_length=50_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        self.keep_order("time_from", "time_to", "Ngày hoàn thành")
        return data
