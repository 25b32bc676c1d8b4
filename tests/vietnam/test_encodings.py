"""TCVN3 and VNI: every letter there and back, recognised by whole words, never taken for Unicode."""

import pytest

from cchc_portal.vietnam import encodings
from cchc_portal.vietnam.alphabet import VIETNAMESE_LETTERS

SENTENCES = [
    "Tuyên truyền cải cách hành chính nhà nước",
    "Đẩy mạnh chuyển đổi số trong giải quyết thủ tục",
    "Ủy ban nhân dân thành phố Đồng Nai",
    "Kế hoạch số 15/KH-UBND ngày 05/01/2027",
    "Nâng cao nhận thức của cán bộ, công chức, viên chức",
    "Bộ phận Tiếp nhận và Trả kết quả",
    "Người dân, doanh nghiệp được phục vụ tốt hơn",
    "Thường xuyên kiểm tra, đôn đốc việc thực hiện",
    "Sở Nội vụ chủ trì, phối hợp với các sở, ngành",
    "Kinh phí thực hiện: 12.500.000 đồng",
    "Nghị quyết của Chính phủ về chương trình tổng thể",
    "Quý IV: tổng kết, khen thưởng",
    "Phát thanh trên hệ thống truyền thanh cơ sở",
    "Ứng dụng công nghệ thông tin; cổng dịch vụ công",
    "Xử lý nghiêm các trường hợp vi phạm",
    "Khẩu hiệu, áp phích, tờ gấp, băng rôn",
    "Đối tượng: học sinh, sinh viên, thanh niên",
    "Hội nghị tập huấn nghiệp vụ tuyên truyền viên",
    "Yêu cầu: thiết thực, hiệu quả, tiết kiệm",
    "Trưởng ban ký thừa lệnh; lưu văn thư",
]
SMALL = "".join(letter for letter in VIETNAMESE_LETTERS if letter.islower())
_TO_TCVN3 = {letter: code for code, letter in encodings.TCVN3.items()}
_TO_VNI = {letter: code for code, letter in encodings.VNI.items() if code.isupper() == letter.isupper()}


def in_tcvn3(text: str) -> str:
    """Capitals with tones do not exist there: they are written small."""
    return "".join(_TO_TCVN3.get(letter) or _TO_TCVN3.get(letter.lower(), letter) for letter in text)


def in_vni(text: str) -> str:
    return "".join(_TO_VNI.get(letter, letter) for letter in text)


@pytest.mark.parametrize("letter", VIETNAMESE_LETTERS)
def test_every_letter_comes_back_from_vni(letter: str) -> None:
    assert encodings.to_unicode(in_vni(letter), "vni") == letter


@pytest.mark.parametrize("letter", VIETNAMESE_LETTERS)
def test_every_letter_comes_back_from_tcvn3(letter: str) -> None:
    small = in_tcvn3(letter.lower())
    assert len(small) == 1
    assert encodings.to_unicode(small, "tcvn3", capitals=letter.isupper()) == letter


def test_capitals_without_tones_have_codes_of_their_own_in_tcvn3() -> None:
    assert encodings.to_unicode(in_tcvn3("ĂÂĐÊÔƠƯ"), "tcvn3") == "ĂÂĐÊÔƠƯ"


def test_a_capital_before_a_small_mark_is_vni_too() -> None:
    assert encodings.to_unicode("Toâi, AÁm, Öùng", "vni") == "Tôi, Ấm, Ứng"


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_recognised_and_comes_back_from_vni(sentence: str) -> None:
    assert (encodings.guess(in_vni(sentence)), encodings.to_unicode(in_vni(sentence), "vni")) == (
        "vni",
        sentence,
    )


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_recognised_and_comes_back_from_tcvn3(sentence: str) -> None:
    small = "".join(
        letter if letter.lower() in "ăâđêôơư" or letter.isascii() else letter.lower() for letter in sentence
    )
    assert (encodings.guess(in_tcvn3(sentence)), encodings.to_unicode(in_tcvn3(sentence), "tcvn3")) == (
        "tcvn3",
        small,
    )


@pytest.mark.parametrize(
    "sentence", [*SENTENCES, "", "Plan 2027", "naïve café, Müller", "12.500.000 đồng", "25°C ± 2"]
)
def test_unicode_is_left_alone(sentence: str) -> None:
    assert encodings.guess(sentence) is None


def test_only_known_names_are_encodings() -> None:
    assert [encodings.named(name) for name in ("tcvn3", "vni", "viscii", "")] == ["tcvn3", "vni", None, None]
