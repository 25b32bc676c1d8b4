"""The live catalogue of components: every building block of a page with sample content, for those who build and test pages."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ..formbase import DayField, PortalForm
from ..pages import public_page
from ..templatetags.interface import icon_names

STATUSES = (
    ("Bản nháp", "neutral"),
    ("Đang trình duyệt", "info"),
    ("Đã trả lại, cần chỉnh sửa", "danger"),
    ("Đã ký, chờ văn thư cấp số", "warn"),
    ("Đã ban hành", "ok"),
    ("Sở Nội vụ đang xem xét", "review"),
    ("Đã xong", "plain"),
)


class SampleForm(PortalForm):
    """One field of each kind."""

    summary = forms.CharField(
        label="Trích yếu",
        max_length=300,
        help_text="Phần ghi sau chữ KẾ HOẠCH, viết một câu.",
    )
    issued_on = DayField(label="Ngày ban hành")
    lead = forms.ChoiceField(
        label="Đơn vị chủ trì",
        choices=[
            ("", "Chọn đơn vị"),
            ("vp", "Văn phòng"),
            ("td", "Phòng Thi đua, khen thưởng"),
        ],
    )
    shape = forms.ChoiceField(
        label="Hình thức ban hành",
        choices=[
            ("ke-hoach", "Kế hoạch"),
            ("quyet-dinh", "Quyết định kèm theo kế hoạch"),
        ],
        widget=forms.RadioSelect,
    )
    channels = forms.MultipleChoiceField(
        label="Hình thức tuyên truyền",
        choices=[
            ("web", "Trang thông tin điện tử"),
            ("bao", "Báo, đài địa phương"),
            ("zalo", "Zalo"),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    purpose = forms.CharField(label="Mục đích", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    scan = forms.FileField(label="Bản chụp đã ký", required=False, help_text="Tệp PDF, không quá 20 MB.")
    public = forms.BooleanField(label="Công khai trên trang của tỉnh sau khi ban hành", required=False)


class SampleFilter(PortalForm):
    """A list's filters."""

    q = forms.CharField(label="Tìm theo tên hoặc số", required=False)
    year = forms.ChoiceField(
        label="Năm",
        choices=[("", "Tất cả"), ("2027", "2027"), ("2026", "2026")],
        required=False,
    )


@public_page
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show every component; sending the sample form shows its errors and keeps what was typed."""
    sent = request.method == "POST"
    form = SampleForm(request.POST if sent else None, request.FILES if sent else None)
    return render(
        request,
        "components/catalogue.html",
        _samples(request) | {"form": form, "filter_form": SampleFilter()},
    )


def _samples(request: HttpRequest) -> dict[str, Any]:
    now = timezone.localtime()
    today = now.date()
    return {
        "page_title": "Thành phần giao diện",
        "breadcrumbs": [("Trang đầu", "/"), ("Thành phần giao diện", "")],
        "statuses": STATUSES,
        "today": today,
        "soon": today + datetime.timedelta(days=2),
        "later": today + datetime.timedelta(days=40),
        "past": today - datetime.timedelta(days=3),
        "now": now,
        "notices": SAMPLE_NOTICES,
        "steps": _steps(now),
        "choices": SAMPLE_CHOICES,
        "rows": SAMPLE_ROWS,
        "tasks": _tasks(today),
        "files": SAMPLE_FILES,
        "plans": SAMPLE_PLANS,
        "sample_page": Paginator(range(1234567), 20).page(2),
        "confirmation_links": [
            {"href": "#", "label": "Xem kế hoạch"},
            {"href": "#", "label": "Về Việc của tôi"},
        ],
        "icons": icon_names(),
    }


SAMPLE_NOTICES = (
    (
        "info",
        "Kế hoạch năm 2027 đang chờ duyệt.",
        "Người đang giữ: Chánh Văn phòng, từ 03/02/2027.",
    ),
    ("ok", "Đã trình duyệt.", ""),
    (
        "warn",
        "Thời hạn 31/01/2027 rơi vào Chủ nhật.",
        "Ngày làm việc tiếp theo là thứ Hai, 01/02/2027.",
    ),
    (
        "danger",
        "Chưa tạo được tệp PDF.",
        "Nội dung đã được lưu lúc 14:07. Đề nghị thử lại sau ít phút.",
    ),
)
SAMPLE_CHOICES = (
    {"label": "Duyệt kế hoạch", "action": "#", "kind": "primary", "icon": "check"},
    {"label": "Trả lại để chỉnh sửa", "href": "#", "icon": "return"},
    {
        "label": "Cấp số và phát hành",
        "action": "#",
        "confirm": "Sau khi cấp số, nội dung văn bản không sửa được nữa. Cấp số 06/KH-KCNĐN cho kế hoạch này?",
    },
    {
        "label": "Trình kế hoạch",
        "refused": "Chưa trình được: mục II chưa có nội dung.",
    },
)
SAMPLE_ROWS = (
    {
        "key": "Trích yếu",
        "value": "Tuyên truyền cải cách hành chính năm 2027",
        "href": "#",
        "change": "trích yếu",
    },
    {
        "key": "Đơn vị chủ trì",
        "lines": ["Văn phòng", "Phòng Thi đua, khen thưởng"],
        "href": "#",
    },
    {"key": "Kinh phí", "value": ""},
)
SAMPLE_FILES = (
    {"name": "Kế hoạch 06/KH-KCNĐN", "href": "#", "kind": "PDF", "size": 1258291},
    {"name": "Bản để chỉnh sửa", "href": "#", "kind": "Word", "size": 48000},
    {"name": "Bản in có dự thảo", "state": "Đang tạo tệp", "kind": "PDF"},
)
SAMPLE_PLANS = (
    (
        "06/KH-KCNĐN",
        "Tuyên truyền cải cách hành chính năm 2027",
        "Đã ban hành",
        "ok",
        1250000000,
    ),
    ("", "Tuyên truyền sắp xếp đơn vị hành chính", "Bản nháp", "neutral", 86500000),
)


def _steps(now: datetime.datetime) -> list[dict[str, Any]]:
    day = datetime.timedelta(days=1)
    return [
        {"verb": "Soạn thảo", "who": "Chuyên viên Văn phòng", "at": now - 5 * day},
        {
            "verb": "Trả lại để chỉnh sửa",
            "who": "Phó Giám đốc",
            "at": now - 4 * day,
            "state": "returned",
            "note": "Bổ sung đơn vị chủ trì cho nội dung số 4.",
        },
        {
            "verb": "Đang trình duyệt",
            "who": "Phó Giám đốc",
            "at": now - day,
            "state": "current",
        },
        {"verb": "Cấp số và phát hành", "state": "waiting"},
    ]


def _tasks(today: datetime.date) -> list[dict[str, Any]]:
    return [
        {
            "title": "Duyệt kế hoạch tuyên truyền năm 2027",
            "href": "#",
            "note": "Văn phòng trình ngày 03/02/2027",
            "status": {"label": "Đang trình duyệt", "tone": "info"},
            "due": today + datetime.timedelta(days=2),
            "working_days_left": 2,
        },
        {
            "title": "Nộp báo cáo quý I",
            "href": "#",
            "due": today - datetime.timedelta(days=3),
            "working_days_left": 0,
        },
        {"title": "Gửi Sở Nội vụ", "blocked": "Chờ văn thư cấp số", "href": ""},
    ]
