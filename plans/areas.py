"""Content areas of administrative reform: the six of Nghị quyết 76/NQ-CP and Thông tư 06/2026/TT-BNV, and those that cross them."""

AREAS: dict[int, str] = {
    1: "Cải cách thể chế",
    2: "Cải cách thủ tục hành chính",
    3: "Cải cách tổ chức bộ máy",
    4: "Cải cách chế độ công vụ",
    5: "Cải cách tài chính công",
    6: "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
    0: "Chỉ đạo, điều hành cải cách hành chính",
    7: "Chỉ số và khảo sát",
    8: "Đạo đức, văn hóa công vụ, kỷ luật, kỷ cương",
    9: "Mô hình, sáng kiến, gương điển hình; phê phán tiêu cực",
    10: "Quyền và nghĩa vụ của cá nhân, tổ chức; tiếp nhận phản ánh, kiến nghị",
    11: "Dịch vụ công trực tuyến, bưu chính công ích, thanh toán trực tuyến",
    12: "Chính sách chuyên ngành",
    13: "Sắp xếp đơn vị hành chính, chính quyền địa phương hai cấp",
}
