"""Sở Nội vụ hands tasks down: who may, what is recorded and told, what is refused beside its field."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cchc_portal.agencies.models import Agency, HistoryEvent
from cchc_portal.agencies.permissions import Refused
from cchc_portal.calendars.models import Notice
from plans.actions import assigning
from plans.actions.values import fingerprint
from plans.assignments.standing import given_to
from plans.models import AssignedTask, TaskParty, TaskSource
from plans.states import PlanState
from tests.plans.asking import as_, text_of
from tests.plans.assigned_tasks import GAMES, ONE_STOP, YEAR, a_source, a_task, words
from tests.world import World, an_agency

HERE = "/dong-nai/so-noi-vu/giao-nhiem-vu/"
SOURCE = {
    "year": "2027",
    "number": "049/QĐ-BNV",
    "issued_on": "01/3/2026",
    "issuer": "Bộ Nội vụ",
    "title": "Kế hoạch thông tin, tuyên truyền năm 2027",
}
TASK = {
    "content": ONE_STOP,
    "lead_text": "Các sở, ban, ngành",
    "product": "24 tin, bài",
    "due_on": "30/6/2027",
}


def notices(world: World, who: str) -> list[str]:
    """What was told of tasks."""
    return list(
        Notice.objects.filter(membership=getattr(world, who), url__contains="/nhiem-vu/")
        .order_by("id")
        .values_list("text", flat=True)
    )


def test_only_so_noi_vu_hands_tasks_down(inside: World) -> None:
    source, task = a_source(inside.reviewer), a_task(inside.reviewer)
    pages = (
        "", "van-ban/them/", f"van-ban/{source.pk}/", f"van-ban/{source.pk}/them/", f"van-ban/{source.pk}/dan-bang/",
        f"nhiem-vu/{task.pk}/", f"nhiem-vu/{task.pk}/sua/", f"nhiem-vu/{task.pk}/rut/",
        "do-phu/", "do-phu/bang-tinh/", "do-phu/noi-dung/",
    )  # fmt: skip
    people = ("reviewer", "province_admin", "drafter", "head", "agency_admin", "stranger", "foreigner")
    asked = {
        who: {as_(getattr(inside, who)).get(f"{address(inside, who)}{page}").status_code for page in pages}
        for who in people
    }
    assert asked == {
        "reviewer": {200},
        "province_admin": {200},
        "drafter": {409},
        "head": {409},
        "agency_admin": {409},
        "stranger": {404},
        "foreigner": {404},
    }


def address(world: World, who: str) -> str:
    """The overseer's own address; the others ask at the home office's."""
    return HERE if who in ("reviewer", "province_admin") else HERE.replace("so-noi-vu", "so-tai-chinh")


def test_a_document_outside_the_portal_is_recorded_once(inside: World) -> None:
    client = as_(inside.reviewer)
    answer = client.post(f"{HERE}van-ban/them/", SOURCE)
    source = TaskSource.objects.get()
    assert answer["Location"] == f"{HERE}van-ban/{source.pk}/"
    assert (str(source), source.recorded_by) == (
        "049/QĐ-BNV ngày 01/03/2026 của Bộ Nội vụ",
        inside.reviewer.user,
    )
    again = client.post(f"{HERE}van-ban/them/", SOURCE)
    assert again.context["form"].errors == {"number": ["Văn bản này đã có trong danh sách của năm 2027."]}
    assert list(HistoryEvent.objects.about(source).values_list("verb", flat=True)) == ["source_recorded"]


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"number": ""}, {"number": ["Nhập số, ký hiệu."]}),
        ({"year": "27"}, {"year": ["Nhập năm gồm bốn chữ số, từ 2000 đến 2100."]}),
        ({"year": "hai nghìn"}, {"year": ["Nhập năm gồm bốn chữ số, từ 2000 đến 2100."]}),
        ({"issued_on": "31/02/2026"}, {"issued_on": ["Không có ngày “31/02/2026” trong lịch."]}),
        ({"issued_on": "01/3/2999"}, {"issued_on": ["Ngày ban hành không thể sau hôm nay."]}),
    ],
)
def test_what_is_wrong_with_a_document_stands_beside_its_field(
    inside: World, sent: dict[str, str], errors: dict[str, list[str]]
) -> None:
    page = as_(inside.reviewer).post(f"{HERE}van-ban/them/", SOURCE | sent)
    assert (page.status_code, page.context["form"].errors) == (200, errors)
    assert TaskSource.objects.count() == 0


def test_a_task_reaches_every_agency_of_its_kind_and_those_named(inside: World) -> None:
    commune = an_agency(
        inside.province,
        "xa-an-phuoc",
        "Ủy ban nhân dân xã An Phước",
        "UBND",
    )
    Agency.objects.filter(pk=commune.pk).update(level="xa")
    source = a_source(inside.reviewer)
    page = as_(inside.reviewer).post(
        f"{HERE}van-ban/{source.pk}/them/",
        TASK
        | {
            "lead_text": "Các sở, ban, ngành\nUBND xã An Phước",
            "support_text": "UBND các xã, phường; Báo Đồng Nai",
        },
    )
    assert page["Location"] == f"{HERE}van-ban/{source.pk}/"
    task = AssignedTask.objects.get()
    assert (task.levels, task.support_levels, task.quantity, task.unit, task.due_on) == (
        ["so"], ["xa"], Decimal(24), "tin, bài", date(2027, 6, 30),
    )  # fmt: skip
    assert task.lead_text == "Các sở, ban, ngành; UBND xã An Phước"
    assert list(task.parties.values_list("agency__slug", "part")) == [("xa-an-phuoc", TaskParty.Part.LEAD)]
    commune.refresh_from_db()
    given = {agency.slug: [row.part for row in given_to(agency, YEAR)] for agency in (inside.agency, commune)}
    assert given == {"so-tai-chinh": ["lead"], "xa-an-phuoc": ["lead"]}


def test_nobody_recognised_is_said_beside_the_lead_and_what_was_typed_stays(inside: World) -> None:
    source = a_source(inside.reviewer)
    page = as_(inside.reviewer).post(f"{HERE}van-ban/{source.pk}/them/", TASK | {"lead_text": "Báo Đồng Nai"})
    form = page.context["form"]
    assert list(form.errors) == ["lead_text"]
    assert (form["lead_text"].value(), form["content"].value()) == ("Báo Đồng Nai", ONE_STOP)
    assert AssignedTask.objects.count() == 0


def test_agencies_are_told_once_of_many_tasks_and_of_each_change(inside: World) -> None:
    source = a_source(inside.reviewer)
    made = assigning.assign(source.pk, [words(), words(GAMES, "Sở Tài chính")], by=inside.reviewer)
    assert notices(inside, "drafter") == [
        "Bộ Nội vụ giao cơ quan 2 nhiệm vụ năm 2027 theo văn bản số 049/QĐ-BNV."
    ]
    assert notices(inside, "stranger") == [
        "Bộ Nội vụ giao cơ quan 1 nhiệm vụ năm 2027 theo văn bản số 049/QĐ-BNV."
    ]
    task = made[1]
    loaded = fingerprint(assigning.values_of(task))
    moved = assigning.values_of(task) | {"lead_text": "Sở Xây dựng"}
    assigning.change(task.pk, moved, loaded=loaded, by=inside.reviewer)
    assigning.withdraw(task.pk, "Trùng với nhiệm vụ khác", by=inside.reviewer)
    assert notices(inside, "drafter")[1:] == [
        f"Nhiệm vụ “{GAMES}” không còn giao cho cơ quan. Đề nghị xem lại nội dung trả lời."
    ]
    assert notices(inside, "stranger")[1:] == [
        f"Nhiệm vụ “{GAMES}” đã sửa. Đề nghị xem lại nội dung trả lời.",
        f"Sở Nội vụ rút nhiệm vụ “{GAMES}”. Lý do: Trùng với nhiệm vụ khác",
    ]
    verbs = HistoryEvent.objects.about(task).values_list("verb", "details__fields")
    assert list(verbs) == [("assigned", None), ("task_changed", ["lead_text"]), ("task_withdrawn", None)]


def test_a_withdrawn_task_is_changed_no_more(inside: World) -> None:
    task = a_task(inside.reviewer)
    client = as_(inside.reviewer)
    assert client.post(f"{HERE}nhiem-vu/{task.pk}/rut/", {"reason": ""}).context["form"].errors == {
        "reason": ["Nhập lý do rút."]
    }
    assert client.post(f"{HERE}nhiem-vu/{task.pk}/rut/", {"reason": "Trùng"}).status_code == 302
    assert client.post(f"{HERE}nhiem-vu/{task.pk}/sua/", TASK).status_code == 409
    assert text_of(client.get(f"{HERE}nhiem-vu/{task.pk}/")).count("Nhiệm vụ đã được rút") == 1
    assert given_to(inside.agency, YEAR) == []


def test_a_change_over_somebody_else_s_is_shown_first(inside: World) -> None:
    task = a_task(inside.reviewer)
    client, page = as_(inside.reviewer), f"{HERE}nhiem-vu/{task.pk}/sua/"
    loaded = fingerprint(assigning.values_of(task))
    assigning.change(
        task.pk, assigning.values_of(task) | {"content": GAMES}, loaded=loaded, by=inside.province_admin
    )
    sent = {"content": "Nội dung khác", "lead_text": "Các sở, ban, ngành", "loaded": loaded}
    shown = client.post(page, sent).context["form"]
    assert (shown["content"].value(), len(shown.non_field_errors())) == ("Nội dung khác", 1)
    assert AssignedTask.objects.get().content == GAMES
    assert client.post(page, sent | {"loaded": shown["loaded"].value()}).status_code == 302
    assert AssignedTask.objects.get().content == "Nội dung khác"


def test_tasks_of_an_issued_plan_are_proposed_once_each(inside: World) -> None:
    committee = an_agency(inside.province, "uy-ban-nhan-dan", "Ủy ban nhân dân thành phố", "UBND")
    Agency.objects.filter(pk=committee.pk).update(level="ubnd")
    plan = inside.plans[PlanState.ISSUED]
    type(plan).objects.filter(pk=plan.pk).update(agency=committee)
    client = as_(inside.reviewer)
    assert [each.pk for each in client.get(HERE, {"nam": "2027"}).context["offered"]] == [plan.pk]
    proposals = client.post(f"{HERE}tu-ke-hoach/", {"ke_hoach": plan.pk, "nam": "2027"})["Location"]
    rows = client.get(proposals).context["rows"]
    assert len(rows) > 1
    sent: dict[str, Any] = {f"chu_tri-{row['number']}": "Các sở, ban, ngành" for row in rows}
    wrong = client.post(proposals, sent | {"giao": ["0", "1"], "chu_tri-1": "Báo Đồng Nai"})
    assert [row["number"] for row in wrong.context["faulty"]] == ["1"]
    assert client.post(proposals, sent).context["none_chosen"] is True
    assert AssignedTask.objects.count() == 0
    assert client.post(proposals, sent | {"giao": ["0", "1"]}).status_code == 302
    assert client.post(proposals, sent | {"giao": ["0", "1"]}).context["none_chosen"] is True
    assert [task.item_number for task in AssignedTask.objects.order_by("position")] == [0, 1]
    assert list(client.get(HERE, {"nam": "2027"}).context["offered"]) == []


def test_a_plan_that_is_not_issued_gives_no_tasks(inside: World) -> None:
    with pytest.raises(Refused, match="đã ban hành"):
        assigning.take_source(inside.plans[PlanState.DRAFT], YEAR, by=inside.reviewer)
    with pytest.raises(Refused, match="không thực hiện trong năm 2031"):
        assigning.take_source(inside.plans[PlanState.ISSUED], 2031, by=inside.reviewer)


HEAD = "STT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tSản phẩm\tThời gian"
ROWS = (
    "I\tNhóm thứ nhất\t\t\t\t",
    f"1\t{ONE_STOP}\tCác sở, ban, ngành\tSở Nội vụ\t4 tin, bài\tHằng quý",
    f"2\t{GAMES}\tSở Tài chính\t\t1 hội thi\tTrước 30/6",
)


def test_a_pasted_table_is_shown_before_it_is_given(inside: World) -> None:
    source = a_source(inside.reviewer)
    client, page = as_(inside.reviewer), f"{HERE}van-ban/{source.pk}/dan-bang/"
    sent = {"table": "\n".join([HEAD, *ROWS])}
    shown = client.post(page, sent | {"viec": "doc"})
    assert (shown.context["good"], shown.context["faulty"], AssignedTask.objects.count()) == (2, [], 0)
    assert client.post(page, sent | {"viec": "giao"})["Location"] == f"{HERE}van-ban/{source.pk}/"
    rows = AssignedTask.objects.order_by("position").values_list(
        "group", "content", "frequency", "due_on", "unit"
    )
    assert list(rows) == [
        ("Nhóm thứ nhất", ONE_STOP, "Hằng quý", None, "tin, bài"),
        ("Nhóm thứ nhất", GAMES, "", date(2027, 6, 30), "hội thi"),
    ]


def test_all_faults_of_a_table_are_shown_with_their_rows_and_nothing_is_given(inside: World) -> None:
    source = a_source(inside.reviewer)
    client, page = as_(inside.reviewer), f"{HERE}van-ban/{source.pk}/dan-bang/"
    bad = [f"{n}\tNhiệm vụ {n}\t{lead}\t\t\tQuý I" for n, lead in ((3, ""), (4, "Báo Đồng Nai"))]
    sent = {"table": "\n".join([HEAD, *ROWS, *bad])}
    shown = client.post(page, sent | {"viec": "giao"})
    assert [(row.line, row.fault) for row in shown.context["faulty"]] == [
        (5, "Thiếu cơ quan chủ trì."),
        (6, "Không nhận ra cơ quan nào trong cổng từ “Báo Đồng Nai”."),
    ]
    assert AssignedTask.objects.count() == 0
    assert client.post(page, sent | {"viec": "giao-dong-dung"}).status_code == 302
    assert AssignedTask.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ("", {"table": ["Dán bảng nhiệm vụ hoặc chọn tệp."]}),
        (
            "một dòng không phải bảng",
            {
                "table": [
                    "Dòng đầu của bảng phải là tiêu đề cột, có ít nhất cột “Nhiệm vụ” (hoặc “Nội dung”) và cột “Cơ quan chủ trì”."
                ]
            },
        ),
        (HEAD, {"table": ["Bảng chỉ có dòng tiêu đề, chưa có nhiệm vụ nào."]}),
    ],
)
def test_what_is_no_table_is_said_beside_the_box(
    inside: World, sent: str, errors: dict[str, list[str]]
) -> None:
    source = a_source(inside.reviewer)
    page = as_(inside.reviewer).post(f"{HERE}van-ban/{source.pk}/dan-bang/", {"table": sent, "viec": "doc"})
    assert page.context["form"].errors == errors
