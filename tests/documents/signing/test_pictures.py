"""Pictures of signatures and seals: what is taken, and each refusal in words."""

from io import BytesIO

import pytest
from PIL import Image

from cchc_portal.documents.signing import pictures
from tests.documents.signing.drawn import BLACK, BLUE, RED, png, ring, scrawl

WHITE = (255, 255, 255, 255)


def _jpeg():
    out = BytesIO()
    scrawl().convert("RGB").save(out, "JPEG")
    return out.getvalue()


SIGNATURES = {
    "JPEG": (_jpeg, "Ảnh chữ ký phải là tệp PNG."),
    "không phải ảnh": (lambda: b"chu ky", "Ảnh chữ ký phải là tệp PNG."),
    "hỏng": (lambda: png(scrawl())[:300], "Ảnh chữ ký bị hỏng, không đọc được."),
    "nền trắng": (
        lambda: png(scrawl(ground=WHITE)),
        "Ảnh chữ ký phải có nền trong suốt; tệp này có nền đặc.",
    ),
    "nền gần trắng": (
        lambda: png(scrawl(ground=(255, 255, 255, 250))),
        "Ảnh chữ ký phải có nền trong suốt; tệp này có nền gần như đặc.",
    ),
    "không nét": (
        lambda: png(Image.new("RGBA", (200, 100))),
        "Ảnh chữ ký trong suốt hoàn toàn, không có nét nào.",
    ),
    "đen": (lambda: png(scrawl(BLACK)), "Ảnh chữ ký phải có màu xanh."),
    "đỏ": (lambda: png(scrawl(RED)), "Ảnh chữ ký phải có màu xanh."),
    "nhỏ": (
        lambda: png(scrawl(size=(50, 30))),
        "Ảnh chữ ký quá nhỏ: phần có nét phải rộng và cao ít nhất 60 điểm ảnh.",
    ),
    "lớn": (
        lambda: png(Image.new("RGBA", (4001, 10))),
        "Ảnh chữ ký quá lớn: mỗi cạnh nhiều nhất 4000 điểm ảnh.",
    ),
    "nặng": (
        lambda: pictures.PNG + b"x" * pictures.LARGEST_FILE,
        "Ảnh chữ ký nặng quá 2 MB; hãy thu nhỏ rồi tải lại.",
    ),
}


@pytest.mark.parametrize("kind", SIGNATURES)
def test_each_unfit_picture_is_refused_in_words(kind):
    make, sentence = SIGNATURES[kind]
    with pytest.raises(pictures.PictureRefused) as refusal:
        pictures.signature_picture(make())
    assert str(refusal.value) == sentence


def test_a_seal_must_be_red():
    with pytest.raises(pictures.PictureRefused, match=r"^Ảnh con dấu phải có màu đỏ\.$"):
        pictures.seal_picture(png(ring(BLUE)))


def test_a_picture_is_cut_to_its_ink():
    taken = pictures.seal_picture(png(ring(size=300)))
    assert taken.image.size == (281, 281)
    assert taken.ratio == 1


def test_a_picture_with_a_palette_is_taken():
    image = scrawl().quantize(16)
    assert pictures.signature_picture(png(image)).image.mode == "RGBA"
