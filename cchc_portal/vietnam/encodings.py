"""Vietnamese text of before Unicode: TCVN3 (TCVN 5712:1993, fonts .VnTime) and VNI (fonts VNI-Times), recognised and converted.

Both write Vietnamese letters with the codes of other Western letters: "tuyên truyền" is "tuyªn truyÒn" in the one and
"tuyeân truyeàn" in the other. TCVN3 has no capitals with tones: its capital fonts (.VnTimeH) show small codes as capitals.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

Encoding = Literal["tcvn3", "vni"]

_TCVN3_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ"
_TCVN3_CODES = (
    "\xb5\xb6\xb7\xb8\xb9\xa8\xbb\xbc\xbd\xbe\xc6\xa9\xc7\xc8\xc9\xca\xcb\xae\xcc\xce\xcf\xd0\xd1\xaa\xd2\xd3\xd4\xd5\xd6"
    "\xd7\xd8\xdc\xdd\xde\xdf\xe1\xe2\xe3\xe4\xab\xe5\xe6\xe7\xe8\xe9\xac\xea\xeb\xec\xed\xee\xef\xf1\xf2\xf3\xf4"
    "\xad\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xa1\xa2\xa7\xa3\xa4\xa5\xa6"
)
TCVN3: Mapping[str, str] = dict(zip(_TCVN3_CODES, _TCVN3_LETTERS, strict=True))

_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni() -> dict[str, str]:
    small = dict(_VNI_ALONE)
    small |= {base + code: base + tone for base in "aeouy" for code, tone in _VNI_TONES.items()}
    small |= {base + code: base + "\u0302" + tone for base in "aeo" for code, tone in _VNI_CIRCUMFLEX.items()}
    small |= {"a" + code: "a\u0306" + tone for code, tone in _VNI_BREVE.items()}
    small |= {
        code + mark: letter + tone
        for code, letter in (("ô", "ơ"), ("ö", "ư"))
        for mark, tone in _VNI_TONES.items()
    }
    both = small | {code.upper(): letter.upper() for code, letter in small.items()}
    # A capital letter may stand before a small mark: "Toâi" and "TOÂI" are both written.
    both |= {
        code[0].upper() + code[1:]: letter[0].upper() + letter[1:]
        for code, letter in small.items()
        if len(code) == 2
    }
    return {code: unicodedata.normalize("NFC", letter) for code, letter in both.items()}


VNI: Mapping[str, str] = _vni()
TABLES: Mapping[Encoding, Mapping[str, str]] = {"tcvn3": TCVN3, "vni": VNI}
_FOUND = {
    name: re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
    for name, table in TABLES.items()
}


def named(name: str) -> Encoding | None:
    """The encoding of that name."""
    return name if name in TABLES else None  # type: ignore[return-value]


def to_unicode(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """The text in Unicode; `capitals`: it stood in a font of TCVN3 that shows small codes as capitals."""
    table = TABLES[encoding]
    converted = _FOUND[encoding].sub(lambda found: table[found[0]], text)
    return unicodedata.normalize("NFC", converted.upper() if capitals else converted)


# --- which encoding

_ONSETS = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|q|r|s|th|tr|t|v|x"
_RIMES = (
    "a(?:ch|c|i|m|ng|nh|n|o|p|t|u|y)?|ă(?:c|m|ng|n|p|t)|â(?:c|m|ng|n|p|t|u|y)|e(?:c|m|ng|n|o|p|t)?|"
    "ê(?:ch|c|m|nh|n|p|t|u)?|i(?:a|ch|m|nh|n|p|t|u)?|iê(?:c|m|ng|n|p|t|u)|o(?:c|i|m|ng|n|p|t|oc|ong)?|"
    "oa(?:ch|c|i|m|ng|nh|n|o|p|t|y)?|oă(?:c|m|ng|n|t)|oe(?:n|o|t)?|ô(?:c|i|m|ng|n|p|t)?|ơ(?:i|m|n|p|t)?|"
    "u(?:a|c|i|m|ng|n|p|t)?|uâ(?:n|ng|t|y)|uê(?:ch|nh)?|uô(?:c|i|m|ng|n|t)|uơ|uy(?:a|ch|nh|n|t|u)?|uyê(?:n|t)|"
    "ư(?:a|c|i|m|ng|n|t|u)?|ươ(?:c|i|m|ng|n|p|t|u)|y|yê(?:m|ng|n|t|u)"
)
SYLLABLE = f"(?:{_ONSETS})?(?:{_RIMES})"
"""What a Vietnamese syllable may be, in small letters without tones."""
_SYLLABLE = re.compile(SYLLABLE)
_WORD = re.compile(r"[^\s\d.,;:!?()\[\]{}/\\|\"'“”‘’…–—<>=&%+*-]+")
_TONE_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_ENOUGH = 0.8


def guess(text: str) -> Encoding | None:
    """The encoding in which the text is Vietnamese, where it is not so already; None where nothing says so clearly."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if not words or _share(words) >= 1 - _ENOUGH / 2:
        return None
    shares = {encoding: _share([to_unicode(word, encoding) for word in words]) for encoding in TABLES}
    best = max(TABLES, key=lambda encoding: shares[encoding])
    return best if shares[best] >= _ENOUGH and shares[best] > _share(words) else None


def _share(words: list[str]) -> float:
    """How many of the words are Vietnamese syllables."""
    return sum(_is_syllable(word) for word in words) / len(words)


def _is_syllable(word: str) -> bool:
    bare, tones = _TONE_MARKS.subn("", unicodedata.normalize("NFD", word.lower()))
    return tones <= 1 and bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)))
