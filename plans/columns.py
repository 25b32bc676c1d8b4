"""Columns of the table of content items, by the names that people use."""

COLUMN_LABELS = {
    "content": "Nội dung tuyên truyền",
    "audience": "Đối tượng",
    "channels": "Hình thức",
    "products": "Sản phẩm",
    "lead": "Đơn vị chủ trì",
    "support": "Đơn vị phối hợp",
    "time": "Thời gian",
    "budget": "Kinh phí",
    "note": "Ghi chú",
}
