"""The list of findings over HTTP and its “Sửa chỗ này”: for whom, in how many queries, and at each kind of place in a plan."""

from typing import Any

import pytest

from cchc_portal.agencies.models import HistoryEvent
from cchc_portal.documents import snapshots
from plans import checks, mending, register
from plans.actions import mending as verb
from plans.models import Plan
from plans.outline import Outline
from plans.records import from_snapshot, to_snapshot
from plans.states import PlanState
from tests.plans.asking import BASE, DOOR, as_, queries, text_of
from tests.world import World, a_plan_file

WRONG, RIGHT = "Tuyên tryền kịp thời", "Tuyên truyền kịp thời"


def address(plan: Plan, name: str = "") -> str:
    return f"{BASE}{plan.pk}/kiem-tra/{name}"


def planned(world: World, **changes: Any) -> Plan:
    words = snapshots.normalise({**a_plan_file(world.agency), **changes})
    return from_snapshot(words, world.agency, by=world.drafter.user)


@pytest.mark.parametrize(
    ("person", "status"), [("drafter", 200), ("head", 200), ("stranger", 404), ("foreigner", 404)]
)
def test_who_sees_the_findings(inside: World, person: str, status: int) -> None:
    plan = inside.plans[PlanState.DRAFT]
    assert as_(getattr(inside, person)).get(address(plan)).status_code == status


def test_the_list_is_grouped_by_level_with_count_source_and_button(inside: World) -> None:
    plan = planned(inside, opening=f"{WRONG} dịch vụ công mức độ 4", recipients=[])
    page = as_(inside.drafter).get(address(plan))
    checked = page.context["checked"]
    assert [group.level.value for group in checked["groups"]] == ["error", "warning", "hint"]
    text = text_of(page)
    assert [
        text.count(words)
        for words in (
            f"Kiểm tra trước khi trình: {checked['counted']}",
            "Lỗi (1)",
            "Nghị định số 42/2022/NĐ-CP, Điều 11; nay là Nghị định số 224/2026/NĐ-CP",
            "Đổi thành “toàn trình”",
        )
    ] == [1, 1, 1, 1]
    assert (
        page.content.decode().count('href="#phan-loi-van" data-go-field="opening"') >= 2
    )  # both leftovers stand in the opening


def test_who_may_not_edit_is_offered_no_button(inside: World) -> None:
    plan = planned(inside, opening=WRONG)
    for person, offered in ((inside.drafter, 1), (inside.head, 0)):
        assert as_(person).get(address(plan)).content.decode().count('value="opening"') == offered


def test_beside_the_text_twenty_of_a_level_are_listed_and_the_plans_page_lists_all(inside: World) -> None:
    plan = planned(inside, bases=[f"Kế hoạch số {number}/KH-UBND: {WRONG}" for number in range(1, 31)])
    client = as_(inside.drafter)
    found = checks.findings(to_snapshot(plan), register=register.of_province())
    hints = sum(finding.level is checks.Level.HINT for finding in found)
    assert hints >= 30
    listed = [
        client.get(where).content.decode().count("findings__item--hint")
        for where in (address(plan), f"{BASE}{plan.pk}/soan/", f"{BASE}{plan.pk}/")
    ]
    assert listed == [20, 20, hints]
    level = next(group for group in client.get(address(plan)).context["checked"]["groups"] if group.rest)
    page = client.get(address(plan)).content.decode()
    assert (
        page.count(f'href="{BASE}{plan.pk}/#kiem-tra">Xem đủ {level.total} {level.level.label.lower()}</a>')
        == 1
    )


def test_the_list_takes_as_many_queries_for_a_long_plan(inside: World) -> None:
    client = as_(inside.drafter)
    long = planned(inside, **body(table(*(row() for _ in range(60)))))
    short = queries(client, address(inside.plans[PlanState.DRAFT]))
    assert (queries(client, address(long)), short <= DOOR + 26) == (short, True)


