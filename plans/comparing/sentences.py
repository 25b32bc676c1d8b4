"""How much was changed, in one sentence."""

from collections.abc import Mapping

_VERBS = (("changed", "sửa"), ("added", "thêm"), ("removed", "bỏ"), ("moved", "chuyển chỗ"))
NOTHING = "Không có thay đổi."


def sentence(counts: Mapping[str, int]) -> str:
    """``Sửa 2 nội dung và 3 chỗ khác; thêm 1 nội dung.``"""
    said = [text for verb, word in _VERBS if (text := _said(verb, word, counts))]
    if not said:
        return NOTHING
    whole = "; ".join(said)
    return f"{whole[:1].upper()}{whole[1:]}."


def _said(verb: str, word: str, counts: Mapping[str, int]) -> str:
    items, others = counts.get(f"items_{verb}", 0), counts.get(f"others_{verb}", 0)
    nouns = [f"{items} nội dung"] if items else []
    if others:
        nouns.append(f"{others} chỗ khác" if items else f"{others} chỗ")
    return f"{word} {' và '.join(nouns)}" if nouns else ""
