"""A plan's own pages over HTTP: its preview, its buttons for each person, its way to being issued, its papers."""

from datetime import date

import pytest
from django.utils import timezone

from cchc_portal.agencies.models import HistoryEvent, Role, StepKind
from cchc_portal.calendars.models import Notice
from cchc_portal.documents.register import book
from cchc_portal.documents.states import AfterKind
from plans.actions import procedure, remarks
from plans.models import Beginning, Plan
from plans.states import PlanState
from tests.plans.asking import BASE, as_, editor, text_of
from tests.world import STATES, World, a_chain, a_member


def test_the_preview_is_the_paper_with_its_draft_mark_until_it_is_issued(inside: World) -> None:
    client = as_(inside.drafter)
    marked = {
        state: "DỰ THẢO" in text_of(client.get(f"{BASE}{plan.pk}/xem-truoc/"))
        for state, plan in inside.plans.items()
    }
    numbered = {PlanState.SIGNING, PlanState.ISSUED}  # these are shown as they are printed
    assert marked == {state: state not in numbered for state in STATES}


def test_the_page_offers_each_person_what_they_may_do(inside: World) -> None:
    plan = inside.plans[PlanState.SUBMITTED]
    offered = {
        name: [
            choice["label"]
            for choice in as_(getattr(inside, name)).get(f"{BASE}{plan.pk}/").context["choices"]
            if "refused" not in choice
        ]
        for name in ("drafter", "head", "clerk")
    }
    assert offered == {
        "drafter": ["Rút lại để chỉnh sửa"],
        "head": ["Duyệt kế hoạch", "Trả lại để chỉnh sửa"],
        "clerk": [],
    }


def test_a_plan_handed_back_says_by_whom_when_and_why(inside: World) -> None:
    plan = inside.plans[PlanState.RETURNED]
    event = HistoryEvent.objects.about(plan).filter(verb="return").latest("id")
    at = timezone.localtime(event.at)
    told = f"{event.actor_name} ({event.post}) trả lại để chỉnh sửa lúc {at:%H:%M} ngày {at:%d/%m/%Y}"
    for page in ("", "soan/"):
        notice = text_of(as_(inside.drafter).get(f"{BASE}{plan.pk}/{page}"))
        assert notice.count(f"{told} Lý do trả lại: {plan.return_reason}") == 1


def test_the_sheet_by_itself_has_a_bar_that_leads_on_and_the_embedded_one_has_none(inside: World) -> None:
    client, plan = as_(inside.drafter), inside.plans[PlanState.DRAFT]
    sheet, own = f"{BASE}{plan.pk}/xem-truoc/", f"{BASE}{plan.pk}/"
    alone, embedded = (client.get(address).content.decode() for address in (sheet, f"{sheet}?khung=1"))
    assert (embedded.count("preview-bar"), embedded.count("<script")) == (0, 0)
    for once in (
        f'<a href="{own}">',
        " data-print ",
        f'action="{own}ban-in/tao/pdf/"',
        "Tạo bản dự thảo PDF",
    ):
        assert alone.count(once) == 1, once
    for page in (own, editor(plan)):
        assert client.get(page).content.decode().count(f'<iframe src="{sheet}?khung=1"') == 1
    client.post(f"{own}ban-in/tao/pdf/")
    assert text_of(client.get(sheet)).count("Bản dự thảo PDF: Đang chờ tạo") == 1


def buttons(world: World, plan: Plan, *people: str) -> dict[str, list[tuple[str, str]]]:
    """Label and look, or the reason of a refusal."""
    return {
        name: [
            (choice["label"], choice.get("refused") or choice["kind"])
            for choice in as_(getattr(world, name)).get(f"{BASE}{plan.pk}/").context["choices"]
        ]
        for name in people
    }


