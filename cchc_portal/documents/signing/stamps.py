"""What a signature shows on the page: a picture, or one line of text. Never pyHanko's text stamp: its letters are not embedded."""

from datetime import datetime
from html import escape
from io import BytesIO
from math import ceil

from pyhanko.pdf_utils import content, layout
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

from cchc_portal.documents.paper import engine, fonts

from .pictures import Picture

LINE_SIZE = 10  # Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.8.b: 10 pt, black, upright
PIXEL = (
    0.75  # the engine's pages are whole pixels: any other size would be stretched, and its letters with it
)
_FILL = layout.SimpleBoxLayoutRule(
    x_align=layout.AxisAlignment.ALIGN_MIN,
    y_align=layout.AxisAlignment.ALIGN_MIN,
    margins=layout.Margins.uniform(0),
    inner_content_scaling=layout.InnerScaling.STRETCH_FILL,
)


class _Page(content.ImportedPdfPage):
    """A page of a PDF in memory; the library's own reads a file, and names what it takes in by chance."""

    def __init__(self, data: bytes) -> None:
        super().__init__("")
        self.data = data

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self.data)))
        self.resources.xobject["/Line"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = layout.BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Line Do"


def of_picture(picture: Picture) -> StaticStampStyle:
    return _bare(PdfImage(picture.image, name="Anh"))


def of_line(text: str, turn: int = 0) -> tuple[StaticStampStyle, float, float]:
    """(stamp, width, height): the line drawn by the paper's own engine, its letters embedded; for a page that is shown turned clockwise."""
    wide = fonts.width_mm(text, LINE_SIZE) * 72 / 25.4 + 2
    width, height = ceil(wide / PIXEL) * PIXEL, 16 * PIXEL
    return _bare(_Page(_drawn(text, width, height, turn))), width, height


def time_line(number_line: str, when: datetime) -> str:
    """`Số: 06/KH-KCNĐN; 21/01/2027; 10:15:30 +07:00` (Mẫu 2.2); also hình thức sao; tên cơ quan sao (Mẫu 3.2)."""
    offset = when.strftime("%z")
    return f"{number_line}; {when:%d/%m/%Y}; {when:%H:%M:%S} {offset[:3]}:{offset[3:5]}"


def _bare(background: content.PdfContent) -> StaticStampStyle:
    return StaticStampStyle(
        background=background, background_opacity=1.0, border_width=0, background_layout=_FILL
    )


def _drawn(text: str, width: float, height: float, turn: int) -> bytes:
    """Our own small page: the words in the middle of its height, nothing around them."""
    across, up = (height, width) if turn in (90, 270) else (width, height)
    style = (
        f"@page{{size:{across:.2f}pt {up:.2f}pt;margin:0}}"
        f"p{{font-size:{LINE_SIZE}pt;line-height:{height:.2f}pt;white-space:nowrap;text-align:right}}"
        f"{_turned(width, height, turn)}"
    )
    html = f"<html lang='vi'><head><style>{style}</style></head><body><p>{escape(text)}</p></body></html>"
    with engine.undisturbed(), engine.complaints_are_errors():
        return bytes(engine.lay_out(html, engine.RULE_STYLES[0]).write_pdf())


def _turned(width: float, height: float, turn: int) -> str:
    """Against the page's own turn, so that the words are seen upright."""
    if not turn:
        return ""
    aside = {90: (0.0, width), 180: (width, height), 270: (height, 0.0)}[turn]
    return (
        f"p{{position:absolute;left:0;top:0;width:{width:.2f}pt;transform-origin:0 0;"
        f"transform:translate({aside[0]:.2f}pt,{aside[1]:.2f}pt) rotate(-{turn}deg)}}"
    )
