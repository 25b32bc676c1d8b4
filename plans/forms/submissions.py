"""Reading what is handed in and what the office answers: files, short texts with figures, reasons, verdicts."""

from datetime import date
from typing import Any

from django import forms

from cchc_portal.agencies.formbase import DayField, PortalForm
from cchc_portal.calendars import asked_days
from plans.actions.handing_in import File
from plans.submissions import files
from plans.submissions.states import Checklist, Verdict

from .uploads import UploadField

MOST_TEXT = 5000
MOST_DONE = 100_000


class SentFileMixin(forms.Form):
    """A form with a `file`: what it is, is found out here; the reason stands beside the field."""

    def clean_file(self) -> File | None:
        sent = self.cleaned_data.get("file")
        if sent is None:
            return None
        content = sent.read()
        try:
            return File(content, files.judged(content, sent.name))
        except files.NotTaken as refusal:
            raise forms.ValidationError(list(refusal.sentences)) from refusal


def _file(label: str, *, required: bool = False) -> UploadField:
    hint = "PDF hoặc Word (.docx), nặng nhất 50 MB."
    return UploadField(label=label, required=required, accept=files.ACCEPT, help_text=hint)


def _text(label: str, *, required: bool = True, rows: int = 4, hint: str = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=MOST_TEXT, required=required, widget=area, help_text=hint)


class OutsideForm(SentFileMixin, PortalForm):
    """A plan that was issued and sent outside the portal: its file, or a sentence that says where it went."""

    file = _file("Tệp văn bản đã ban hành")
    text = _text(
        "Số, ngày văn bản và cách gửi",
        required=False,
        rows=2,
        hint="Ví dụ: Kế hoạch số 12/KH-STC ngày 05/01/2027, gửi qua trục liên thông văn bản.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "file" in cleaned and not cleaned["file"] and not cleaned.get("text"):
            self.add_error("file", "Tải tệp văn bản lên hoặc ghi số, ngày văn bản và cách gửi.")
        return cleaned


class ReportFileForm(SentFileMixin, PortalForm):
    """A report that was signed already, as a file, with a few words."""

    file = _file("Tệp báo cáo đã ký", required=True)
    text = _text("Lời gửi kèm tệp", required=False, rows=2)


class ReportWordsForm(PortalForm):
    """A report as a short text, with the one figure that the portal does not know."""

    nothing = forms.BooleanField(
        label="Không phát sinh nội dung ngoài kế hoạch, không có khó khăn, kiến nghị", required=False
    )
    done = forms.IntegerField(
        label="Số nội dung đã thực hiện trong kỳ",
        required=False,
        min_value=0,
        max_value=MOST_DONE,
    )
    text = _text(
        "Nội dung báo cáo",
        required=False,
        rows=6,
        hint="Kết quả, khó khăn, kiến nghị. Đánh dấu “Không phát sinh” thì không cần nhập.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("nothing") and not cleaned.get("text") and not self.errors:
            self.add_error("text", "Nhập nội dung hoặc đánh dấu “Không phát sinh”.")
        return cleaned


class SupplementForm(SentFileMixin, PortalForm):
    """What was asked for."""

    text = _text("Nội dung bổ sung", required=False)
    file = _file("Tệp bổ sung")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "file" in cleaned and not cleaned["file"] and not cleaned.get("text"):
            self.add_error("text", "Nhập nội dung bổ sung hoặc tải tệp lên.")
        return cleaned


class AcceptForm(PortalForm):
    comment = _text("Ý kiến gửi cơ quan", required=False, rows=2)


class GiveBackForm(PortalForm):
    reason = _text("Lý do trả lại", rows=3, hint="Cơ quan thấy đúng nội dung này.")


class AskForm(PortalForm):
    wanted = _text("Nội dung cần bổ sung", rows=3)
    due_on = DayField(label="Gửi bổ sung trước hết ngày")

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if refusal := asked_days.refusal(day, "Hạn bổ sung"):
            raise forms.ValidationError(refusal)
        return day


class CommentForm(PortalForm):
    """A remark; the place is chosen from the paper's own parts."""

    place = forms.CharField(widget=forms.HiddenInput(), required=False, max_length=300)
    text = _text("Nhận xét", required=False, rows=2)

    def __init__(self, *args: Any, places: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if places:
            chosen = [("", "Cả văn bản"), *((place, place) for place in places)]
            self.fields["place"] = forms.ChoiceField(label="Về phần", choices=chosen, required=False)
            self.order_fields(["place", "text"])


class VerdictForm(PortalForm):
    """One criterion."""

    verdict = forms.ChoiceField(label="Đánh giá", choices=Verdict.choices, widget=forms.RadioSelect())
    comment = forms.CharField(label="Ý kiến", max_length=1000, required=False)


class CriterionForm(PortalForm):
    """A line of the checklist."""

    name = forms.CharField(label="Tiêu chí", max_length=300)
    guide = forms.CharField(label="Hướng dẫn", max_length=500, required=False)


class NewCriterionForm(CriterionForm):
    checklist = forms.ChoiceField(
        label="Áp dụng cho", choices=Checklist.choices, widget=forms.RadioSelect(), initial=Checklist.PLAN
    )
