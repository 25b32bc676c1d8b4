import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from cchc_portal.documents import snapshots

PLANS = Path(__file__).parent / "plans"
SMALLEST = (PLANS / "smallest.yaml").read_text(encoding="utf-8")
FULLEST = (PLANS / "fullest.yaml").read_text(encoding="utf-8")
SHARED_PLANS = Path(__file__).parents[3] / "shared" / "plans"


def _shared_plan(name: str) -> str:
    path = SHARED_PLANS / name
    if not path.exists():
        pytest.skip(f"the sample plans are not beside the repository: {path}")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["001-dong-nai-2020.yaml", "004-tien-giang-2020.yaml"])
def test_a_sample_plan_read_and_dumped_is_the_same_file(name: str) -> None:
    text = _shared_plan(name)
    assert snapshots.dump(snapshots.read(text, name=name)) == text


@pytest.mark.parametrize("text", [SMALLEST, FULLEST], ids=["smallest", "fullest"])
def test_a_plan_read_and_dumped_is_the_same_file(text: str) -> None:
    assert snapshots.dump(snapshots.read(text, name="x")) == text


@pytest.mark.parametrize("text", [SMALLEST, FULLEST], ids=["smallest", "fullest"])
def test_a_snapshot_is_its_own_canonical_form(text: str) -> None:
    snapshot = snapshots.read(text, name="x")
    assert snapshots.normalise(snapshot) == snapshot


def test_a_snapshot_survives_a_store_that_sorts_keys() -> None:
    snapshot = snapshots.read(FULLEST, name="x")
    stored = json.loads(snapshots.canonical_json(snapshot))
    assert (stored, snapshots.dump(stored)) == (snapshot, FULLEST)
    assert snapshots.digest(stored) == snapshots.digest(snapshot)


def test_the_smallest_plan_has_every_key() -> None:
    assert snapshots.read(SMALLEST, name="x") == {
        "format": 1,
        "agency": {
            "province": "Đồng Nai",
            "name": "Ban Quản lý các Khu công nghiệp",
            "header": ["BAN QUẢN LÝ", "CÁC KHU CÔNG NGHIỆP"],
            "superior": [],
            "symbol": "KCNĐN",
            "place": "Đồng Nai",
        },
        "form": "plan",
        "rules": None,
        "number": None,
        "symbol_as_printed": None,
        "issued_on": None,
        "period": {"from": "2027-01-01", "to": "2027-12-31"},
        "subject": "Tuyên truyền cải cách hành chính năm 2027",
        "parents": [],
        "bases": [],
        "opening": "",
        "decision": None,
        "sections": [],
        "closing": "",
        "appendices": [],
        "signatures": [],
        "recipients": [],
        "archive": [],
    }


def test_items_have_every_key() -> None:
    block = snapshots.read(FULLEST, name="x")["sections"][1]["blocks"][1]["items"]
    bare, full, free = block["groups"][0]["items"]
    assert bare == {
        "content": "Nội dung chỉ có tên", "audience": [], "channels": [], "products": [], "lead": [],
        "support": [], "time": None, "budget": None, "areas": [], "note": "",
    }  # fmt: skip
    assert full["products"][1] == {"text": "Phóng sự", "quantity": 1.5, "unit": ""}
    assert full["time"] == {"text": "Quý II-IV", "from": "2027-04-01", "to": "2027-12-31", "every": "month"}
    assert free["budget"] == {"amount": 0, "source": ""}
    assert block["groups"][1]["total"] == {"products": [], "budget": None}


def test_absence_and_null_mean_the_same() -> None:
    kept = [
        line
        for line in SMALLEST.splitlines()
        if not line.endswith((" []", ": null", " ''")) or "sections" in line
    ]
    said = snapshots.read("\n".join(kept), name="x")
    assert said == snapshots.read(SMALLEST, name="x")


def test_blocks_and_entries_have_one_form() -> None:
    text = SMALLEST.replace(
        "sections: []",
        "sections: [{heading: A, blocks: [b, {text: b}, {text: b, footnotes: null}, {bullets: [c, {text: c}]}]}]",
    )
    paragraph = {"text": "b", "footnotes": []}
    entry = {"text": "c", "bullets": []}
    assert snapshots.read(text, name="x")["sections"][0]["blocks"] == [paragraph] * 3 + [
        {"bullets": [entry] * 2}
    ]


def test_decomposed_text_is_composed() -> None:
    composed = snapshots.read(FULLEST, name="x")
    assert snapshots.read(unicodedata.normalize("NFD", FULLEST), name="x") == composed


def test_invisible_characters_and_line_ends_in_names_are_cleaned() -> None:
    text = SMALLEST.replace("name: Ban Quản lý các", 'name: "Ban\\u200b Quản\\u00a0lý\\n \\0các"').replace(
        '" Khu công nghiệp', ' Khu công nghiệp"'
    )
    assert snapshots.read(text, name="x") == snapshots.read(SMALLEST, name="x")


def test_python_dates_are_taken_too() -> None:
    data = snapshots.read(SMALLEST, name="x")
    data["period"] = {"from": date(2027, 1, 1), "to": date(2027, 12, 31)}
    assert snapshots.normalise(data) == snapshots.read(SMALLEST, name="x")


def test_a_byte_order_mark_does_no_harm() -> None:
    expected = snapshots.read(SMALLEST, name="x")
    assert snapshots.read_bytes(b"\xef\xbb\xbf" + SMALLEST.encode(), name="x") == expected


def test_words_that_yaml_might_misread_stay_words() -> None:
    text = SMALLEST.replace("recipients: []", "recipients: [no, on, 12:30, 1_000, 2027-01-05, <<, =]")
    words = ["no", "on", "12:30", "1_000", "2027-01-05", "<<", "="]
    snapshot = snapshots.read(text, name="x")
    assert snapshot["recipients"] == words
    assert yaml.safe_load(snapshots.dump(snapshot))["recipients"] == words


def test_markup_is_literal_text() -> None:
    text = SMALLEST.replace("opening: ''", "opening: '<b>a</b> **b** {{ c }} &amp;'")
    assert snapshots.read(text, name="x")["opening"] == "<b>a</b> **b** {{ c }} &amp;"


def test_the_digest_is_the_sha256_of_the_canonical_json() -> None:
    snapshot = snapshots.read(SMALLEST, name="x")
    assert snapshots.canonical_json(snapshot).startswith('{"agency":{"header":["BAN QUẢN LÝ"')
    assert snapshots.digest(snapshot) == "bf8c8b904f7e34a4cf86ae2efa6429a24351a49b2d9780d0dd3f15e5a51253e3"


def test_the_schema_is_valid_and_accepts_what_is_canonical() -> None:
    Draft202012Validator.check_schema(snapshots.SCHEMA)
    assert list(Draft202012Validator(snapshots.SCHEMA).iter_errors(snapshots.read(FULLEST, name="x"))) == []
