"""The pages of handing in and of reviewing: who sees them, what they say, what comes back with an error, how much they ask."""

import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cchc_portal.agencies.models import Membership, Role
from cchc_portal.calendars import actions as calendars
from cchc_portal.calendars.models import Obligation
from cchc_portal.documents import storage
from plans.actions import handing_in, reviewing
from plans.actions.handing_in import Handed
from plans.models import ContentItem, Plan, ReviewCriterion, Submission
from plans.states import PlanForm, PlanState
from plans.submissions import figures
from plans.submissions.states import SubmissionState, Verdict
from tests.documents.attachable import made as a_pdf
from tests.plans.importing import files
from tests.plans.submissions.handing import TODAY, hand_in, report
from tests.world import World, a_member, a_plan, an_agency, entered

OWN = "/dong-nai/so-tai-chinh/gui-so-noi-vu/"
DESK = "/dong-nai/so-noi-vu/tham-dinh/"


def signed_in(person: Membership) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return sum(not each["sql"].startswith(("SAVEPOINT", "RELEASE")) for each in captured.captured_queries)


def a_workbook() -> bytes:
    """As much of an Excel file as tells it apart."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    return packed.getvalue()


def handed_in(world: World) -> Submission:
    with entered(world.province):
        return hand_in(world)


@pytest.mark.parametrize(
    ("person", "page", "status"),
    [
        ("drafter", "", 200),
        ("clerk", "{pk}/", 200),
        ("agency_admin", "{pk}/", 200),
        ("reviewer", "{pk}/", 200),
        ("stranger", "{pk}/", 404),
        ("foreigner", "{pk}/", 404),
    ],
)
def test_who_sees_where_it_stands(owing: World, person: str, page: str, status: int) -> None:
    made = handed_in(owing)
    assert signed_in(getattr(owing, person)).get(OWN + page.format(pk=made.pk)).status_code == status


@pytest.mark.parametrize(
    ("person", "status"),
    [("reviewer", 200), ("province_admin", 200), ("drafter", 404), ("stranger", 404), ("foreigner", 404)],
)
def test_who_sees_the_queue(owing: World, person: str, status: int) -> None:
    made = handed_in(owing)
    for page in ("", "da-quyet-dinh/", f"{made.pk}/", "tieu-chi/"):
        assert signed_in(getattr(owing, person)).get(DESK + page).status_code == status


def test_the_queue_stands_at_the_office_alone(owing: World) -> None:
    assert signed_in(owing.drafter).get("/dong-nai/so-tai-chinh/tham-dinh/").status_code == 409


def test_a_report_without_anything_unusual_is_one_press(owing: World) -> None:
    with entered(owing.province):
        a_plan(owing.agency, by=owing.drafter, state=PlanState.ISSUED)
        owed = report(owing)
        known = figures.known(owed)
    client = signed_in(owing.drafter)
    page = client.get(f"{OWN}viec/{owed.pk}/")
    assert page.context["known"] == known
    answer = client.post(f"{OWN}viec/{owed.pk}/", {"nothing": "on", "done": "3"})
    with entered(owing.province):
        made = Submission.objects.get()
    assert answer["Location"] == f"{OWN}{made.pk}/"
    assert (made.text, made.nothing_unusual) == (figures.NOTHING_UNUSUAL, True)
    assert made.figures == [*known, {"name": figures.DONE, "value": "3"}]


def test_the_portal_counts_what_was_to_be_done_in_the_period(owing: World) -> None:
    with entered(owing.province):
        items = ContentItem.objects.filter(plan=owing.plans[PlanState.ISSUED])
        items.update(time_from="2027-01-01", time_to="2027-03-31")
        items.filter(pk=items.order_by("id")[0].pk).update(time_from="2027-04-01", time_to="2027-06-30")
        said = {row["name"]: row["value"] for row in figures.known(report(owing))}
        count = items.count()
    assert said == {
        "Số nội dung trong kế hoạch năm": str(count),
        "Số nội dung phải thực hiện trong kỳ": str(count - 1),
        "Số nhiệm vụ được giao chủ trì": "0",
        "Số nhiệm vụ đã có nội dung hoặc giải trình": "0",
    }


def test_the_issued_plan_is_sent_from_its_page_in_one_press(owing: World) -> None:
    with entered(owing.province):
        plan = a_plan(owing.agency, by=owing.drafter, state=PlanState.ISSUED)
    client = signed_in(owing.clerk)
    page = client.get(f"/dong-nai/so-tai-chinh/ke-hoach/{plan.pk}/")
    assert page.context["sending"]["found"] is None
    client.post(page.context["sending"]["action"])
    with entered(owing.province):
        made = Submission.objects.get()
        assert (made.plan_id, made.obligation.kind) == (plan.pk, "plan")
    page = client.get(f"/dong-nai/so-tai-chinh/ke-hoach/{plan.pk}/")
    assert page.context["sending"]["href"] == f"{OWN}{made.pk}/"
    assert client.post(page.context["sending"]["action"]).status_code == 409


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bao-cao.pdf", a_pdf, None),
        ("bao-cao.docx", files.six_columns, None),
        (
            "bao-cao.xlsx",
            a_workbook,
            (
                "Tệp “bao-cao.xlsx” không phải PDF hoặc Word (.docx). "
                "Lưu lại thành một trong hai loại này rồi tải lên."
            ),
        ),
        (
            "bao-cao.pdf",
            lambda: b"GIF89a",
            (
                "Tệp “bao-cao.pdf” không phải PDF hoặc Word (.docx). "
                "Lưu lại thành một trong hai loại này rồi tải lên."
            ),
        ),
        ("bao-cao.pdf", lambda: b"", "Tệp này không có nội dung."),
        (
            "bao-cao.docx",
            lambda: b"PK\x03\x04 nua chung",
            "Tệp “bao-cao.docx” bị hỏng nên không đọc được. Đề nghị kiểm tra và tải lên lại.",
        ),
    ],
)
def test_a_file_is_what_it_is_and_not_what_it_is_called(
    owing: World, name: str, content: Callable[[], bytes], said: str | None
) -> None:
    with entered(owing.province):
        owed = report(owing)
    sent = content()
    answer = signed_in(owing.drafter).post(
        f"{OWN}viec/{owed.pk}/", {"text": "Kèm tệp", "file": SimpleUploadedFile(name, sent)}
    )
    if said is not None:
        assert answer.context["form"].errors == {"file": [said]}
        assert 'rows="6"' in answer.content.decode()
        assert "Kèm tệp" in answer.content.decode()
        return
    with entered(owing.province):
        made = Submission.objects.get()
        assert storage.load(owing.province.pk, made.file_digest) == sent
    got = signed_in(owing.reviewer).get(f"{OWN}{made.pk}/tep/")
    assert (got.content, got["Content-Disposition"]) == (sent, f'attachment; filename="{name}"')


def test_nothing_said_is_refused_beside_the_field(owing: World) -> None:
    with entered(owing.province):
        owed = report(owing)
    answer = signed_in(owing.drafter).post(f"{OWN}viec/{owed.pk}/", {"done": "2"})
    assert answer.context["form"].errors == {
        "text": ["Nhập nội dung, tải tệp lên hoặc đánh dấu “Không phát sinh”."]
    }


def test_the_page_says_why_nothing_can_be_sent_now(owing: World) -> None:
    with entered(owing.province):
        later = calendars.open_year(owing.agency, 2027)[2]
    page = signed_in(owing.drafter).get(f"{OWN}viec/{later.pk}/")
    assert (page.status_code, page.context["may"].reason) == (
        200,
        "Kỳ số liệu kéo dài đến hết ngày 14/06/2027; sau ngày đó mới gửi báo cáo.",
    )
    made = handed_in(owing)
    answer = signed_in(owing.drafter).get(f"{OWN}viec/{made.obligation_id}/")
    assert answer["Location"] == f"{OWN}{made.pk}/"


def test_a_reviewer_notes_judges_and_gives_back_and_the_agency_reads_it(owing: World) -> None:
    made = handed_in(owing)
    with entered(owing.province):
        criterion = ReviewCriterion(year=2027, checklist="report", name="Đủ số liệu")
        criterion.save()
    client, agency = signed_in(owing.reviewer), signed_in(owing.drafter)
    there = f"{DESK}{made.pk}/"
    key = f"tieu-chi-{criterion.pk}"
    client.post(f"{there}nhan-xet/", {"nhan-xet-text": "Bổ sung số tin, bài"})
    client.post(f"{there}tieu-chi/", {"tieu_chi": criterion.pk, f"{key}-verdict": "unmet"})
    before = agency.get(f"{OWN}{made.pk}/")
    assert (before.context["comments"], before.context["verdicts"]) == ([], [])
    refused = client.post(f"{there}tra-lai/", {"tra-lai-reason": ""})
    assert refused.context["give_back_form"].errors == {"reason": ["Nhập lý do trả lại."]}
    answer = client.post(f"{there}tra-lai/", {"tra-lai-reason": "Thiếu số liệu"})
    assert answer["Location"] == DESK
    after = agency.get(f"{OWN}{made.pk}/")
    assert [str(each) for each in after.context["comments"]] == ["Bổ sung số tin, bài"]
    assert [str(each) for each in after.context["verdicts"]] == ["Đủ số liệu: Chưa đạt"]
    assert f"{OWN}viec/{made.obligation_id}/" in after.content.decode()


def test_a_supplement_is_asked_and_sent_on_the_pages(owing: World) -> None:
    made = handed_in(owing)
    reviewer, agency = signed_in(owing.reviewer), signed_in(owing.clerk)
    asked = {"bo-sung-wanted": "Danh mục tin, bài", "bo-sung-due_on": "19/03/2027"}
    reviewer.post(f"{DESK}{made.pk}/yeu-cau-bo-sung/", asked)
    page = agency.get(f"{OWN}{made.pk}/")
    assert str(page.context["asked"]) == "Danh mục tin, bài"
    empty = agency.post(f"{OWN}{made.pk}/bo-sung/", {"text": ""})
    assert empty.context["form"].errors == {"text": ["Nhập nội dung bổ sung hoặc tải tệp lên."]}
    sent = {"text": "12 tin, bài", "file": SimpleUploadedFile("danh-muc.pdf", a_pdf())}
    agency.post(f"{OWN}{made.pk}/bo-sung/", sent)
    with entered(owing.province):
        found = Submission.objects.get()
        row = found.supplements.get()
    assert (found.state, row.file_name) == (SubmissionState.WAITING, "danh-muc.pdf")
    assert reviewer.get(f"{OWN}{made.pk}/bo-sung/{row.pk}/tep/").content == sent["file"].open().read()


TASKS = "/dong-nai/so-tai-chinh/ke-hoach/viec/"


def on_the_desk(person: Membership) -> list[tuple[str, str, str]]:
    """What the office wants, first among what waits: title, where it leads, the note."""
    rows = signed_in(person).get(TASKS).context["waiting"]
    return [(row["title"], row["href"], row["note"]) for row in rows if "Sở Nội vụ" in row["title"]]


def test_what_the_office_asks_for_stands_on_the_desks_of_those_who_hand_in(owing: World) -> None:
    made = handed_in(owing)
    with entered(owing.province):
        reviewing.ask_supplement(made.pk, by=owing.reviewer, wanted="Danh mục tin", due_on=date(2027, 3, 19))
    there = [
        (
            "Bổ sung hồ sơ đã gửi Sở Nội vụ: Báo cáo quý I năm 2027",
            f"{OWN}{made.pk}/",
            "Cần bổ sung: Danh mục tin",
        )
    ]
    shown = {who: on_the_desk(getattr(owing, who)) for who in ("drafter", "clerk", "agency_admin")}
    assert shown == {"drafter": there, "clerk": there, "agency_admin": []}
    page = signed_in(owing.drafter).get(OWN)
    assert ([each.wanted_in for each in page.context["asked"]], page.context["owed"]) == ([made.pk], [])
    with entered(owing.province):
        handing_in.supplement(made.pk, by=owing.clerk, text="12 tin, bài")
    assert (on_the_desk(owing.drafter), signed_in(owing.drafter).get(OWN).context["asked"]) == ([], [])


def test_what_the_office_gave_back_stands_on_the_desk_with_its_reason(owing: World) -> None:
    made = handed_in(owing)
    with entered(owing.province):
        reviewing.give_back(made.pk, by=owing.reviewer, reason="Thiếu số liệu")
    assert on_the_desk(owing.drafter) == [
        (
            "Gửi lại Sở Nội vụ: Báo cáo quý I năm 2027",
            f"{OWN}viec/{made.obligation_id}/",
            "Sở Nội vụ trả lại ngày 15/03/2027. Lý do: Thiếu số liệu",
        )
    ]
    assert [each.returned_because for each in signed_in(owing.drafter).get(OWN).context["owed"]] == [
        "Thiếu số liệu"
    ]


def test_several_are_accepted_at_once_after_each_was_opened(owing: World) -> None:
    made = handed_in(owing)
    client = signed_in(owing.reviewer)
    assert [row.opened for row in client.get(DESK).context["rows"]] == [False]
    client.get(f"{DESK}{made.pk}/")
    assert [row.opened for row in client.get(DESK).context["rows"]] == [True]
    page = client.post(f"{DESK}chap-nhan-nhieu/", {"ho_so": [made.pk, 987_654]}, follow=True)
    assert [str(told) for told in page.context["messages"]] == ["Đã chấp nhận 1 hồ sơ."]
    assert list(page.context["rows"]) == []
    assert client.post(f"{DESK}chap-nhan-nhieu/", {}).status_code == 409


def test_what_was_added_must_be_read_before_it_is_accepted_with_others(owing: World) -> None:
    made = handed_in(owing)
    client, day = signed_in(owing.reviewer), date(2027, 3, 19)
    client.get(f"{DESK}{made.pk}/")
    with entered(owing.province), time_machine.travel(TODAY + timedelta(minutes=5), tick=False):
        reviewing.ask_supplement(made.pk, by=owing.reviewer, wanted="Danh mục", due_on=day)
        handing_in.supplement(made.pk, by=owing.clerk, text="12 tin, bài")
    with time_machine.travel(TODAY + timedelta(minutes=10), tick=False):
        assert [row.opened for row in client.get(DESK).context["rows"]] == [False]
        page = client.post(f"{DESK}chap-nhan-nhieu/", {"ho_so": [made.pk]}, follow=True)
        told = ["Báo cáo quý I năm 2027 của Sở Tài chính: chưa mở xem nên chưa chấp nhận."]
        assert [str(each) for each in page.context["messages"]] == told
        client.get(f"{DESK}{made.pk}/")
        assert [row.opened for row in client.get(DESK).context["rows"]] == [True]


def test_what_fails_a_criterion_is_not_accepted_with_others(owing: World) -> None:
    made = handed_in(owing)
    client = signed_in(owing.reviewer)
    client.get(f"{DESK}{made.pk}/")
    with entered(owing.province):
        criterion = ReviewCriterion.objects.create(
            year=2027, checklist="report", position=1, name="Đủ số liệu"
        )
        reviewing.assess(made.pk, criterion.pk, Verdict.UNMET, "", by=owing.reviewer)
    page = client.post(f"{DESK}chap-nhan-nhieu/", {"ho_so": [made.pk]}, follow=True)
    told = ["Báo cáo quý I năm 2027 của Sở Tài chính: có tiêu chí chưa đạt; mở hồ sơ để quyết định."]
    assert [str(each) for each in page.context["messages"]] == told


def test_who_is_refused_a_decision_reads_why(owing: World) -> None:
    made = handed_in(owing)
    own = f"/dong-nai/so-tai-chinh/tham-dinh/{made.pk}/chap-nhan/"
    assert signed_in(owing.drafter).post(own).status_code == 404
    signed_in(owing.reviewer).post(f"{DESK}{made.pk}/chap-nhan/", {"chap-nhan-comment": ""})
    again = signed_in(owing.province_admin).post(f"{DESK}{made.pk}/chap-nhan/", {})
    assert again.status_code == 409
    assert "chấp nhận lúc 09:07 ngày 15/03/2027" in again.content.decode()


def test_the_checklist_is_kept_by_the_provinces_administrator_alone(owing: World) -> None:
    admin, reviewer = signed_in(owing.province_admin), signed_in(owing.reviewer)
    assert reviewer.post(f"{DESK}tieu-chi/lap-danh-sach/", {"nam": "2027"}).status_code == 409
    admin.post(f"{DESK}tieu-chi/lap-danh-sach/", {"nam": "2027"})
    admin.post(f"{DESK}tieu-chi/them/?nam=2027", {"name": "Có ảnh kèm theo", "checklist": "report"})
    twice = admin.post(f"{DESK}tieu-chi/them/?nam=2027", {"name": "Có ảnh kèm theo", "checklist": "report"})
    assert twice.context["form"].errors == {
        "name": ["Tiêu chí “Có ảnh kèm theo” đã có trong danh sách năm 2027."]
    }
    with entered(owing.province):
        last = ReviewCriterion.objects.get(name="Có ảnh kèm theo")
    admin.post(f"{DESK}tieu-chi/{last.pk}/chuyen/")
    admin.post(f"{DESK}tieu-chi/{last.pk}/sua/", {"name": "Có ảnh, liên kết", "guide": ""})
    admin.post(f"{DESK}tieu-chi/lap-danh-sach/", {"nam": "2028"})
    with entered(owing.province):
        kept = ReviewCriterion.objects.standing().listed(2028, "report").in_order()
        assert [row.name for row in kept] == [
            "Đúng kỳ số liệu",
            "Đủ kết quả theo kế hoạch năm",
            "Có sản phẩm, tài liệu kiểm chứng",
            "Có ảnh, liên kết",
            "Nêu khó khăn, kiến nghị",
        ]


def test_other_words_leave_what_was_judged_by_the_old_ones(owing: World) -> None:
    made = handed_in(owing)
    with entered(owing.province):
        row = ReviewCriterion(year=2027, checklist="report", name="Đủ số liệu")
        row.save()
        reviewing.assess(made.pk, row.pk, "met", "", by=owing.reviewer)  # type: ignore[arg-type]
    signed_in(owing.province_admin).post(f"{DESK}tieu-chi/{row.pk}/sua/", {"name": "Số liệu khớp"})
    with entered(owing.province):
        assert [str(each) for each in made.verdicts.all()] == ["Đủ số liệu: Đạt"]
        assert [each.name for each in ReviewCriterion.objects.standing()] == ["Số liệu khớp"]


def more(world: World, agencies: int) -> None:
    """So many agencies have handed the same report in."""
    with entered(world.province):
        hand_in(world)
        for number in range(1, agencies):
            agency = an_agency(world.province, f"so-{number}", f"Sở {number}", f"S{number}")
            owed = calendars.open_year(agency, 2027)[1]
            sender = a_member(agency, Role.DRAFTER)
            handing_in.hand_in(owed.pk, Handed(text="Báo cáo"), by=sender)


@pytest.mark.parametrize("agencies", [1, 3])
def test_the_queue_takes_as_many_queries_for_many_rows(owing: World, agencies: int) -> None:
    more(owing, agencies)
    client = signed_in(owing.reviewer)
    assert queries(client, DESK) <= 12
    assert queries(client, DESK) == QUEUE


QUEUE = 4 + 5


@pytest.mark.parametrize("attempts", [1, 3])
def test_the_agencys_list_takes_as_many_queries_for_many_rows(owing: World, attempts: int) -> None:
    with entered(owing.province):
        for number in range(attempts):
            made = hand_in(owing)
            if number + 1 < attempts:
                reviewing.give_back(made.pk, by=owing.reviewer, reason="Thiếu")
    assert queries(signed_in(owing.drafter), OWN) == 4 + 3


def test_addresses_read_as_they_are_spoken() -> None:
    place = {"province": "dong-nai", "agency": "so-tai-chinh"}
    assert reverse("submissions:list", kwargs=place) == OWN


def test_a_returned_one_and_its_successor_name_each_other(owing: World) -> None:
    with entered(owing.province):
        first = hand_in(owing)
        reviewing.give_back(first.pk, by=owing.reviewer, reason="Thiếu")
        second = hand_in(owing)
        assert Obligation.objects.get(pk=first.obligation_id).submitted_at is not None
    page = signed_in(owing.drafter).get(f"{OWN}{second.pk}/")
    others: list[Any] = page.context["others"]
    assert [each.pk for each in others] == [first.pk]


def test_a_report_is_composed_once_with_what_is_known(owing: World) -> None:
    with entered(owing.province):
        owed = report(owing)
        said = figures.sentence(figures.known(owed))
    client = signed_in(owing.drafter)
    answers = {client.post(f"{OWN}viec/{owed.pk}/soan/")["Location"] for _ in range(2)}
    with entered(owing.province):
        draft = Plan.objects.get(form=PlanForm.REPORT)
        assert answers == {f"/dong-nai/so-tai-chinh/ke-hoach/{draft.pk}/soan/"}
        assert draft.subject == "Công tác thông tin, tuyên truyền cải cách hành chính quý I năm 2027"
        assert (draft.period_from, draft.period_to) == (owed.data_from, owed.data_to)
        assert said in [block.content.get("text") for block in draft.blocks.all()]


def test_an_issued_report_is_handed_in_for_one_obligation_alone(owing: World) -> None:
    with entered(owing.province):
        owed = report(owing)
        issued = owing.plans[PlanState.ISSUED]
        period = {"period_from": owed.data_from, "period_to": owed.data_to}
        Plan.objects.filter(pk=issued.pk).update(form=PlanForm.REPORT, **period)
        other = calendars.open_year(owing.agency, 2027)[4]
    client = signed_in(owing.drafter)
    assert client.get(f"{OWN}viec/{owed.pk}/").context["papers"] == [issued]
    client.post(f"{OWN}viec/{owed.pk}/", {"ke_hoach": issued.pk})
    with entered(owing.province):
        assert Submission.objects.get().plan_id == issued.pk
    assert client.get(f"{OWN}viec/{other.pk}/").context["papers"] == []


@pytest.mark.parametrize(
    ("person", "status"), [("clerk", 409), ("reviewer", 409), ("stranger", 404), ("foreigner", 404)]
)
def test_who_may_not_compose_a_report(owing: World, person: str, status: int) -> None:
    with entered(owing.province):
        owed = report(owing)
    assert signed_in(getattr(owing, person)).post(f"{OWN}viec/{owed.pk}/soan/").status_code == status
