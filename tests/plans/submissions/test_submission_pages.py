"""The pages of handing in and of reviewing: who sees them, what they say, what comes back with an error, how much they ask."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cchc_portal.calendars import actions as calendars
from cchc_portal.calendars.models import Obligation
from cchc_portal.documents import storage
from plans.actions import reviewing
from plans.models import ContentItem, ReviewCriterion, Submission
from plans.states import PlanState
from plans.submissions import figures
from plans.submissions.states import SubmissionState
from tests.documents.attachable import made as a_pdf
from tests.plans.importing import files
from tests.plans.submissions.asking import DESK, OWN, handed_in, queries, signed_in
from tests.plans.submissions.handing import hand_in, report
from tests.world import World, a_plan, entered


def a_workbook() -> bytes:
    """As much of an Excel file as tells it apart."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    return packed.getvalue()


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
    }


def test_of_a_plan_that_was_issued_elsewhere_the_portal_says_no_number(owing: World) -> None:
    with entered(owing.province):
        ContentItem.objects.filter(plan__agency=owing.agency).delete()
        assert figures.known(report(owing)) == []


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
    answer = signed_in(owing.drafter).post(f"{OWN}viec/{owed.pk}/", {"trinh": "1", "done": "2"})
    assert answer.context["words"].errors == {"text": ["Nhập nội dung hoặc đánh dấu “Không phát sinh”."]}


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
    client.post(f"{there}nhan-xet/", {"tieu_chi": criterion.pk, f"{key}-verdict": "unmet"})
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
