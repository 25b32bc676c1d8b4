"""Numbers of sections, points and appendices (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.d và III.1)."""

POINT_LETTERS = ("a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                 "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y")  # fmt: skip
"""Letters of ``điểm`` in order: no f, j, w, z, and no ă, â, ê, ô, ơ, ư."""

DEEPEST_LEVEL = 3
"""I. → 1. → a); below it a plan uses dashes."""

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def roman(number: int) -> str:
    """A Roman numeral from I to MMMCMXCIX."""
    if not 1 <= number <= 3999:
        raise ValueError(f"Không viết được số {number} bằng chữ số La Mã.")
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def point_letter(number: int) -> str:
    """The letter of the n-th point; after y it goes on with aa, ab, …"""
    if number < 1:
        raise ValueError("Điểm được đánh từ 1.")
    round_, place = divmod(number - 1, len(POINT_LETTERS))
    return ("" if round_ == 0 else point_letter(round_)) + POINT_LETTERS[place]


def section_number(level: int, number: int) -> str:
    """The number of a section at a level with its mark: ``I.``, ``1.``, ``a)``; deeper levels take a dash."""
    if level == 1:
        return f"{roman(number)}."
    if level == 2:
        return f"{number}."
    return f"{point_letter(number)})" if level == DEEPEST_LEVEL else "-"


def appendix_label(number: int, count: int) -> str:
    """``Phụ lục`` when it is alone, else with its Roman numeral."""
    return "Phụ lục" if count == 1 else f"Phụ lục {roman(number)}"


def article_label(number: int) -> str:
    """``Điều 1.``"""
    return f"Điều {number}."