def test_the_blue_button_is_this_persons_next_step_and_other_posts_acts_are_not_shown(inside: World) -> None:
    people = ("drafter", "unit_head", "head", "clerk", "agency_admin")
    edit, withdraw = ("Chỉnh sửa", "secondary"), ("Rút lại để chỉnh sửa", "secondary")
    give_back, delete = ("Trả lại để chỉnh sửa", "secondary"), ("Xóa bản nháp", "link")
    drafting = {
        "drafter": [("Trình kế hoạch", "primary"), edit, delete],
        "unit_head": [("Trình kế hoạch", "secondary"), edit, delete],
    }
    numbering = [("Cấp số và ban hành", "primary"), ("Cấp số để ký số", "secondary"), give_back]
    wanted = {
        PlanState.DRAFT: drafting,
        PlanState.RETURNED: {  # as it was given back: it is changed first
            "drafter": [("Chỉnh sửa", "primary"), ("Trình kế hoạch", "secondary"), delete],
            "unit_head": [edit, ("Trình kế hoạch", "secondary"), delete],
        },
        PlanState.SUBMITTED: {
            "drafter": [withdraw],
            "unit_head": [withdraw],
            "head": [("Duyệt kế hoạch", "primary"), give_back],
        },
        PlanState.APPROVED: {"drafter": [edit], "unit_head": [edit], "clerk": numbering},
    }
    for state, offered in wanted.items():
        found = buttons(inside, inside.plans[state], *people)
        assert found == {name: offered.get(name, []) for name in people}, state


def test_who_has_passed_a_plan_on_is_not_offered_the_next_step(inside: World) -> None:
    a_chain(
        inside.agency,
        (StepKind.CONTENT, Role.UNIT_HEAD),
        (StepKind.APPROVE, Role.AGENCY_HEAD),
        (StepKind.NUMBER, Role.CLERK),
    )
    plan = procedure.submit(inside.plans[PlanState.DRAFT].pk, by=inside.drafter)
    procedure.pass_(plan.pk, by=inside.unit_head)
    assert buttons(inside, plan, "unit_head") == {"unit_head": [("Rút lại để chỉnh sửa", "secondary")]}


def test_a_refusal_of_ones_own_act_says_why(inside: World) -> None:
    own = a_member(inside.agency, Role.DRAFTER, Role.AGENCY_HEAD)
    plan = inside.plans[PlanState.DRAFT]
    procedure.submit(plan.pk, by=own)
    page = as_(own).get(f"{BASE}{plan.pk}/")
    refused = [choice["refused"] for choice in page.context["choices"] if "refused" in choice]
    assert refused == ["Người soạn thảo hoặc người trình không được tự duyệt kế hoạch của mình."]


def test_a_plan_goes_from_draft_to_issued_by_its_buttons(inside: World) -> None:
    plan = inside.plans[PlanState.DRAFT]
    own = f"{BASE}{plan.pk}/"
    as_(inside.drafter).post(f"{own}trinh/")
    refused = as_(inside.head).post(f"{own}tra-lai/", {"reason": " "})
    said = "Chọn hoặc nhập lý do trả lại để người soạn thảo biết cần sửa gì."
    assert refused.context["form"].errors == {"reason": [said]}
    as_(inside.head).post(f"{own}duyet/")
    answer = as_(inside.clerk).post(f"{own}ban-hanh/", {"issued_on": "01/01/2020", "number": ""})
    assert answer.context["form"].non_field_errors()[0].startswith("Ngày ban hành không thể trước ngày duyệt")
    today = as_(inside.clerk).get(f"{own}ban-hanh/").context["form"]["issued_on"].value().strftime("%d/%m/%Y")
    as_(inside.clerk).post(f"{own}ban-hanh/", {"issued_on": today, "number": ""})
    plan.refresh_from_db()
    assert (plan.state, plan.symbol.split("/")[1]) == (PlanState.ISSUED, "KH-STC")


