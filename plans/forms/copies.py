"""Forms of copies: on paper with form, pages, signer, recipients, place and day; electronic of a scan or of an excerpt."""

import re
from typing import Any

from django import forms
from django.utils import timezone

from cchc_portal.agencies.formbase import DayField
from cchc_portal.documents.copies import copying, originals
from cchc_portal.documents.copies import signers as copy_signers
from cchc_portal.documents.copies.copying import Wanted
from cchc_portal.documents.copies.files import Scan
from cchc_portal.documents.models import DocumentCopy
from cchc_portal.vietnam.copies import CopyForm
from plans.actions.paper_copies import Source

from .copied_scans import read
from .uploads import UploadField, UploadForm

CHOICES = [
    (CopyForm.TRUE.value, "Sao y: toàn bộ văn bản, từ bản gốc hoặc bản chính"),
    (CopyForm.AGAIN.value, "Sao lục: toàn bộ nội dung của một bản sao đã có"),
    (CopyForm.EXCERPT.value, "Trích sao: chỉ những trang được chọn"),
]
_PAGES = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?")


def pages_of(typed: str) -> tuple[int, ...] | None:
    """``1, 3-4`` → (0, 2, 3); None where it says no pages."""
    found: set[int] = set()
    for one in typed.split(","):
        said = _PAGES.fullmatch(one.strip())
        if said is None:
            return None
        first, last = int(said[1]), int(said[2] or said[1])
        if not 1 <= first <= last:
            return None
        found.update(range(first - 1, last))
    return tuple(sorted(found))


