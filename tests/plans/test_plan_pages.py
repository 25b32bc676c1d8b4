"""A plan's own pages over HTTP: its preview, its buttons for each person, its way to being issued, its papers."""

from django.utils import timezone

from cchc_portal.agencies.models import HistoryEvent
from cchc_portal.calendars.models import Notice
from plans.actions import procedure, remarks
from plans.models import Plan
from plans.states import PlanState
from tests.plans.asking import BASE, as_, editor, text_of
from tests.world import STATES, World


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


def test_a_refused_button_says_why(inside: World) -> None:
    page = text_of(as_(inside.clerk).get(f"{BASE}{inside.plans[PlanState.SUBMITTED].pk}/"))
    assert page.count("Việc này dành cho thủ trưởng cơ quan; vị trí hiện tại là") >= 1


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
    assert asked.context["approvers"] == [f"{inside.head.user}, {inside.head.post.title}"]
    page = text_of(asked)
    assert page.count("Nhận xét chưa giải quyết 1 nhận xét Còn nhận xét chưa giải quyết.") == 1
    assert page.count(f"Còn {asked.context['checked']['counted']}") == 1


def test_words_to_the_head_are_shown_to_them_and_stay_in_the_history(inside: World) -> None:
    plan = inside.plans[PlanState.DRAFT]
    as_(inside.drafter).post(
        f"{BASE}{plan.pk}/trinh/", {"note": " Đã bổ sung kinh phí.\nĐề nghị xem mục II. "}
    )
    said = "Đã bổ sung kinh phí.\nĐề nghị xem mục II."
    page = as_(inside.head).get(f"{BASE}{plan.pk}/")
    last = page.context["history"][0]
    assert (page.context["note_to_approver"], last.what, last.note) == (said, "trình lãnh đạo duyệt", said)
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
