"""Autosave: what one tab sends is taken field by field, conflicts only where two people touched the same field, nothing vanishes."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cchc_portal.agencies.models import HistoryEvent
from plans.actions.rows import GONE
from plans.models import AudienceGroup, Block, ContentItem, Plan, RemovedRow, Section, Sitting, Version
from plans.records import to_snapshot
from plans.states import PlanState
from tests.world import World, entered

TAB, OTHER_TAB = "tab-1", "tab-2"


@pytest.fixture
def plan(settled: World) -> Plan:
    with entered(settled.province):
        draft = settled.plans[PlanState.DRAFT]
        group = AudienceGroup.objects.filter(plan=draft).order_by("id").first()
        ContentItem.objects.filter(plan=draft).delete()
        for position, words in enumerate(("Đăng tin", "Phát thanh", "Hội nghị")):
            ContentItem.objects.create(plan=draft, group=group, position=position, content=words)
        return draft


def address(plan: Plan, name: str) -> str:
    return reverse(
        f"plans:{name}",
        kwargs={"province": plan.province.slug, "agency": plan.agency.slug, "plan_id": plan.pk},
    )


def post(client: Client, plan: Plan, *changes: Any, tab: str = TAB, place: str = "") -> Any:
    body = json.dumps({"sitting": tab, "place": place, "changes": changes})
    return client.post(
        address(plan, "save"), body, content_type="application/json", headers={"Accept": "application/json"}
    )


def save(client: Client, plan: Plan, *changes: Any, tab: str = TAB) -> list[dict[str, Any]]:
    answer = post(client, plan, *changes, tab=tab)
    assert answer.status_code == 200, answer.content
    results: list[dict[str, Any]] = answer.json()["results"]
    return results


def set_(at: str, **fields: tuple[str, str]) -> dict[str, Any]:
    return {
        "op": "set",
        "at": at,
        "fields": {name: {"was": was, "now": now} for name, (was, now) in fields.items()},
    }


def items(plan: Plan) -> list[str]:
    with entered(plan.province):
        rows = ContentItem.objects.filter(plan=plan).order_by("group__position", "position", "id")
        return [row.content for row in rows]


def anchors(plan: Plan) -> list[str]:
    with entered(plan.province):
        rows = ContentItem.objects.filter(plan=plan).order_by("group__position", "position", "id")
        return [f"noi-dung-{row.pk}" for row in rows]


@pytest.fixture
def drafter(client: Client, settled: World) -> Client:
    client.force_login(settled.drafter.user)
    return client


@pytest.fixture
def colleague(settled: World) -> Client:
    other = Client()
    other.force_login(settled.unit_head.user)
    return other


def test_a_changed_field_is_saved_alone(drafter: Client, plan: Plan) -> None:
    first = anchors(plan)[0]
    assert save(drafter, plan, set_(first, content=("Đăng tin", "Đăng tin, bài"))) == [
        {"at": first, "ok": True}
    ]
    assert items(plan) == ["Đăng tin, bài", "Phát thanh", "Hội nghị"]


def test_what_is_stored_otherwise_than_typed_is_told(drafter: Client, plan: Plan) -> None:
    first = anchors(plan)[0]
    answer = save(drafter, plan, set_(first, budget_amount=("", "12500000"), products=("", "- 24  tin, bài")))
    assert answer == [
        {"at": first, "ok": True, "fields": {"budget_amount": "12.500.000", "products": "24 tin, bài"}}
    ]


def test_two_people_in_two_fields_do_not_meet(drafter: Client, colleague: Client, plan: Plan) -> None:
    first = anchors(plan)[0]
    save(drafter, plan, set_(first, content=("Đăng tin", "Đăng bài")))
    assert save(colleague, plan, set_(first, note=("", "Theo quý")), tab=OTHER_TAB) == [
        {"at": first, "ok": True}
    ]
    with entered(plan.province):
        row = ContentItem.objects.get(pk=first.rpartition("-")[2])
    assert (row.content, row.note) == ("Đăng bài", "Theo quý")


def test_two_people_in_one_field_see_both_texts(
    drafter: Client, colleague: Client, plan: Plan, settled: World
) -> None:
    first = anchors(plan)[0]
    save(drafter, plan, set_(first, content=("Đăng tin", "Đăng bài")))
    changes = set_(first, content=("Đăng tin", "Phát tin"), note=("", "Theo quý"))
    [answer] = save(colleague, plan, changes, tab=OTHER_TAB)
    when = answer["conflict"]["content"].pop("when")
    assert answer == {
        "at": first,
        "conflict": {"content": {"theirs": "Đăng bài", "by": str(settled.drafter.user)}},
    }
    assert len(when) == len("14:05")
    with entered(plan.province):
        row = ContentItem.objects.get(pk=first.rpartition("-")[2])
    assert (row.content, row.note) == ("Đăng bài", "Theo quý")


def test_a_conflict_with_ones_own_other_window_says_so(drafter: Client, plan: Plan) -> None:
    first = anchors(plan)[0]
    save(drafter, plan, set_(first, content=("Đăng tin", "Đăng bài")))
    [answer] = save(drafter, plan, set_(first, content=("Đăng tin", "Phát tin")), tab=OTHER_TAB)
    assert answer["conflict"]["content"]["own"] is True


def test_the_same_words_from_two_sides_are_no_conflict(
    drafter: Client, colleague: Client, plan: Plan
) -> None:
    first = anchors(plan)[0]
    save(drafter, plan, set_(first, content=("Đăng tin", "Đăng bài")))
    assert save(colleague, plan, set_(first, content=("Đăng tin", "Đăng bài")), tab=OTHER_TAB) == [
        {"at": first, "ok": True}
    ]


def test_a_tab_that_kept_its_own_spelling_does_not_meet_itself(drafter: Client, plan: Plan) -> None:
    first = anchors(plan)[0]
    save(drafter, plan, set_(first, products=("", "- 24  tin, bài")))
    assert save(drafter, plan, set_(first, products=("- 24  tin, bài", "30 tin, bài"))) == [
        {"at": first, "ok": True}
    ]


def test_a_field_that_cannot_be_read_is_said_and_the_others_are_saved(drafter: Client, plan: Plan) -> None:
    first = anchors(plan)[0]
    changes = set_(first, budget_amount=("", "nhiều"), content=("Đăng tin", "Đăng bài"))
    assert save(drafter, plan, changes) == [
        {
            "at": first,
            "errors": {"budget_amount": "Nhập số tiền bằng đồng, ví dụ: 12.500.000 hoặc 12,5 triệu."},
        }
    ]
    assert items(plan)[0] == "Đăng bài"


def test_a_draft_may_be_incomplete(drafter: Client, plan: Plan) -> None:
    first = anchors(plan)[0]
    assert save(drafter, plan, set_(first, content=("Đăng tin", ""))) == [{"at": first, "ok": True}]
    assert items(plan) == ["", "Phát thanh", "Hội nghị"]


def test_rows_are_added_before_others_in_the_order_sent(drafter: Client, plan: Plan) -> None:
    with entered(plan.province):
        group = AudienceGroup.objects.filter(plan=plan).order_by("id").first()
    second = anchors(plan)[1]
    new = [
        {
            "op": "add",
            "kind": "noi-dung",
            "in": f"nhom-{group.pk}",
            "before": second,
            "temp": temp,
            "fields": {"content": words},
        }
        for temp, words in (("t1", "Một"), ("t2", "Hai"))
    ]
    answers = save(drafter, plan, *new)
    assert items(plan) == ["Đăng tin", "Một", "Hai", "Phát thanh", "Hội nghị"]
    assert answers == [
        {"at": anchors(plan)[1], "temp": "t1", "ok": True},
        {"at": anchors(plan)[2], "temp": "t2", "ok": True},
    ]


def test_a_row_whose_answer_was_lost_is_added_once(drafter: Client, plan: Plan) -> None:
    with entered(plan.province):
        group = AudienceGroup.objects.filter(plan=plan).order_by("id").first()
    new = {
        "op": "add",
        "kind": "noi-dung",
        "in": f"nhom-{group.pk}",
        "temp": "ab12-1",
        "fields": {"content": "Một"},
    }
    first = save(drafter, plan, new)
    assert save(drafter, plan, new) == first
    assert save(drafter, plan, new, tab=OTHER_TAB) == first
    assert items(plan).count("Một") == 1


@pytest.mark.parametrize(
    ("moved", "before", "order"),
    [
        (0, 2, [1, 0, 2]),
        (2, 0, [2, 0, 1]),
        (0, None, [1, 2, 0]),
    ],
)
def test_a_row_moves_before_another(
    moved: int, before: int | None, order: list[int], drafter: Client, plan: Plan
) -> None:
    words, names = items(plan), anchors(plan)
    target = None if before is None else names[before]
    answer = save(drafter, plan, {"op": "move", "at": names[moved], "before": target})
    assert answer == [{"at": names[moved], "ok": True}]
    assert items(plan) == [words[place] for place in order]


def test_a_removed_row_comes_back_under_its_number_with_everything_in_it(drafter: Client, plan: Plan) -> None:
    first, words = anchors(plan)[0], items(plan)
    save(drafter, plan, set_(first, products=("", "24 tin, bài"), lead=("", "Văn phòng")))
    before = _snapshot(plan)
    assert save(drafter, plan, {"op": "remove", "at": first}) == [{"at": first, "ok": True}]
    assert items(plan) == words[1:]
    back = {"op": "add", "at": first, "kind": "noi-dung", "before": anchors(plan)[0]}
    assert save(drafter, plan, back) == [{"at": first, "ok": True}]
    assert _snapshot(plan) == before


def test_removing_and_bringing_back_may_be_sent_twice(drafter: Client, plan: Plan) -> None:
    first = anchors(plan)[0]
    gone, back = {"op": "remove", "at": first}, {"op": "add", "at": first, "kind": "noi-dung"}
    sent = [save(drafter, plan, change) for change in (gone, gone, back, back)]
    assert sent == [[{"at": first, "ok": True}]] * 4
    assert anchors(plan).count(first) == 1


def test_a_removed_section_comes_back_whole(drafter: Client, plan: Plan) -> None:
    with entered(plan.province):
        top = AudienceGroup.objects.filter(plan=plan).select_related("block__section").first().block.section
    before = _snapshot(plan)
    save(drafter, plan, {"op": "remove", "at": f"muc-{top.pk}"})
    assert items(plan) == []
    assert save(drafter, plan, {"op": "add", "at": f"muc-{top.pk}", "kind": "muc"}) == [
        {"at": f"muc-{top.pk}", "ok": True}
    ]
    assert _snapshot(plan) == before
    with entered(plan.province):
        assert RemovedRow.objects.filter(plan=plan).count() == 0


def test_a_run_of_prose_is_one_field(drafter: Client, colleague: Client, plan: Plan) -> None:
    with entered(plan.province):
        section = Section.objects.create(plan=plan, heading="Mục đích", position=30)
        words = {"text": "Một đoạn", "footnotes": []}
        block = Block.objects.create(plan=plan, section=section, kind="text", content=words)
    name = f"van-{block.pk}"
    html = "<p>Một đoạn</p><ul><li><p>Một ý</p></li></ul>"
    [answer] = save(drafter, plan, set_(name, html=("<p>Một đoạn</p>", html)))
    assert (answer["at"], answer["ok"]) == (name, True)
    [clash] = save(colleague, plan, set_(name, html=("<p>Một đoạn</p>", "<p>Khác</p>")), tab=OTHER_TAB)
    assert list(clash["conflict"]) == ["html"]
    with entered(plan.province):
        blocks = Block.objects.filter(section=section).order_by("position")
        assert [each.content for each in blocks] == [
            words,
            {"bullets": [{"text": "Một ý", "bullets": []}]},
        ]


def test_another_plans_row_cannot_be_touched_or_brought_back(
    drafter: Client, plan: Plan, settled: World
) -> None:
    with entered(settled.province):
        other = settled.plan(PlanState.DRAFT)
        section = Section.objects.create(plan=other, heading="Của kế hoạch khác")
    name = f"muc-{section.pk}"
    assert save(drafter, plan, set_(name, heading=("Của kế hoạch khác", "Sửa"))) == [
        {"at": name, "gone": True, "sentence": GONE}
    ]
    assert save(drafter, plan, {"op": "add", "at": name, "kind": "muc"}) == [
        {"at": name, "gone": True, "sentence": "Không còn bản lưu của phần đã xóa này."}
    ]
    with entered(settled.province):
        assert Section.objects.get(pk=section.pk).heading == "Của kế hoạch khác"


def test_a_section_cannot_be_moved_into_itself(drafter: Client, plan: Plan) -> None:
    with entered(plan.province):
        outer = Section.objects.create(plan=plan, heading="Ngoài", position=20)
        inner = Section.objects.create(plan=plan, heading="Trong", parent=outer)
    [answer] = save(drafter, plan, {"op": "move", "at": f"muc-{outer.pk}", "in": f"muc-{inner.pk}"})
    assert answer["sentence"] == "Không chuyển được mục vào bên trong chính nó."


def test_twenty_saves_are_one_event_and_one_version(drafter: Client, plan: Plan, settled: World) -> None:
    first = anchors(plan)[0]
    words = "Đăng tin"
    for turn in range(20):
        save(drafter, plan, set_(first, content=(words, f"{words} {turn}")))
        words = f"{words} {turn}"
    with entered(plan.province):
        told = HistoryEvent.objects.about(plan).filter(verb="drafted")
        assert [event.actor_id for event in told] == [settled.drafter.user_id]
        assert Version.objects.filter(plan=plan).count() == 1
        assert Sitting.objects.get(plan=plan).changes == 20


def test_who_else_is_here_is_told(drafter: Client, colleague: Client, plan: Plan, settled: World) -> None:
    first = anchors(plan)[0]
    mine = drafter.get(address(plan, "presence"), {"phien": TAB, "cho": first}).json()
    theirs = colleague.get(address(plan, "presence"), {"phien": OTHER_TAB}).json()
    assert mine["people"] == []
    assert theirs["people"] == [
        {"name": str(settled.drafter.user), "place": first, "place_name": "nội dung “Đăng tin”", "own": False}
    ]


def test_a_page_that_was_left_is_no_second_writer(drafter: Client, plan: Plan) -> None:
    drafter.get(address(plan, "presence"), {"phien": TAB})
    asked = {"phien": OTHER_TAB}
    assert [each["own"] for each in drafter.get(address(plan, "presence"), asked).json()["people"]] == [True]
    drafter.get(address(plan, "presence"), {"phien": TAB, "het": "1"})
    assert drafter.get(address(plan, "presence"), asked).json()["people"] == []


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"changes": [{"op": "drop"}]}',
        '{"changes": [], "sitting": 1}',
        '{"changes": [{"op":"set","at":["x"]}]}',
    ],
)
def test_junk_is_refused_in_words(body: str, drafter: Client, plan: Plan) -> None:
    answer = drafter.post(address(plan, "save"), body, content_type="application/json")
    assert (answer.status_code, list(answer.json())) == (400, ["sentence"])


def test_a_submitted_plan_takes_no_save(drafter: Client, settled: World) -> None:
    submitted = settled.plans[PlanState.SUBMITTED]
    answer = post(drafter, submitted, set_("phan-loi-van", opening=("", "Thêm")))
    assert (answer.status_code, list(answer.json())) == (409, ["sentence"])


def test_a_stranger_finds_nothing_and_a_head_may_not_write(
    client: Client, plan: Plan, settled: World
) -> None:
    client.force_login(settled.stranger.user)
    assert post(client, plan, set_("phan-loi-van", opening=("", "x"))).status_code == 404
    client.force_login(settled.head.user)
    assert post(client, plan, set_("phan-loi-van", opening=("", "x"))).status_code == 409


def test_somebody_signed_out_is_told_in_words(client: Client, plan: Plan) -> None:
    answer = post(client, plan, set_("phan-loi-van", opening=("", "x")))
    assert (answer.status_code, sorted(answer.json())) == (401, ["sentence", "signin"])


def _snapshot(plan: Plan) -> Any:
    with entered(plan.province):
        return to_snapshot(Plan.objects.get(pk=plan.pk))
