"""Forms of the plan's text: sections, appendices, and one for each kind of block."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from plans.actions.values import Values
from plans.models import BlockKind

from .base import DraftForm
from .fields import CellsField, ChoicesLineField, EntriesField, LinesField
from .table import ItemsTableForm

LONGEST = 50_000
INLINE_HINT = "In đậm: **chữ đậm**. In nghiêng: *chữ nghiêng*."


class SectionForm(DraftForm):
    heading = forms.CharField(
        label="Tên mục",
        max_length=500,
        help_text="Không ghi số thứ tự; số I., 1., a) tự có khi in.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AppendixForm(DraftForm):
    title = forms.CharField(
        label="Tên phụ lục",
        max_length=500,
        help_text="Không ghi “Phụ lục I”; số tự có khi in.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    landscape = forms.BooleanField(label="Khổ giấy ngang", required=False)


class TextBlockForm(DraftForm):
    text = forms.CharField(
        label="Đoạn văn", max_length=LONGEST, help_text=INLINE_HINT, widget=forms.Textarea(attrs={"rows": 8})
    )
    footnotes = LinesField(
        label="Chú thích",
        required=False,
        rows=2,
        longest=LONGEST,
        most=50,
        help_text="Mỗi dòng một chú thích, theo thứ tự dấu [^1], [^2] đặt trong đoạn văn.",
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        notes = data.get("footnotes") or []
        missing = [
            mark
            for mark in (f"[^{n}]" for n in range(1, len(notes) + 1))
            if mark not in data.get("text", mark)
        ]
        if missing:
            self.add_error("footnotes", f"Đặt dấu {', '.join(missing)} vào chỗ cần chú thích trong đoạn văn.")
        return data


class NumberedBlockForm(DraftForm):
    numbered = EntriesField(
        label="Các khoản đánh số",
        numbered=True,
        help_text="Mỗi dòng một khoản. Ý nhỏ bên trong bắt đầu bằng “-”, nhỏ hơn nữa bằng “+”. Số tự có khi in.",
    )


class BulletsBlockForm(DraftForm):
    bullets = EntriesField(
        label="Các gạch đầu dòng",
        numbered=False,
        help_text="Mỗi dòng một ý. Ý nhỏ bên trong bắt đầu bằng “+”.",
    )


class ChannelsBlockForm(DraftForm):
    channels = LinesField(
        label="Hình thức tuyên truyền của cả kế hoạch",
        rows=8,
        longest=500,
        help_text="Mỗi dòng một hình thức, ghi bằng lời của kế hoạch; danh mục của tỉnh, thành phố tự được đối chiếu.",
    )


_ALIGNMENTS = {"trái": "left", "giữa": "center", "phải": "right", "đều": "justify"}
_ALIGNED = {value: words for words, value in _ALIGNMENTS.items()}


def _alignment(text: str) -> str:
    if text.lower() not in _ALIGNMENTS:
        raise ValidationError(f"Căn lề ghi một trong các từ: {', '.join(_ALIGNMENTS)}.")
    return _ALIGNMENTS[text.lower()]


def _width(text: str) -> float:
    try:
        width = float(text.replace(",", "."))
    except ValueError:
        width = 0
    if not 0 < width <= 1000:
        raise ValidationError("Độ rộng ghi bằng số lớn hơn 0, ví dụ: 1 | 4 | 2.")
    return int(width) if width == int(width) else width


class TableBlockForm(DraftForm):
    """A free table, typed or pasted from Excel and Word."""

    head = CellsField(
        label="Hàng tiêu đề",
        required=False,
        rows=2,
        longest=LONGEST,
        help_text="Các ô cách nhau bằng dấu | hoặc dán từ Excel. Ví dụ: STT | Nội dung chi | Số tiền",
    )
    rows = CellsField(
        label="Các hàng",
        rows=10,
        longest=LONGEST,
        help_text=(
            "Mỗi dòng một hàng, các ô cách nhau bằng dấu | hoặc dán từ Excel. "
            "Hàng ít ô hơn hàng tiêu đề được thêm ô trống ở cuối."
        ),
    )
    total = CellsField(
        label="Hàng tổng cộng",
        required=False,
        rows=2,
        longest=LONGEST,
        help_text="Một dòng, đủ số ô như bảng.",
    )
    in_words = forms.BooleanField(label="Ghi số tiền tổng cộng bằng chữ dưới bảng", required=False)
    widths = ChoicesLineField(
        label="Độ rộng các cột",
        required=False,
        read=_width,
        show=lambda width: str(width).replace(".", ","),
        help_text="Tỉ lệ giữa các cột, ví dụ: 1 | 4 | 2",
    )
    align = ChoicesLineField(
        label="Căn lề các cột",
        required=False,
        read=_alignment,
        show=lambda align: _ALIGNED[align],
        help_text="Ví dụ: giữa | trái | phải",
    )

    def shown(self, values: Values) -> Values:
        return {**values, "total": [values["total"]] if values["total"] else []}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        head, rows = data.get("head") or [], data.get("rows") or []
        width = max(map(len, head or rows), default=0)
        self._refuse_wider(rows, width)
        data["head"], data["rows"] = head, [[*row[:width], *[""] * (width - len(row))] for row in rows]
        data["total"] = next(iter(data.get("total") or []), [])
        for key in ("total", "widths", "align"):
            given = data.get(key) or []
            if given and len(given) != width:
                self.add_error(key, f"Bảng có {width} cột nhưng ở đây có {len(given)} ô.")
        if width > 30:
            self.add_error("rows", f"Bảng có {width} cột; nhiều nhất là 30 cột.")
        return data

    def _refuse_wider(self, rows: list[list[str]], width: int) -> None:
        """Cells beyond the head have no column; empty ones, as a spreadsheet adds them, fall away."""
        for number, row in enumerate(rows, 1):
            count = max((place for place, cell in enumerate(row, 1) if cell), default=0)
            if count > width:
                self.add_error(
                    "rows",
                    f"Hàng {number} có {count} ô nhưng hàng tiêu đề có {width} ô. Thêm ô vào hàng tiêu đề hoặc bớt ô.",
                )
                return


BLOCK_FORMS: dict[str, type[DraftForm]] = {
    BlockKind.TEXT: TextBlockForm,
    BlockKind.NUMBERED: NumberedBlockForm,
    BlockKind.BULLETS: BulletsBlockForm,
    BlockKind.ITEMS: ItemsTableForm,
    BlockKind.CHANNELS: ChannelsBlockForm,
    BlockKind.TABLE: TableBlockForm,
}