def test_submitting_asks_first_and_says_what_is_still_open(inside: World) -> None:
    plan = inside.plans[PlanState.DRAFT]
    remarks.write(plan.pk, by=inside.head, text="Nêu rõ sản phẩm")
    asked = as_(inside.drafter).get(f"{BASE}{plan.pk}/trinh/")
    plan.refresh_from_db()
    assert (plan.state, asked.context["open_remarks"]) == (PlanState.DRAFT, 1)
    assert asked.context["approvers"] == [inside.head.post.title]  # the person is named after the post
    page = text_of(asked)
    assert page.count("Nhận xét chưa giải quyết 1 nhận xét Còn nhận xét chưa giải quyết.") == 1
    assert page.count(f"Còn {asked.context['checked']['counted']}") == 1


def test_a_plan_given_back_is_told_why_and_whether_it_is_the_same(inside: World) -> None:
    plan = inside.plans[PlanState.SUBMITTED]
    procedure.return_(plan.pk, by=inside.head, reason="Bổ sung căn cứ.")
    own, same = f"{BASE}{plan.pk}/trinh/", "Không có thay đổi so với bản bị trả lại."

    def told() -> list[int]:
        page = text_of(as_(inside.drafter).get(own))
        return [page.count("Lý do trả lại Bổ sung căn cứ."), page.count(same)]

    assert told() == [1, 1]
    Plan.objects.filter(pk=plan.pk).update(closing="Trên đây là kế hoạch đã bổ sung")
    assert told() == [1, 0]
    assert buttons(inside, plan, "drafter")["drafter"][0] == ("Trình kế hoạch", "primary")
    own = f"{BASE}{inside.plans[PlanState.DRAFT].pk}/trinh/"
    assert told() == [0, 0]


def test_what_was_given_back_is_handed_in_word_for_word_only_on_purpose(inside: World) -> None:
    plan = inside.plans[PlanState.SUBMITTED]
    procedure.return_(plan.pk, by=inside.head, reason="Bổ sung căn cứ.")
    client, own = as_(inside.drafter), f"{BASE}{plan.pk}/trinh/"
    refused = client.post(own, {"note": "Xin giữ nguyên."})
    assert dict(refused.context["form"].errors) == {
        "unchanged": [
            "Bản này chưa sửa gì so với bản bị trả lại. Chỉnh sửa, hoặc đánh dấu để trình lại nguyên văn."
        ]
    }
    assert refused.context["form"]["note"].value() == "Xin giữ nguyên."
    assert client.post(own, {"note": "Xin giữ nguyên.", "unchanged": "on"}).status_code == 302
    plan.refresh_from_db()
    assert plan.state == PlanState.SUBMITTED


def test_before_handing_in_one_sees_the_steps_and_what_was_never_looked_at(inside: World) -> None:
    plan = inside.plans[PlanState.DRAFT]
    looks = [
        {"text": f"Còn ghi năm {year}", "where": "Mục I", "seen": year == 2019} for year in (2018, 2019, 2020)
    ]
    Beginning.objects.create(
        province_id=plan.province_id, plan=plan, way=Beginning.Way.TEMPLATE, report={"look": looks}
    )
    page = text_of(as_(inside.drafter).get(f"{BASE}{plan.pk}/trinh/"))
    said = "Cần xem từ khi lập kế hoạch Còn 2 chỗ chưa đánh dấu đã xem Mục I: Còn ghi năm 2018 Mục I: Còn ghi năm 2020"
    assert [page.count(said), page.count("Các bước Duyệt, cấp số, ban hành")] == [1, 1]


@pytest.mark.parametrize(
    ("kind", "said", "tone"),
    [
        (AfterKind.WITHDRAWN, "Đã thu hồi theo Quyết định số 30/QĐ-STC ngày 09/03/2026", "danger"),
        (AfterKind.REPLACED, "Bị thay thế bằng Kế hoạch số 30/KH-STC ngày 09/03/2026", "danger"),
        (AfterKind.CORRECTED, "Được đính chính bằng Công văn số 30/STC-VP ngày 09/03/2026", "warn"),
    ],
)
def test_what_became_of_an_issued_plan_stands_beside_its_state(
    inside: World, kind: AfterKind, said: str, tone: str
) -> None:
    plan = inside.plans[PlanState.ISSUED]
    page = f"{BASE}{plan.pk}/"
    symbol = said.split(" số ")[1].split(" ", maxsplit=1)[0]
    book.note_after_issue(
        plan.line_id, kind, reason="Sai", by_symbol=symbol, by_day=date(2026, 3, 9), by=inside.clerk
    )
    html = " ".join(as_(inside.drafter).get(page).content.decode().split())
    marks = [part for part in html.split('<span class="status status--')[1:] if said in part]
    assert [part.split('"')[0] for part in marks] == [tone] * 2  # and above where it was sent
    state = html.split('<span class="status status--')[1].split('"')[0]
    assert (state == "ok") == (tone == "warn")  # "Đã ban hành" is green only while the plan is in force


