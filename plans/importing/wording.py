"""A heading that was typed in capitals in sentence case: the paper sets the capitals itself."""

import re

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    r"[aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]{1,3}"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_WORD = re.compile(r"\w+")
_NUMERALS = re.compile(r"[IVX]+")


def sentence_case(text: str, names: tuple[str, ...] = ()) -> str:
    """Capitals only where they say something: the first letter, abbreviations, numerals, the names that are known."""
    letters = [letter for letter in text if letter.isalpha()]
    if not letters or not all(letter.isupper() for letter in letters):
        return text
    lowered = _WORD.sub(_lower, text)
    for name in sorted(filter(None, names), key=len, reverse=True):
        lowered = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", name, lowered, flags=re.IGNORECASE)
    return lowered[:1].upper() + lowered[1:]


def _lower(word: re.Match[str]) -> str:
    """Abbreviations are no Vietnamese syllables."""
    text = word[0]
    known = _SYLLABLE.fullmatch(text.lower()) and not (
        _NUMERALS.fullmatch(text) and text not in ("I", "V", "X", "VI")
    )
    return text.lower() if known else text
