"""Who signs in whose stead, and the lines above the name that follow from it (Nghị định 30/2020/NĐ-CP, Điều 13; Phụ lục I, mục II.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from .alphabet import fold


class Stead(Enum):
    """The forms of signing for another; the value is what is printed before the principal's title."""

    KT = "KT"
    TL = "TL"
    TUQ = "TUQ"
    Q = "Q"

    @property
    def label(self) -> str:
        return f"{self.words.capitalize()} ({self.value}.)"

    @property
    def words(self) -> str:
        return _WORDS[self]

    @property
    def needs_mandate(self) -> bool:
        """A written mandate, limited in time and content (Điều 13 khoản 4)."""
        return self is Stead.TUQ


_WORDS = {
    Stead.KT: "ký thay",
    Stead.TL: "ký thừa lệnh",
    Stead.TUQ: "ký thừa ủy quyền",
    Stead.Q: "được giao quyền",
}
COLLECTIVE = "TM."
_DEPUTY = "pho "
_OF_UNITS = ("truong ", "chanh ")


@dataclass(frozen=True)
class SigningLines:
    """What stands above the name: the lines of authority, then the signer's own title."""

    authority: tuple[str, ...]
    title: str


def in_stead(
    stead: Stead, *, principal_title: str, delegate_title: str, collective: Sequence[str] = ()
) -> SigningLines:
    """The lines of a signer in another's stead.

    `collective` is the principal's own line for a collective ("TM. ỦY BAN NHÂN DÂN"): a deputy keeps it, those who sign by order or
    by mandate do not, since the collective has given them nothing. An acting head (Q.) has one line.
    """
    title, principal = delegate_title.upper(), principal_title.upper()
    if stead is Stead.Q:
        return SigningLines(tuple(collective), f"Q. {principal}")
    kept = tuple(collective) if stead is Stead.KT else ()
    return SigningLines((*kept, f"{stead.value}. {principal}"), title)


def is_deputy(title: str) -> bool:
    """A title of a deputy begins with the word for it: "Phó Giám đốc"."""
    return fold(title).strip().startswith(_DEPUTY)


def heads_a_unit(title: str) -> bool:
    """ "Trưởng phòng …", "Chánh Văn phòng"."""
    return fold(title).strip().startswith(_OF_UNITS)


def is_deputy_of(title: str, principal: str) -> bool:
    """ "Phó Giám đốc" of "Giám đốc Sở": what follows the word is the principal's own title, whose first two words name the office."""
    if not is_deputy(title):
        return False
    own, head = fold(title).split()[1:3], fold(principal).split()[:2]
    return bool(head) and own[: len(head)] == head


def prefix_of(line: str) -> Stead | None:
    """In whose stead a printed line says that somebody signs; None for one's own title and for TM."""
    word = line.strip().partition(".")[0].upper()
    return Stead(word) if word in Stead.__members__ else None