def test_words_to_the_head_are_shown_to_them_and_stay_in_the_history(inside: World) -> None:
    plan = inside.plans[PlanState.DRAFT]
    as_(inside.drafter).post(
        f"{BASE}{plan.pk}/trinh/", {"note": " Đã bổ sung kinh phí.\nĐề nghị xem mục II. "}
    )
    said = "Đã bổ sung kinh phí.\nĐề nghị xem mục II."
    page = as_(inside.head).get(f"{BASE}{plan.pk}/")
    last = page.context["history"][0]
    assert (page.context["note_to_approver"], last.what, last.note) == (said, "trình duyệt", said)
    told = Notice.objects.to_person(inside.head).order_by("-id")[0].text
    assert told.endswith(f"Lời nhắn: {said}")
    procedure.return_(plan.pk, by=inside.head, reason="Bổ sung căn cứ.")
    assert as_(inside.drafter).get(f"{BASE}{plan.pk}/").context["note_to_approver"] == ""


def test_a_plan_with_an_error_is_not_offered_for_submission(inside: World) -> None:
    plan = inside.plans[PlanState.DRAFT]
    Plan.objects.filter(pk=plan.pk).update(subject="")
    client = as_(inside.drafter)
    answers = [client.get(f"{BASE}{plan.pk}/trinh/"), client.post(f"{BASE}{plan.pk}/trinh/")]
    assert [text_of(answer).count("Sửa hết các lỗi rồi mới trình được.") for answer in answers] == [1, 1]
    assert [answer.content.decode().count('id="bieu-mau"') for answer in answers] == [0, 0]
    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT


def test_a_plan_of_another_agency_is_not_found(inside: World) -> None:
    plan = inside.plans[PlanState.DRAFT]
    addresses = [f"{BASE}{plan.pk}/", editor(plan), f"{BASE}{plan.pk}/xem-truoc/"]
    for person in (inside.stranger, inside.foreigner, inside.reviewer):
        assert [as_(person).get(address).status_code for address in addresses] == [404, 404, 404]


def test_an_unknown_kind_of_row_is_not_found(inside: World) -> None:
    plan = inside.plans[PlanState.DRAFT]
    addresses = (
        "chuong/them/",
        "muc/999999999/",
        "phan/them/?loai=lạ",
        "phan/phan-la/sua/",
        "noi-dung/them/?nhom=x",
    )
    assert {as_(inside.drafter).get(editor(plan) + address).status_code for address in addresses} == {404}


def test_a_draft_paper_is_asked_for_once_and_shown_as_waiting(inside: World) -> None:
    client, plan = as_(inside.drafter), inside.plans[PlanState.DRAFT]
    for _ in range(2):
        assert client.post(f"{BASE}{plan.pk}/ban-in/tao/pdf/").status_code == 302
    rows = client.get(f"{BASE}{plan.pk}/").context["papers"]["rows"]
    assert [(row["name"], row["state"]) for row in rows] == [
        ("Bản dự thảo PDF", "Đang chờ tạo"),
        ("Bản dự thảo Word (.docx)", "Chưa tạo"),
    ]
    fragment = client.get(f"{BASE}{plan.pk}/ban-in/", headers={"HX-Request": "true"}).content.decode()
    assert fragment.count('hx-trigger="every 2s"') == 1
