"""What a scan must be to become an electronic copy (Nghị định 30/2020/NĐ-CP, Phụ lục I phần II, mục I.2): PDF of version 1.4 or later."""

from io import BytesIO

from django import forms
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from cchc_portal.documents.copies.files import Scan

OLDEST = (1, 4)


def read(content: bytes) -> Scan:
    """The file and its number of pages; refused in one sentence where it is no such PDF, or is locked."""
    if not content.startswith(b"%PDF-"):
        raise forms.ValidationError("Bản quét để sao điện tử phải là tệp PDF; tệp này không phải.")
    try:
        reader = PdfFileReader(BytesIO(content))
        if reader.encrypted:
            raise forms.ValidationError("Tệp PDF đang đặt mật khẩu; bỏ mật khẩu rồi tải lên.")
        version, pages = reader.input_version, int(reader.root["/Pages"]["/Count"])
    except (PdfError, ValueError, KeyError, TypeError) as error:
        raise forms.ValidationError("Tệp PDF bị hỏng, không đọc được. Quét lại rồi tải lên.") from error
    if version < OLDEST:
        raise forms.ValidationError(
            f"Tệp PDF theo phiên bản {version[0]}.{version[1]}; bản sao điện tử cần phiên bản từ 1.4 trở lên."
        )
    return Scan(content, pages)
