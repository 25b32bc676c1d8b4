"""Every file that somebody may upload by mistake or on purpose, and the answer in words: a literal table."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from cchc_portal.documents import paper
from cchc_portal.documents.verifying import sniffing
from tests.documents import samples
from tests.documents.signing import authority, signed
from tests.documents.verifying import forging
from tests.documents.verifying.judged import expected, judge, trust

OTHER = "Tệp không giống từng byte với văn bản đã phát hành (mã SHA-256 khác)."
CHANGED = "Nội dung đã bị thay đổi sau khi ký: chữ ký số không còn khớp."
AFTER = "Sau chữ ký số này, nội dung tệp đã bị thêm hoặc sửa."
END = "Cuối tệp có dữ liệu không được chữ ký nào bao trùm."
NOT_PERSON = "Chữ ký số này không phải của người ký văn bản theo hồ sơ."
DAMAGED = "Tệp PDF bị hỏng hoặc bị cắt bớt, không đọc được."


def _one_byte():
    content = bytearray(signed.issued())
    content[len(signed.made().content) // 2] ^= 1
    return bytes(content)


def _jpeg():
    out = BytesIO()
    Image.new("RGB", (40, 40)).save(out, "JPEG")
    return out.getvalue()


def _scan():
    """Its table of objects names an object in a way that a strict reader refuses."""
    out = BytesIO()
    Image.new("L", (400, 600), 255).save(out, "PDF")
    assert b"65536 f" in out.getvalue()
    return out.getvalue()


def _encrypted():
    out = BytesIO()
    with pikepdf.open(BytesIO(signed.issued())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def _by(holder):
    return lambda: signed.by_agency(signed.by_person(holder()))


def _huge():
    return b"%PDF-1.7\n".ljust(200_000_000, b" ")


def _other_plan():
    made = paper.made(samples.plan(subject="Kế hoạch khác"))
    return made.content


TABLE = {
    "sửa một byte": (_one_byte, [OTHER, CHANGED]),
    "thêm một trang": (lambda: forging.updated(signed.issued(), forging.UPDATES["thêm trang"]), [OTHER, END, AFTER]),
    "ghi chú sau khi ký": (
        lambda: forging.updated(signed.issued(), forging.UPDATES["ghi chú FreeText"]),
        [OTHER, END, AFTER],
    ),
    "chứng thư hết hạn": (_by(authority.expired), [OTHER, "Chứng thư số của người ký đã hết hạn.", NOT_PERSON]),
    "chứng thư bị thu hồi": (_by(authority.revoked), [OTHER, "Chứng thư số của người ký đã bị thu hồi.", NOT_PERSON]),
    "tổ chức chứng thực lạ": (
        _by(authority.unknown),
        [OTHER, "Chứng thư số không do tổ chức chứng thực mà cổng tin cậy cấp.", NOT_PERSON],
    ),
    "tự cấp trùng tên": (
        _by(authority.twin),
        [OTHER, "Chứng thư số không do tổ chức chứng thực mà cổng tin cậy cấp.", NOT_PERSON],
    ),
    "chứng thư sai mục đích": (
        _by(authority.wrong_purpose),
        [OTHER, "Chứng thư số không được cấp để ký văn bản.", NOT_PERSON],
    ),
    "ký sai thứ tự": (
        lambda: signed.by_agency(signed.by_person(authority.agency()), authority.person()),
        [OTHER, "Chữ ký số sai thứ tự: người có thẩm quyền ký trước, cơ quan ký sau."],
    ),
    "thuật toán cũ": (
        signed.with_sha1,
        [
            OTHER,
            "Văn bản phải có 2 chữ ký số, tệp này có 1.",
            "Chữ ký số dùng thuật toán đã lỗi thời, không được công nhận.",
            NOT_PERSON,
        ],
    ),
    "thiếu chữ ký cơ quan": (signed.person_only, [OTHER, "Văn bản phải có 2 chữ ký số, tệp này có 1."]),
    "kế hoạch khác, chưa ký": (_other_plan, [OTHER, "Tệp không có chữ ký số."]),
    "bản quét do phần mềm viết không đúng chuẩn": (_scan, [OTHER, "Tệp không có chữ ký số."]),
    "tệp đặt mật khẩu": (
        _encrypted,
        [OTHER, "Tệp được đặt mật khẩu nên không kiểm tra được; hãy dùng tệp không mã hóa."],
    ),
    "tệp hỏng": (lambda: signed.issued()[:20_000], [OTHER, DAMAGED]),
    "chỉ có đầu tệp": (lambda: b"%PDF-1.7\n", [OTHER, DAMAGED]),
    "200 MB": (_huge, [OTHER, "Tệp nặng hơn 50 MB nên không được mở để kiểm tra."]),
    "ảnh JPEG tên .pdf": (_jpeg, [OTHER, "Tệp là ảnh JPEG, không phải PDF, dù tên có thể kết thúc bằng “.pdf”."]),
    "ảnh PNG": (lambda: b"\x89PNG\r\n\x1a\n", [OTHER, "Tệp là ảnh, không phải PDF."]),
    "tệp Word": (lambda: b"PK\x03\x04", [OTHER, "Tệp là tài liệu văn phòng hoặc tệp nén, không phải PDF."]),
    "chữ thường": ("Kế hoạch".encode, [OTHER, "Tệp không phải PDF."]),
    "tệp rỗng": (lambda: b"", [OTHER, "Tệp rỗng."]),
}  # fmt: skip


@pytest.mark.parametrize("kind", TABLE)
def test_each_file_is_refused_in_words(kind):
    make, sentences = TABLE[kind]
    verdict = judge(make(), gate=True)
    assert (verdict.bottom_line, verdict.as_issued, sorted(verdict.sentences)) == (
        False,
        False,
        sorted(sentences),
    )


def test_fifty_megabytes_are_still_opened():
    assert sniffing.objection(b"%PDF-".ljust(sniffing.LARGEST)) is None
    assert sniffing.objection(b"%PDF-".ljust(sniffing.LARGEST + 1)) == "too-large"


def test_a_good_file_has_no_sentence_at_all():
    assert judge(signed.issued(), gate=True, expected=expected(), trust_roots=trust()).sentences == ()
