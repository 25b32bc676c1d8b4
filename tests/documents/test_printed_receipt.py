"""A receipt on paper: its head in the form of papers, each name on a line of its own."""

from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from cchc_portal.documents import printed_receipt
from cchc_portal.vietnam import dates


@pytest.mark.parametrize(
    ("superior", "size"), [("UBND TỈNH ĐỒNG NAI", 13.0), ("UBND THÀNH PHỐ ĐỒNG NAI", 12.0)]
)
def test_the_superiors_name_stands_on_one_line(superior: str, size: float) -> None:
    header = {
        "superior": [superior],
        "issuer": ["SỞ NỘI VỤ"],
        "number": "Số: 01/BN-SNV",
        "place_date": dates.written_place_date("Đồng Nai", date(2027, 3, 15)),
    }
    receipt = printed_receipt.Receipt(header, "Về việc gửi báo cáo", [["Nơi nhận", "Sở Nội vụ"]], "Ghi chú")
    content, pages = printed_receipt.pdf(printed_receipt.said(receipt))
    with pdfplumber.open(BytesIO(content)) as pdf:
        found = [match["chars"] for match in pdf.pages[0].search(superior, regex=False)]
    assert ([round(chars[0]["size"], 1) for chars in found], pages) == ([size], 1)
