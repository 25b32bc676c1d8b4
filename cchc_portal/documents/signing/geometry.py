"""Where pictures of signature and seal lie on the page (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7.d, II.8; T-60…T-63). Points."""

from dataclasses import dataclass

from cchc_portal.documents.paper.parts import Place

MM = 72 / 25.4
WIDEST_SIGNATURE = 50 * MM
AIR = 1 * MM  # between the picture and the lines above and below it
COVERED = 1 / 3  # of the signature's width, by the seal, from the left
CORNER = (15 * MM, 8 * MM)  # right and upper margin of the line on a separate appendix


@dataclass(frozen=True)
class Rect:
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def meets(self, other: "Rect") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )


def space(place: Place) -> Rect:
    return Rect(place.left, place.bottom, place.right, place.top)


def signature_rect(place: Place, ratio: float) -> Rect:
    """As large as the space allows, its middle above the middle of the name. `ratio`: width by height."""
    half = min(WIDEST_SIGNATURE / 2, place.centre - place.left, place.right - place.centre)
    height = min(place.top - place.bottom - 2 * AIR, 2 * half / ratio)
    middle = (place.top + place.bottom) / 2
    return Rect(
        place.centre - height * ratio / 2,
        middle - height / 2,
        place.centre + height * ratio / 2,
        middle + height / 2,
    )


def seal_rect(signature: Rect, width_mm: float, height_mm: float) -> Rect:
    """The seal in its real size, over the left third of the signature."""
    right, (_, middle) = signature.left + signature.width * COVERED, signature.centre
    half = height_mm * MM / 2
    return Rect(right - width_mm * MM, middle - half, right, middle + half)
