"""Every reason why a file is not recognised, in words for whoever uploaded it."""

from .verdict import Reason

SENTENCES = {
    # the file
    "empty": "Tệp rỗng.",
    "too-large": "Tệp nặng hơn 50 MB nên không được mở để kiểm tra.",
    "jpeg": "Tệp là ảnh JPEG, không phải PDF, dù tên có thể kết thúc bằng “.pdf”.",
    "picture": "Tệp là ảnh, không phải PDF.",
    "office": "Tệp là tài liệu văn phòng hoặc tệp nén, không phải PDF.",
    "not-pdf": "Tệp không phải PDF.",
    "encrypted": "Tệp được đặt mật khẩu nên không kiểm tra được; hãy dùng tệp không mã hóa.",
    "damaged": "Tệp PDF bị hỏng hoặc bị cắt bớt, không đọc được.",
    "slow": "Việc kiểm tra quá {seconds} giây nên đã dừng; tệp không được công nhận.",
    "heavy": "Tệp đòi quá nhiều bộ nhớ để kiểm tra nên đã dừng; tệp không được công nhận.",
    "not-as-issued": "Tệp không giống từng byte với văn bản đã phát hành (mã SHA-256 khác).",
    "not-as-given": "Tệp không bắt đầu bằng đúng văn bản mà cổng đã giao để ký.",
    "changed-before": "Ngoài chữ ký số, nội dung văn bản mà cổng đã giao để ký đã bị thêm hoặc sửa.",
    "unsigned": "Tệp không có chữ ký số.",
    "count": "Văn bản phải có {wanted} chữ ký số, tệp này có {found}.",
    "one-more": "Tệp phải có thêm đúng một chữ ký số của cơ quan, tệp này có thêm {found}.",
    "unsigned-end": "Cuối tệp có dữ liệu không được chữ ký nào bao trùm.",
    "no-roots": "Cổng chưa được khai báo tổ chức chứng thực nào để tin cậy; báo quản trị viên.",
    # a signature
    "broken": "Chữ ký số bị hỏng, không đọc được.",
    "kind": "Loại chữ ký số này không được công nhận.",
    "changed": "Nội dung đã bị thay đổi sau khi ký: chữ ký số không còn khớp.",
    "forged": "Chữ ký số không đúng với chứng thư số đi kèm.",
    "coverage": "Chữ ký số không bao trùm hết phần văn bản mà nó phải bao trùm.",
    "changed-after": "Sau chữ ký số này, nội dung tệp đã bị thêm hoặc sửa.",
    "expired": "Chứng thư số của người ký đã hết hạn.",
    "not-yet": "Chứng thư số của người ký chưa có hiệu lực.",
    "revoked": "Chứng thư số của người ký đã bị thu hồi.",
    "unknown-authority": "Chứng thư số không do tổ chức chứng thực mà cổng tin cậy cấp.",
    "purpose": "Chứng thư số không được cấp để ký văn bản.",
    "weak": "Chữ ký số dùng thuật toán đã lỗi thời, không được công nhận.",
    "trust": "Không xác nhận được chứng thư số của người ký.",
    "future": "Thời điểm ký ghi trong tệp ở tương lai.",
    "outside-certificate": "Thời điểm ký ghi trong tệp nằm ngoài thời hạn của chứng thư số.",
    "timestamp": "Dấu thời gian của chữ ký số không được công nhận.",
    "hidden-data": "Vùng chứa chữ ký số có dữ liệu lạ.",
    "order": "Chữ ký số sai thứ tự: người có thẩm quyền ký trước, cơ quan ký sau.",
    "other-signer": "Chữ ký số này không phải của {role} theo hồ sơ.",
}


def reason(code: str, **facts: object) -> Reason:
    return Reason(code, SENTENCES[code].format(**facts))
