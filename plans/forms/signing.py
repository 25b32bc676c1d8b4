"""Forms of signing: the day, the file that was signed outside, why signing is stopped, with what an agency signs."""

from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django import forms
from django.utils import timezone

from cchc_portal.agencies.formbase import DayField, PortalForm
from cchc_portal.agencies.models import Agency, Post
from cchc_portal.documents.models import SigningMeans
from cchc_portal.documents.signed.states import SigningWay
from cchc_portal.documents.signing import certificates, keyring, pictures
from cchc_portal.documents.signing.answers import KeyUnavailable

from .uploads import UploadField, UploadForm

SEAL_MM = (20, 60)


class NumberForm(PortalForm):
    issued_on = DayField(label="Ngày ban hành in trên văn bản", initial=timezone.localdate)


class StopForm(PortalForm):
    reason = forms.CharField(
        label="Lý do dừng ký số",
        max_length=1000,
        help_text="Người duyệt thấy đúng nội dung này. Số đã cấp vẫn giữ cho văn bản này.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SignedFileForm(UploadForm):
    file = UploadField(
        label="Văn bản PDF đã ký số",
        help_text="Ký đúng tệp vừa tải xuống, không in lại hay lưu lại bằng phần mềm khác. Nặng nhất 50 MB.",
    )


class SignedAttachedForm(UploadForm):
    file = UploadField(
        label="Tệp phụ lục đã ký số",
        help_text="Ký đúng tệp vừa tải xuống, không in lại hay lưu lại bằng phần mềm khác. Nặng nhất 50 MB.",
    )


class ScanForm(UploadForm):
    file = UploadField(
        label="Bản quét đã ký, đóng dấu",
        help_text="Tệp PDF, JPEG hoặc PNG, nặng nhất 50 MB.",
        accept=".pdf,.jpg,.jpeg,.png",
    )


class LookForm(PortalForm):
    """What the clerk says who has looked at a scan; only what is to be said of this one is asked."""

    pages_are_right = forms.BooleanField(label="Đã xem lại: bản quét đủ trang, số trang khác là đúng")
    reason = forms.CharField(
        label="Lý do thay bản quét",
        max_length=500,
        help_text="Ví dụ: Quét thiếu trang 3. Lý do ghi cạnh bản quét cũ, vào lịch sử và ở trang kiểm tra công khai.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, pages_differ: bool, replaces: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not pages_differ:
            del self.fields["pages_are_right"]
        if not replaces:
            del self.fields["reason"]


class MeansForm(UploadForm):
    """With what a post, or the agency itself, signs."""

    way = forms.ChoiceField(label="Cách ký", choices=SigningWay.choices, widget=forms.RadioSelect())
    key_name = forms.ChoiceField(
        label="Khóa ký số",
        required=False,
        help_text="Tên khóa do quản trị hệ thống khai báo trên máy chủ; không chọn khi ký trên máy tính cá nhân.",
    )
    certificate = forms.FileField(
        label="Chứng thư số của người ký",
        required=False,
        help_text="Tệp .cer, .crt hoặc .pem. Có chứng thư thì cổng chỉ nhận chữ ký bằng đúng chứng thư này.",
    )
    picture = forms.FileField(label="Ảnh chữ ký", required=False)
    width_mm = forms.DecimalField(
        label="Bề ngang thật của con dấu (mm)", required=False, max_digits=4, decimal_places=1, localize=True
    )

    def __init__(self, *args: Any, agency: Agency, post: Post | None, means: SigningMeans | None, **kw: Any):
        if means is not None:
            kw["initial"] = {"way": means.way, "key_name": means.key_name, "width_mm": means.width_mm}
        super().__init__(*args, **kw)
        self.agency, self.post, self.means = agency, post, means
        self.about: certificates.About | None = None
        try:
            names = keyring.names()
        except KeyUnavailable:
            names = ()
        choices = [("", "Không dùng khóa trên máy chủ"), *((name, name) for name in names)]
        self.fields["key_name"].choices = choices  # type: ignore[attr-defined]
        kept = " Để trống thì giữ ảnh đang dùng." if means and means.picture else ""
        if post is None:
            self.fields["picture"].label = "Ảnh con dấu"
            self.fields["picture"].help_text = f"Tệp PNG nền trong suốt, màu đỏ.{kept}"
        else:
            self.fields["picture"].help_text = f"Tệp PNG nền trong suốt, màu xanh.{kept}"
            del self.fields["width_mm"]

    def clean_picture(self) -> bytes:
        sent = self.cleaned_data["picture"]
        if not sent:
            return b""
        read = pictures.signature_picture if self.post else pictures.seal_picture
        data: bytes = sent.read(pictures.LARGEST_FILE + 1)
        try:
            read(data)
        except pictures.PictureRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return data

    def clean_certificate(self) -> str:
        sent = self.cleaned_data["certificate"]
        if not sent:
            return ""
        data = sent.read(64 * 1024)
        try:
            pem = data.lstrip().startswith(b"-----BEGIN")
            found = x509.load_pem_x509_certificate(data) if pem else x509.load_der_x509_certificate(data)
        except ValueError as error:
            raise forms.ValidationError("Tệp này không phải chứng thư số.") from error
        self.about = certificates.about(found.public_bytes(Encoding.DER))
        return self.about.digest

    def clean_width_mm(self) -> Any:
        width = self.cleaned_data["width_mm"]
        if width is not None and not SEAL_MM[0] <= width <= SEAL_MM[1]:
            raise forms.ValidationError(f"Con dấu rộng từ {SEAL_MM[0]} đến {SEAL_MM[1]} mm.")
        return width

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        by_key = data.get("way") in (SigningWay.KEY, SigningWay.REMOTE)
        pictured = data.get("picture") or (self.means and self.means.picture)
        if by_key and not data.get("key_name") and "key_name" not in self.errors:
            self.add_error("key_name", "Chọn khóa ký số.")
        if by_key and not pictured and "picture" not in self.errors:
            self.add_error("picture", f"Chọn tệp: {str(self.fields['picture'].label).lower()}.")
        if self.post is None and pictured and not data.get("width_mm") and "width_mm" not in self.errors:
            self.add_error("width_mm", "Nhập bề ngang thật của con dấu.")
        return data
