"""Stretches of styled text back as typed text with its marks ``**bold**`` and ``*italic*``.

The marks of a plan stand at the edges of words and in pairs on one line (`vietnam.text.runs`), so not every styling
has a spelling: a half-bold word takes the style of its larger part, and what stands between words of two styles is left plain.
No character is ever lost for a style.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from cchc_portal.vietnam.text import Run, clean, runs

_Style = tuple[bool, bool]
_Letter = tuple[str, _Style]
_PLAIN: _Style = (False, False)


def typed(stretches: Iterable[Run]) -> str:
    """Inline text of a plan that shows the same words in the same styles."""
    lines = _lines(_letters(stretches))
    return clean("\n".join(_line(line) for line in lines))


def _letters(stretches: Iterable[Run]) -> list[_Letter]:
    """One entry a letter with its tone marks, spaces single."""
    letters: list[_Letter] = []
    for stretch in stretches:
        for character in stretch.text:
            if letters and unicodedata.combining(character) and not letters[-1][0].isspace():
                letters[-1] = (letters[-1][0] + character, letters[-1][1])
            else:
                letters.append((character, (stretch.bold, stretch.italic)))
    kept: list[_Letter] = []
    for character, style in letters:
        cleaned = _cleaned(character)
        if cleaned and not (cleaned == " " and kept and kept[-1][0] == " "):
            kept += [(each, style) for each in cleaned]
    return kept


@lru_cache(maxsize=4096)
def _cleaned(character: str) -> str:
    """A letter in NFC, any space as a space, nothing for what is invisible."""
    if character == "\n":
        return character
    return clean(character) or (" " if character.isspace() and "\n" not in clean(f".{character}.") else "")


def _lines(letters: list[_Letter]) -> list[list[_Letter]]:
    lines: list[list[_Letter]] = [[]]
    for letter in letters:
        if letter[0] == "\n":
            lines.append([])
        else:
            lines[-1].append(letter)
    return [_stripped(line) for line in lines]


def _stripped(line: list[_Letter]) -> list[_Letter]:
    while line and line[0][0] == " ":
        line = line[1:]
    while line and line[-1][0] == " ":
        line = line[:-1]
    return line


def _line(line: list[_Letter]) -> str:
    """The first spelling that reads back as meant; the words alone where none does."""
    line = _whole_words(line)
    for simpler in (list, _plain_between, _bold_wins, _one_style):
        line = _edges_plain(simpler(line))
        written = _marked(line)
        if _read(written) == _told(line):
            return written
    return "".join(character for character, _ in line)


def _read(written: str) -> list[_Letter]:
    return [(character, (run.bold, run.italic)) for run in runs(written) for character in run.text]


def _told(line: list[_Letter]) -> list[_Letter]:
    return [(character, style) for text, style in line for character in text]


def _whole_words(line: list[_Letter]) -> list[_Letter]:
    """A word has one style: that of most of its letters."""
    whole: list[_Letter] = []
    for is_word, group in groupby(line, key=_in_word):
        letters = list(group)
        if is_word:
            styles = [style for _, style in letters]
            common = Counter(styles).most_common(1)[0][0]
            letters = [(character, common) for character, _ in letters]
        whole += letters
    return whole


def _plain_between(line: list[_Letter]) -> list[_Letter]:
    """What stands between words of different styles is plain."""
    groups = [(word, list(group)) for word, group in groupby(line, key=_in_word)]
    result: list[_Letter] = []
    for place, (is_word, letters) in enumerate(groups):
        if not is_word and 0 < place < len(groups) - 1:
            before, after = groups[place - 1][1][-1][1], groups[place + 1][1][0][1]
            letters = [(character, _PLAIN) for character, _ in letters] if before != after else letters
        result += letters
    return result


def _in_word(letter: _Letter) -> bool:
    return letter[0][0].isalnum() or letter[0] == "_"


def _bold_wins(line: list[_Letter]) -> list[_Letter]:
    """Where bold and italic touch without a space, bold is kept."""
    regions: list[_Letter] = []
    for styled, group in groupby(line, key=lambda letter: letter[1] != _PLAIN):
        letters = list(group)
        if styled and len({style for _, style in letters}) > 1:
            bold = any(style[0] for _, style in letters)
            letters = [(character, (bold, not bold)) for character, _ in letters]
        regions += letters
    return regions


def _one_style(line: list[_Letter]) -> list[_Letter]:
    styles = [style for character, style in line if character != " "]
    common = Counter(styles).most_common(1)[0][0] if styles else _PLAIN
    return [(character, common) for character, _ in line]


def _edges_plain(line: list[_Letter]) -> list[_Letter]:
    """A mark stands beside a word: spaces at the edges of a styled stretch are outside it."""
    result: list[_Letter] = []
    for styled, group in groupby(line, key=lambda letter: letter[1] != _PLAIN):
        letters = list(group)
        if styled:
            inner = _stripped(letters)
            start = next((n for n, letter in enumerate(letters) if letter[0] != " "), len(letters))
            after = len(letters) - start - len(inner)
            letters = [(" ", _PLAIN)] * start + inner + [(" ", _PLAIN)] * after
        result += letters
    return result


def _marked(line: list[_Letter]) -> str:
    """Each styled stretch between its marks, the style that all of it shares outermost."""
    written = ""
    for styled, group in groupby(line, key=lambda letter: letter[1] != _PLAIN):
        letters = list(group)
        written += _region(letters) if styled else "".join(character for character, _ in letters)
    return written


def _region(letters: list[_Letter]) -> str:
    styles = {style for _, style in letters}
    if styles == {(True, True)}:
        return f"***{_text(letters)}***"
    outer = 0 if all(style[0] for style in styles) else 1
    if not all(style[outer] for style in styles):
        return _each_by_itself(letters)
    inner = "".join(
        f"{_MARKS[1 - outer]}{_text(group)}{_MARKS[1 - outer]}" if both else _text(group)
        for both, group in groupby(letters, key=lambda letter: letter[1] == (True, True))
    )
    return f"{_MARKS[outer]}{inner}{_MARKS[outer]}"


_MARKS = ("**", "*")


def _each_by_itself(letters: list[_Letter]) -> str:
    written = ""
    for (bold, italic), group in groupby(letters, key=lambda letter: letter[1]):
        stars = "**" * bold + "*" * italic
        written += f"{stars}{_text(group)}{stars}"
    return written


def _text(letters: Iterable[_Letter]) -> str:
    return "".join(character for character, _ in letters)