class _CopyForm(UploadForm):
    form = forms.ChoiceField(label="Hình thức sao", choices=CHOICES, widget=forms.RadioSelect())
    pages = forms.CharField(
        label="Trang được trích sao",
        required=False,
        max_length=60,
        help_text="Chỉ nhập khi trích sao, khi đó phải có. Số trang của văn bản đã ký, ví dụ: 1, 3-4.",
        widget=forms.TextInput(attrs={"class": "field-day"}),
    )
    made_from = forms.ChoiceField(
        label="Bản sao dùng để sao lục", required=False, help_text="Chỉ chọn khi sao lục, khi đó phải có."
    )

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._of_one_form("pages", "made_from")
        self.copier = source.agency
        known = copying.to_copy_again(source.snapshot, source.agency)
        self.sources = {str(each.pk): each for each in known}
        self._offer_sources()

    def _of_one_form(self, *names: str) -> None:
        """Needed for their own form of copy, empty for the others: never called optional."""
        for name in names:
            self.fields[name].one_of = True  # type: ignore[attr-defined]

    def _offer_sources(self) -> None:
        named = [(pk, self._named(each)) for pk, each in self.sources.items()]
        self._choose("made_from", [("", "Không sao từ bản sao"), *named])

    def _named(self, copy: DocumentCopy) -> str:
        return str(copy) if copy.agency_id == self.copier.pk else f"{copy} của {copy.agency.name}"

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_pages(self) -> tuple[int, ...] | None:
        typed = self.cleaned_data["pages"].strip()
        if not typed:
            return None
        pages = pages_of(typed)
        if pages is None:
            raise forms.ValidationError("Nhập số trang, cách nhau bằng dấu phẩy, ví dụ: 1, 3-4.")
        return pages

    def clean_form(self) -> CopyForm:
        return CopyForm(self.cleaned_data["form"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        form, source = data.get("form"), data.get("made_from")
        if form == CopyForm.EXCERPT and not data.get("pages") and "pages" not in self.errors:
            self.add_error("pages", "Nhập các trang để trích sao.")
        if form == CopyForm.AGAIN and not source:
            said = "Chọn bản sao để sao lục." if self.sources else "Văn bản chưa có bản sao y; sao y trước."
            self.add_error("made_from", said)
        return data

    @property
    def leaves(self) -> tuple[int, ...] | None:
        """Of an excerpt alone; what was typed for another form is not meant."""
        return self.cleaned_data["pages"] if self.cleaned_data["form"] == CopyForm.EXCERPT else None

    @property
    def source(self) -> DocumentCopy | None:
        again = self.cleaned_data["form"] == CopyForm.AGAIN
        return self.sources.get(self.cleaned_data["made_from"]) if again else None


class PaperCopyForm(_CopyForm):
    source_signed = forms.BooleanField(
        label="Bản sao chọn ở trên đã được ký, đóng dấu",
        required=False,
        help_text="Chỉ đánh dấu khi sao lục. Bản sao lục ghi “(Đã ký)” ở phần của bản sao đó.",
    )
    signer = forms.ChoiceField(label="Người ký bản sao")
    recipients = forms.CharField(
        label="Nơi nhận bản sao",
        max_length=2000,
        help_text="Mỗi dòng một nơi nhận. Dòng “Lưu: VT.” được in thêm ở cuối.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    count = forms.IntegerField(
        label="Số lượng bản",
        min_value=1,
        max_value=999,
        initial=1,
        localize=False,
        widget=forms.TextInput(attrs={"class": "field-day", "inputmode": "numeric"}),
        error_messages={"invalid": "Nhập số lượng bản bằng số, ví dụ: 3."},
    )
    place = forms.CharField(label="Địa danh", max_length=100)
    day = DayField(label="Ngày sao", initial=timezone.localdate)

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, source=source, **kwargs)
        self._of_one_form("source_signed")
        self.order_fields(["form", "pages", "made_from", "source_signed"])
        today = timezone.localdate()
        self.sources = {pk: each for pk, each in self.sources.items() if not each.is_electronic}
        self._offer_sources()
        self.signers = {each.key: each for each in copy_signers.choices(self.copier, today)}
        self._choose("signer", [(key, each.label) for key, each in self.signers.items()])
        self.fields["place"].initial = self.copier.profile_on(today).place

    def clean_recipients(self) -> tuple[str, ...]:
        lines = [
            " ".join(line.split()).lstrip("-– ").rstrip(" ;.")
            for line in self.cleaned_data["recipients"].splitlines()
        ]
        kept = tuple(line for line in lines if line)
        if not kept:
            raise forms.ValidationError("Nhập ít nhất một nơi nhận bản sao.")
        return kept

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("form") == CopyForm.AGAIN and data.get("made_from") and not data.get("source_signed"):
            self.add_error("source_signed", copying.UNSIGNED)
        return data

    @property
    def wanted(self) -> Wanted:
        data = self.cleaned_data
        return Wanted(
            form=data["form"],
            day=data["day"],
            place=data["place"],
            signer=self.signers[data["signer"]],
            recipients=data["recipients"],
            count=data["count"],
            leaves=self.leaves,
            made_from=self.source,
            source_signed=data["source_signed"],
        )


class ElectronicCopyForm(_CopyForm):
    """Sao y is of the kept scan, an excerpt of pages of the signed sheets; a file is asked for where there is nothing to take."""

    file = UploadField(
        label="Bản quét của văn bản giấy",
        required=False,
        help_text="Tệp PDF từ phiên bản 1.4, ảnh màu, từ 200 dpi, tỷ lệ 1:1, nặng nhất 50 MB. Trích sao lấy các trang của văn bản đã ký, không cần tệp.",
    )

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, source=source, **kwargs)
        self.takes_kept = originals.scanned_sheets(source.snapshot) is not None
        if self.takes_kept:
            field = self.fields["file"]
            field.label = "Bản quét của bản sao dùng để sao lục"
            field.help_text = (
                "Chỉ chọn khi sao lục. Sao y lấy bản quét đã ký, đóng dấu được lưu trên cổng. "
                "Tệp PDF từ phiên bản 1.4, ảnh màu, từ 200 dpi, tỷ lệ 1:1, nặng nhất 50 MB."
            )
            self._of_one_form("file")
        self.scan: Scan | None = None

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent:
            self.scan = read(sent.read())
        return sent

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self._needs_file(data.get("form")):
            self.scan = None
        elif self.scan is None and "form" in data and "file" not in self.errors:
            self.add_error("file", "Tải bản quét của văn bản giấy lên.")
        return data

    def _needs_file(self, form: CopyForm | None) -> bool:
        return form == CopyForm.AGAIN or (form == CopyForm.TRUE and not self.takes_kept)
