"""The channels that a province starts with, and which of them a plan's own wording means.

Members and groups: the forms seen in the plans of provinces and their agencies since 2011.
"""

from cchc_portal.vietnam import alphabet
from plans.models.channels import Channel, ChannelGroup

G = ChannelGroup

# In the catalogue's order; the words (accent-free) that point to each, most telling first.
STARTING_CATALOGUE: tuple[tuple[ChannelGroup, str, tuple[str, ...]], ...] = (
    (G.CONTEST, "Cuộc thi, hội thi tìm hiểu cải cách hành chính", ("cuoc thi", "hoi thi", "thi video", "bai du thi")),
    (G.TRAINING, "Tập huấn, bồi dưỡng", ("tap huan", "boi duong", "lop")),
    (G.TRAINING, "Học tập kinh nghiệm", ("hoc tap kinh nghiem", "hoc tap, trao doi")),
    (G.DIALOGUE, "Đối thoại với doanh nghiệp, người dân", ("doi thoai", "gap go", "tiep xuc")),
    (G.NOTICE_BOARD, "Niêm yết, công khai tại bộ phận một cửa", ("niem yet", "mot cua", "bo phan tiep nhan", "cong khai")),
    (G.NOTICE_BOARD, "Sổ tay, cuốn hướng dẫn, mã QR", ("so tay", "cuon huong dan", "ma qr")),
    (G.SURVEY, "Khảo sát, lấy ý kiến", ("khao sat", "lay y kien", "dieu tra xa hoi")),
    (G.SOCIAL, "Zalo, Fanpage, mạng xã hội", ("zalo", "fanpage", "facebook", "mang xa hoi", "youtube", "tiktok")),
    (G.LOUDSPEAKER, "Đài truyền thanh cơ sở, loa phát thanh", ("truyen thanh", "loa ")),
    (G.VISUAL, "Pa nô, áp phích, băng rôn, khẩu hiệu", ("pa no", "pano", "ap phich", "bang ron", "khau hieu", "led")),
    (G.VISUAL, "Tờ rơi, tờ gấp", ("to roi", "to gap", "an pham")),
    (G.DOCUMENTS, "Văn bản chỉ đạo, hệ thống quản lý văn bản", ("quan ly van ban", "van ban chi dao", "thu dien tu")),
    (G.PRESS, "Đài phát thanh và truyền hình", ("dai phat thanh", "truyen hinh", "ptth", "pt-th", "phong su")),
    (G.PRESS, "Báo của tỉnh, thành phố; báo chí Trung ương", ("bao, dai", "bao dai", "bao chi", "chuyen trang", "hop bao", "dang bao")),
    (G.PORTAL, "Cổng, trang thông tin điện tử", ("cong thong tin", "trang thong tin", "website", "chuyen muc", "cong ttdt")),
    (G.COMBINED, "Lồng ghép phổ biến, giáo dục pháp luật", ("long ghep", "giao duc phap luat")),
    (G.COMBINED, "Gắn với thi đua, khen thưởng", ("thi dua", "khen thuong")),
    (G.MEETING, "Sinh hoạt Đảng, đoàn thể", ("sinh hoat", "cong doan", "chi doan", "chao co", "doan the")),
    (G.MEETING, "Hội nghị, cuộc họp", ("hoi nghi", "hop", "giao ban", "hoi thao")),
    (G.OTHER, "Hình thức khác", ()),
)  # fmt: skip
_KEYWORDS = {name: words for _, name, words in STARTING_CATALOGUE}
_LAST_RESORT = STARTING_CATALOGUE[-1][1]


def seed_catalogue() -> None:
    """Give the entered province its starting catalogue; what it already has stays."""
    Channel.objects.bulk_create(
        [
            Channel.in_province(group=group, name=name, position=position)
            for position, (group, name, _) in enumerate(STARTING_CATALOGUE)
        ],
        ignore_conflicts=True,
    )


def of_province() -> list[Channel]:
    """The entered province's channels in order; a province without any is given the starting ones."""
    found = list(Channel.objects.in_order())
    if found:
        return found
    seed_catalogue()
    return list(Channel.objects.in_order())


def match(text: str, catalogue: list[Channel]) -> Channel:
    """The channel that the wording means: by its very name, else by a telling word, else "Hình thức khác"."""
    folded = alphabet.fold(text)
    by_name = {alphabet.fold(channel.name): channel for channel in catalogue}
    if folded in by_name:
        return by_name[folded]
    for channel in catalogue:
        if any(word in folded for word in _KEYWORDS.get(channel.name, ())):
            return channel
    return by_name[alphabet.fold(_LAST_RESORT)]