def text(words: str) -> dict[str, Any]:
    return {"text": words, "footnotes": []}


def row(**fields: Any) -> dict[str, Any]:
    return {
        "content": "Đưa tin",
        "channels": ["Zalo"],
        "lead": ["Văn phòng"],
        "time": {"text": "Quý I"},
        **fields,
    }


def body(*blocks: dict[str, Any], heading: str = "Nội dung") -> dict[str, Any]:
    return {"sections": [{"heading": heading, "blocks": list(blocks)}]}


def table(*rows: dict[str, Any], **group: Any) -> dict[str, Any]:
    columns = ["content", "channels", "lead", "time", "products", "note"]
    return {"items": {"columns": columns, "groups": [{"items": list(rows), **group}]}}


PLACES: dict[str, dict[str, Any]] = {
    "subject": {"subject": WRONG},
    "opening": {"opening": WRONG},
    "closing": {"closing": WRONG},
    "a basis": {"bases": ["Căn cứ quy chế", f"Căn cứ chương trình {WRONG}"]},
    "a recipient": {"recipients": ["Sở Nội vụ", WRONG]},
    "a heading": body(text("Đưa tin"), heading=WRONG),
    "a paragraph": body(text("Đưa tin"), text(WRONG)),
    "a point": body({"bullets": ["Một", {"text": "Hai", "bullets": ["Ba", WRONG]}]}),
    "a numbered point": body({"numbered": ["Một", WRONG]}),
    "a footnote": body({"text": "Đưa tin[^1]", "footnotes": [WRONG]}),
    "channels": body({"channels": ["Zalo", WRONG]}),
    "a cell": body({"table": {"rows": [["Một", "Hai"], ["Ba", WRONG]]}}),
    "content": body(table(row(), row(content=WRONG))),
    "a row's channel": body(table(row(channels=["Zalo", WRONG]))),
    "a row's lead": body(table(row(lead=[WRONG]))),
    "a row's time": body(table(row(time={"text": WRONG}))),
    "a row's product": body(table(row(products=[{"text": WRONG, "quantity": 2, "unit": "tin"}]))),
    "a row's note": body(table(row(note=WRONG))),
    "a group's name": body(table(row(), title=WRONG)),
    "a group's channel": body(table(row(), title="Nhóm", channels=["Zalo", WRONG])),
    "an appendix's title": {"appendices": [{"title": WRONG, "blocks": [text("Một")]}]},
}


@pytest.mark.parametrize("place", PLACES)
def test_one_click_mends_at_every_kind_of_place(inside: World, place: str) -> None:
    plan = planned(inside, **PLACES[place])
    client = as_(inside.drafter)
    found = [each for each in checks.findings(to_snapshot(plan)) if each.message.startswith("“Tuyên tryền”")]
    (finding,) = found
    assert finding.mend is not None
    steps = ".".join(map(str, finding.mend.place))
    answer = client.post(
        address(plan, "sua-giup/"), {"place": steps, "was": finding.mend.was, "now": finding.mend.now}
    )
    plan.refresh_from_db()
    outline = Outline(plan)
    assert answer["Location"] == f"{BASE}{plan.pk}/soan/#{outline.anchor_of(finding.place)}"
    assert "Tuyên tryền" not in str(outline.snapshot)
    spot = mending.spot_of(outline, finding.mend.place)
    assert spot is not None
    assert HistoryEvent.objects.about(plan).latest("id").verb == "row_changed"


WITH_MONEY = {
    "items": {
        "columns": ["content", "channels", "lead", "time"],
        "total": {"products": [], "budget": 90_000_000},
        "groups": [
            {"items": [row(budget={"amount": 60_000_000}), row(content="Hai", budget={"amount": 25_000_000})]}
        ],
    }
}


