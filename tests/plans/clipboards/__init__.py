"""Clipboards of our own making in the shapes of Word, WPS, LibreOffice, Google Docs, Excel, Zalo and PDF, and what they become."""

from pathlib import Path

FOLDER = Path(__file__).parent

BECOMES = {
    "excel-column.html": "<ul><li><p>Văn phòng Sở</p></li><li><p>Phòng Cải cách hành chính</p></li></ul>",
    "excel-range.html": "<p>STT | Kinh phí (đồng)</p><p>1 | 12.500.000</p>",
    "google-docs-comment.html": "<p>Kinh phí 2027</p>",
    "google-docs.html": "<p><strong>Mục đích</strong></p><ul><li><p><em>Nghiêng</em> thường</p><ul><li><p>Cấp hai</p></li></ul></li></ul><ol><li><p>Đánh số</p></li></ol>",
    "libreoffice-breaks.html": "<p>Dòng một<br>dòng hai</p><p>Bình thường</p>",
    "libreoffice-lists.html": "<p><strong>Yêu cầu</strong></p><ul><li><p>Kịp thời, chính xác</p><ul><li><p>Đúng đối tượng</p></li></ul></li><li><p>Tiết kiệm</p></li></ul><ol><li><p>Khoản một</p></li><li><p>Khoản <em>hai</em></p></li></ol>",
    "notepad-tabs.txt": "<p>Một hai</p><p>Ba</p>",
    "pdf-decomposed.txt": "<p>Tiếng Việt tổ hợp</p><ul><li><p>Dán từ PDF</p></li><li><p>Hai khoảng trắng</p></li></ul>",
    "pdf.txt": "<p>KẾ HOẠCH</p><p>Tuyên truyền cải cách hành chính năm 2027</p><p>Thực hiện Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước, Ủy ban nhân dân thành phố ban hành Kế hoạch với các nội dung sau:</p><p>I. MỤC ĐÍCH</p><p>1. Nâng cao nhận thức</p><ul><li><p>Của cán bộ, công chức;</p><ul><li><p>Ở cấp xã;</p></li></ul></li><li><p>Của người dân.</p></li></ul>",
    "tcvn3.html": "<p>Tuyªn truyÒn c¶i c¸ch hµnh chÝnh nhµ níc năm 2027</p><p><strong>kÕ ho¹ch</strong></p>",
    "vni.html": "<p>Tuyeân truyeàn caûi caùch haønh chính nhaø nöôùc</p>",
    "web-layout-table.html": "<p>Khung một cột</p><ul><li><p>điểm</p></li></ul>",
    "web-page.html": "<p><strong>Cải cách hành chính</strong></p><p>Bài viết <em>mới</em> &amp; <strong>nổi bật</strong>.</p><ul><li><p>Mục a<br>dòng hai</p></li><li><p>Mục b</p></li></ul><p>Trích dẫn</p>",
    "word-online.html": "<p>Nội dung tuyên truyền</p><ul><li><p><strong>Cấp một</strong></p><ul><li><p>Cấp hai</p></li></ul></li></ul>",
    "word2010-bullets.html": "<ul><li><p>Chấm tròn</p><ul><li><p>Tròn rỗng</p></li><li><p>Ô vuông</p></li></ul></li><li><p>Chấm đậm</p></li></ul>",
    "word2010-dashes.html": "<p>Mục đích của Kế hoạch:</p><ul><li><p>Nâng cao nhận thức của cán bộ, công chức;</p></li><li><p>Tạo sự đồng thuận của <strong>người dân</strong>.</p></li></ul>",
    "word2010-levels.html": "<ul><li><p>Cấp một</p><ul><li><p>Cấp hai</p></li><li><p>Cấp ba</p></li></ul></li><li><p>Lại cấp một</p></li></ul>",
    "word2010-numbers.html": "<ol><li><p>Khoản một</p></li><li><p>Khoản hai</p></li><li><p>Khoản ba</p></li></ol>",
    "word2016-comments.html": "<p>Kinh phí thực hiện.</p>",
    "word2016-hidden.html": "<p>Chữ thấy được.</p>",
    "word2016-letters.html": "<ol><li><p>Điểm a</p></li><li><p>Điểm b</p></li><li><p>Điểm đ</p></li></ol>",
    "word2016-multilevel.html": "<ol><li><p>MỤC ĐÍCH</p><ul><li><p>Mục tiêu chung</p><ul><li><p>Chi tiết</p></li></ul></li></ul></li><li><p>YÊU CẦU</p></li></ol>",
    "word2016-noise.html": "<p><strong>THÔNG BÁO</strong></p><p>Ủy ban nhân dân thành phố triển khai Kế hoạch số 15.</p><p>m2, H2O, gạch, liên kết</p>",
    "word2016-numbers-over-dashes.html": "<ol><li><p><strong>Yêu cầu</strong></p><ul><li><p>Thiết thực</p><ul><li><p>Gọn nhẹ</p></li></ul></li></ul></li><li><p><em>Thời gian</em></p></li></ol>",
    "word2016-numbers-over-letters.html": "<ol><li><p>Cơ quan chủ trì</p><ul><li><p>Xây dựng kế hoạch</p></li><li><p>Báo cáo kết quả</p></li></ul></li><li><p>Cơ quan phối hợp</p></li></ol>",
    "word2016-tracked.html": "<p>Thời gian: quý II năm 2027.</p>",
    "word365-footnote.html": "<p>Theo Nghị định[1].</p><p>[1] Số 30/2020/NĐ-CP.</p>",
    "word365-mark-as-text.html": "<ul><li><p>Nâng cao chất lượng</p></li></ul><ol><li><p>Khoản một</p></li></ol><p>Không còn là danh sách</p>",
    "word365-styles.html": "<p><strong>Đậm</strong> và <em>nghiêng</em>, <strong><em>cả hai</em></strong>, không đậm.</p><p><strong>Tiêu đề của Word</strong></p>",
    "word365-table.html": "<p><strong>STT</strong> | <strong>Nội dung</strong> | <strong>Thời gian</strong></p><p>1 | - Đăng tin - Phát thanh | Quý I</p><p>2 | Hội nghị</p>",
    "word365-typed-dashes.html": "<ul><li><p>Đăng tin trên cổng thông tin;</p><ul><li><p>Mỗi tháng ít nhất hai tin;</p></li><li><p>Có ảnh minh họa;</p></li></ul></li><li><p>Phát thanh xã, phường.</p></li></ul><p>1. Tổ chức thực hiện</p><p>-5 độ C không phải là gạch đầu dòng</p>",
    "wps-dashes.html": "<ul><li><p><strong>Sở Nội vụ</strong> chủ trì;</p><ul><li><p><em>Các sở, ngành</em> phối hợp.</p></li></ul></li></ul>",
    "wps-paragraphs.html": "<p><strong>Đoạn một</strong></p><p>Đoạn hai</p>",
    "zalo-lines.html": "<p>Đề nghị các phòng<br>rà soát nội dung</p><p>Trân trọng.</p>",
    "zalo-message.html": "<p>Kính gửi các đơn vị:</p><ul><li><p>Gửi báo cáo trước ngày 20</p></li><li><p>Đính kèm phụ lục</p></li></ul>",
}
IN_UNICODE = {
    "tcvn3.html": "<p>Tuyên truyền cải cách hành chính nhà nước năm 2027</p><p><strong>KẾ HOẠCH</strong></p>",
    "vni.html": "<p>Tuyên truyền cải cách hành chính nhà nước</p>",
}


def content(name: str) -> str:
    return (FOLDER / name).read_bytes().decode("utf-8")
