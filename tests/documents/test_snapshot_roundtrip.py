from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cchc_portal.documents import snapshots
from cchc_portal.documents.snapshots import dumping
from cchc_portal.vietnam.text import clean

SMALLEST = (Path(__file__).parent / "plans" / "smallest.yaml").read_text(encoding="utf-8")

WORDS = st.text(min_size=1, max_size=40).map(clean).filter(bool)
LINES = WORDS.map(lambda text: " ".join(text.split())).filter(bool)
DAYS = st.dates().map(date.isoformat)
PRODUCTS = st.fixed_dictionaries(
    {
        "text": LINES,
        "quantity": st.none() | st.integers(0, 10**6) | st.floats(0, 1e6),
        "unit": LINES | st.just(""),
    }
)
TOTALS = st.none() | st.fixed_dictionaries(
    {"products": st.lists(PRODUCTS, max_size=2), "budget": st.none() | st.integers(0, 10**12)}
)
ITEMS = st.fixed_dictionaries(
    {"content": WORDS},
    optional={
        "audience": st.lists(LINES, max_size=2),
        "channels": st.lists(WORDS, max_size=2),
        "products": st.lists(PRODUCTS, max_size=2),
        "lead": st.lists(LINES, max_size=2),
        "support": st.lists(LINES, max_size=2),
        "time": st.fixed_dictionaries(
            {"text": LINES, "from": st.none() | DAYS, "to": st.none(), "every": st.none()}
        ),
        "budget": st.fixed_dictionaries(
            {"amount": st.none() | st.integers(0, 10**12), "source": st.just("") | LINES}
        ),
        "areas": st.lists(st.integers(0, 13), unique=True, max_size=3),
        "note": WORDS,
    },
)
GROUPS = st.fixed_dictionaries(
    {"title": st.none() | LINES, "channels": st.lists(WORDS, max_size=2), "items": st.lists(ITEMS, max_size=3),
     "total": TOTALS}
)  # fmt: skip
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.fixed_dictionaries(
        {
            "head": st.lists(st.lists(WORDS, min_size=width, max_size=width), max_size=2),
            "rows": st.lists(
                st.lists(WORDS | st.just(""), min_size=width, max_size=width), min_size=1, max_size=3
            ),
            "in_words": st.booleans(),
        }
    )
)
DASHES = st.fixed_dictionaries({"text": WORDS, "bullets": st.lists(WORDS, max_size=2)})
BLOCKS = st.one_of(
    WORDS,
    st.fixed_dictionaries({"numbered": st.lists(DASHES, min_size=1, max_size=2)}),
    st.fixed_dictionaries({"bullets": st.lists(WORDS | DASHES, min_size=1, max_size=2)}),
    st.fixed_dictionaries({"channels": st.lists(WORDS, min_size=1, max_size=2)}),
    st.fixed_dictionaries(
        {"items": st.fixed_dictionaries({"columns": st.just(["content", "lead"]), "groups": st.lists(GROUPS, max_size=2),
                                         "total": TOTALS})}
    ),
    st.fixed_dictionaries({"table": TABLES}),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(blocks=st.lists(BLOCKS, min_size=1, max_size=4), opening=st.text(max_size=60), name=st.none() | LINES)
def test_whatever_a_plan_says_survives_the_file(blocks: list[Any], opening: str, name: str | None) -> None:
    data = snapshots.read(SMALLEST, name="x")
    data["sections"] = [{"heading": "A", "blocks": blocks}]
    data["appendices"] = [{"title": "B", "landscape": True, "blocks": blocks}]
    data["opening"] = opening
    data["signatures"] = [{"authority": ["KT. TRƯỞNG BAN"], "title": "PHÓ TRƯỞNG BAN", "name": name}]
    snapshot = snapshots.normalise(data)
    text = snapshots.dump(snapshot)
    assert snapshots.read(text, name="x") == snapshot
    assert snapshots.dump(snapshots.read(text, name="x")) == text


@pytest.mark.parametrize(
    "words", ["0E0", "1e5", "1.5e3", ".5", "09", "-3", "1_000", "0x1F", "12:30", "yes", "null", "2027-01-05"]
)
def test_words_that_look_like_something_else_stay_words(words: str) -> None:
    data = snapshots.read(SMALLEST, name="x")
    data["sections"] = [{"heading": words, "blocks": [words]}]
    snapshot = snapshots.normalise(data)
    assert snapshots.read(snapshots.dump(snapshot), name="x") == snapshot


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(), max_size=30))
@example(["\ufad5"])  # a look-alike that becomes a character of the planes that the fast writer cannot show
def test_the_fast_writer_writes_the_same_bytes(words: list[str]) -> None:
    plan = {"a": clean(" ".join(words)), "b": [[clean(word)] for word in words]}
    assert dumping.quickly(plan) == dumping.write(plan, dumping.PlainDumper)


def test_emoji_stand_in_the_file_as_they_are() -> None:
    snapshot = snapshots.normalise(snapshots.read(SMALLEST, name="x") | {"closing": "Chúc mừng 🎉"})
    text = snapshots.dump(snapshot)
    assert (text.count("🎉"), snapshots.read(text, name="x")) == (1, snapshot)