@pytest.mark.parametrize(
    ("message", "box"),
    [("Tổng kinh phí của bảng nội dung", "total_budget"), ("Bảng nội dung không in cột kinh phí", "columns")],
)
def test_one_click_sets_a_total_and_adds_a_column(inside: World, message: str, box: str) -> None:
    plan = planned(inside, **body(WITH_MONEY))
    client = as_(inside.drafter)
    page = client.get(address(plan))
    (shown,) = [
        each
        for group in page.context["checked"]["groups"]
        for each in group.rows
        if each.finding.message.startswith(message)
    ]
    # Given a link that leads to the page where that is set
    own, _, anchor = shown.page.partition("#")
    assert (page.content.decode().count(f'<a href="{shown.page}"'), anchor) == (1, f"div_id_{box}")
    assert client.get(own).content.decode().count(f'id="{anchor}"') == 1
    # When its button is pressed
    assert shown.finding.mend is not None
    sent = {"place": shown.place, "was": shown.finding.mend.was, "now": shown.finding.mend.now}
    assert client.post(address(plan, "sua-giup/"), sent).status_code == 302
    # Then only that has changed, and it is told no more
    expected = to_snapshot(planned(inside, **body(WITH_MONEY)))["sections"][0]["blocks"][0]["items"]
    if box == "columns":
        expected["columns"] = ["content", "channels", "lead", "time", "budget"]
    else:
        expected["total"]["budget"] = 85_000_000
    plan.refresh_from_db()
    assert to_snapshot(plan)["sections"][0]["blocks"][0]["items"] == expected
    assert not [each for each in checks.findings(to_snapshot(plan)) if each.message.startswith(message)]


def test_a_total_that_has_changed_since_is_left_alone(inside: World) -> None:
    plan = planned(inside, **body(WITH_MONEY))
    sent = {"place": "sections.0.blocks.0.items.total.budget", "was": "9", "now": "8"}
    answer = as_(inside.drafter).post(address(plan, "sua-giup/"), sent, follow=True)
    items = to_snapshot(Plan.objects.get(pk=plan.pk))["sections"][0]["blocks"][0]["items"]
    assert (text_of(answer).count(verb.CHANGED), items["total"]["budget"]) == (1, 90_000_000)


def test_words_that_have_changed_are_left_alone(inside: World) -> None:
    plan = planned(inside, opening=RIGHT)
    sent = {"place": "opening", "was": "Tuyên tryền", "now": "Tuyên truyền"}
    answer = as_(inside.drafter).post(address(plan, "sua-giup/"), sent, follow=True)
    plan.refresh_from_db()
    assert (text_of(answer).count(verb.CHANGED), plan.opening) == (1, RIGHT)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"place": "opening", "was": "", "now": "x"},
        {"place": "agency.name", "was": "Sở", "now": "Ty"},
        {"place": "sections.99.heading", "was": "a", "now": "b"},
        {"place": "sections.0.blocks.0.items.columns.0", "was": "content", "now": "b"},
        {"place": "sections.0.blocks.0.items.columns", "was": "content", "now": "content secret"},
        {"place": "sections.0.blocks.0.items.columns", "was": "content", "now": " "},
        {"place": "signatures.0.authority.99", "was": "a", "now": "b"},
        {"place": "__class__.0", "was": "a", "now": "b"},
    ],
)
def test_junk_changes_nothing(inside: World, sent: dict[str, str]) -> None:
    plan = inside.plans[PlanState.DRAFT]
    before = to_snapshot(plan)
    assert as_(inside.drafter).post(address(plan, "sua-giup/"), sent).status_code == 302
    plan.refresh_from_db()
    assert to_snapshot(plan) == before


def test_only_who_may_edit_mends(inside: World) -> None:
    plan = planned(inside, opening=WRONG)
    sent = {"place": "opening", "was": "Tuyên tryền", "now": "Tuyên truyền"}
    people = (inside.head, inside.clerk, inside.stranger, inside.foreigner)
    assert [as_(person).post(address(plan, "sua-giup/"), sent).status_code for person in people] == [
        409,
        409,
        404,
        404,
    ]
