"""Pictures of a handwritten signature (blue) and of a seal (red): PNG with a transparent ground
(Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7.d, II.8.a)."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops

LARGEST_FILE = 2 * 1024 * 1024
LARGEST_SIDE, SMALLEST_SIDE = 4000, 60
PNG = b"\x89PNG\r\n\x1a\n"
# Hue on Pillow's circle of 256 steps.
BLUE = frozenset(range(128, 192))  # 180°…270°
RED = frozenset([*range(18), *range(238, 256)])  # 335°…25°
MOST_OF = 0.8  # of the coloured points
COLOURED = 60  # saturation, of 255
VISIBLE = 64  # opacity, of 255


class PictureRefused(Exception):
    """What is wrong with the picture, as a sentence."""


@dataclass(frozen=True)
class Picture:
    """RGBA, cut to what is visible, so that its middle and its size are those of the ink."""

    image: Image.Image

    @property
    def ratio(self) -> float:
        return self.image.width / self.image.height


def signature_picture(data: bytes) -> Picture:
    return _picture(data, "Ảnh chữ ký", "xanh", BLUE)


def seal_picture(data: bytes) -> Picture:
    return _picture(data, "Ảnh con dấu", "đỏ", RED)


def _picture(data: bytes, what: str, colour: str, hues: frozenset[int]) -> Picture:
    image = _opened(data, what)
    alpha = image.getchannel("A")
    if alpha.getextrema() == (255, 255):
        raise PictureRefused(f"{what} phải có nền trong suốt; tệp này có nền đặc.")
    box = alpha.point(_seen).getbbox()
    if box is None:
        raise PictureRefused(f"{what} trong suốt hoàn toàn, không có nét nào.")
    if box == (0, 0, *image.size) and _share_seen(alpha) > 0.97:
        raise PictureRefused(f"{what} phải có nền trong suốt; tệp này có nền gần như đặc.")
    cut = image.crop(box)
    if min(cut.size) < SMALLEST_SIDE:
        raise PictureRefused(
            f"{what} quá nhỏ: phần có nét phải rộng và cao ít nhất {SMALLEST_SIDE} điểm ảnh."
        )
    if _share_of(cut, hues) < MOST_OF:
        raise PictureRefused(f"{what} phải có màu {colour}.")
    return Picture(cut)


def _opened(data: bytes, what: str) -> Image.Image:
    if len(data) > LARGEST_FILE:
        raise PictureRefused(f"{what} nặng quá 2 MB; hãy thu nhỏ rồi tải lại.")
    if not data.startswith(PNG):
        raise PictureRefused(f"{what} phải là tệp PNG.")
    try:
        with Image.open(BytesIO(data), formats=["PNG"]) as image:
            image.verify()  # WeasyPrint tells Pillow to read cut-off files, for the whole process
        with Image.open(BytesIO(data), formats=["PNG"]) as image:
            if max(image.size) > LARGEST_SIDE:
                raise PictureRefused(f"{what} quá lớn: mỗi cạnh nhiều nhất {LARGEST_SIDE} điểm ảnh.")
            return image.convert("RGBA")
    except PictureRefused:
        raise
    except Exception as error:  # whatever a damaged file makes the decoder do
        raise PictureRefused(f"{what} bị hỏng, không đọc được.") from error


def _seen(opacity: int) -> int:
    return 255 if opacity >= VISIBLE else 0


def _share_seen(alpha: Image.Image) -> float:
    return float(sum(alpha.histogram()[VISIBLE:]) / (alpha.width * alpha.height))


def _share_of(image: Image.Image, hues: frozenset[int]) -> float:
    """How much of the visible ink has one of the hues; grey and black ink has no hue and counts against it."""
    seen = image.getchannel("A").point(_seen)
    hue, saturation, _ = image.convert("RGB").convert("HSV").split()
    coloured = ImageChops.darker(saturation.point(_strong), seen)
    ink, counted = sum(seen.histogram()[1:]), hue.histogram(coloured)
    return sum(counted[value] for value in hues) / ink


def _strong(saturation: int) -> int:
    return 255 if saturation >= COLOURED else 0
