"""A file given to the public page: whose it is, whether a byte was changed, who signed it."""

from io import BytesIO

import pikepdf
import pytest
from django.test import Client

from cchc_portal.documents import storage, tasks
from cchc_portal.documents.models import Paper
from plans.states import PlanState
from publications import checking_files
from publications.views import checking
from tests.documents.signing import authority, signed
from tests.documents.verifying import forging, judged
from tests.publications.check_page import checks, fields_of, headline_of, send, words_of
from tests.world import entered

pytestmark = pytest.mark.usefixtures("counters")


def _with_page(content):
    with pikepdf.open(BytesIO(content)) as document:
        document.add_blank_page()
        changed = BytesIO()
        document.save(changed)
    return changed.getvalue()


def _encrypted(content):
    with pikepdf.open(BytesIO(content)) as document:
        locked = BytesIO()
        document.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    return locked.getvalue()


@pytest.mark.parametrize("on_its_page", [False, True])
def test_the_very_file_is_told_to_be_as_issued(settled, issued, content, on_its_page):
    plan, code = issued
    response = send(content, to=f"/kiem-tra/{code}/" if on_its_page else "/kiem-tra/")
    assert headline_of(response) == f"Tệp đúng từng byte với văn bản số {plan.symbol} đã phát hành."
    assert checks(settled.province)[-1] == ("file", "as-issued", plan.paper_id)


@pytest.mark.parametrize("at", [0.2, 0.5, 0.8, 0.97])
def test_one_changed_byte_is_never_as_issued(settled, issued, content, at):
    where = int(len(content) * at)
    response = send(content[:where] + bytes([content[where] ^ 1]) + content[where + 1 :])
    assert response.status_code == 200
    assert "notice--ok" not in response.content.decode()


ANSWERS = [
    ("page added", _with_page, "pages", "Tệp này không còn đúng như văn bản số {} đã phát hành."),
    (
        "drawn over",
        forging.with_page_content,
        "changed",
        "Tệp này đã bị thay đổi so với văn bản số {} đã phát hành.",
    ),
    ("cut short", lambda content: content[: len(content) // 2], "unreadable", "Chưa kiểm tra được tệp này."),
    ("encrypted", _encrypted, "unreadable", "Chưa kiểm tra được tệp này."),
    ("a picture", lambda _: b"\xff\xd8\xff\xe0" + b"0" * 99, "unreadable", "Chưa kiểm tra được tệp này."),
    ("words", lambda _: b"Ke hoach", "unreadable", "Chưa kiểm tra được tệp này."),
]


@pytest.mark.parametrize(("_", "change", "result", "headline"), ANSWERS, ids=[one[0] for one in ANSWERS])
def test_a_file_that_was_tampered_with_is_told_apart(settled, issued, content, _, change, result, headline):
    plan, code = issued
    response = send(change(content), to=f"/kiem-tra/{code}/")
    assert headline_of(response) == headline.format(plan.symbol)
    assert checks(settled.province)[-1][:2] == ("file", result)
    with entered(settled.province):
        assert Paper.objects.get(pk=plan.paper_id).file_digest == plan.paper.file_digest


def test_a_jpeg_with_the_name_of_a_pdf_is_called_a_jpeg(issued):
    response = send(b"\xff\xd8\xff\xe0" + b"0" * 99)
    assert "Tệp là ảnh JPEG, không phải PDF, dù tên có thể kết thúc bằng “.pdf”." in words_of(response)


def test_a_signed_paper_from_elsewhere_is_not_ours_however_good_its_signature(settled, issued, monkeypatch):
    monkeypatch.setattr(checking_files, "_trust", judged.trust)
    response = send(signed.by_person(authority.person()))
    assert headline_of(response) == "Tệp này không trùng với văn bản nào đã phát hành trên cổng."
    assert checks(settled.province) == []


def test_another_of_our_papers_is_named(settled, issued, content):
    plan, code = issued
    other = signed.by_person(authority.person())
    response = send(other, to=f"/kiem-tra/{code}/")
    assert headline_of(response) == f"Tệp này không phải văn bản số {plan.symbol}."


def test_the_paper_with_a_signature_that_is_trusted_is_whole_and_signed(
    settled, issued, content, monkeypatch
):
    plan, _ = issued
    monkeypatch.setattr(checking_files, "_trust", judged.trust)
    place = signed.made().places[0]
    response = send(signed.by_person_at(content, place))
    assert headline_of(response) == (
        f"Tệp gồm nguyên vẹn văn bản số {plan.symbol} đã phát hành và chữ ký số được thêm vào sau."
    )
    assert "Bao trùm toàn bộ tệp" in words_of(response)


def test_a_paper_that_lacks_one_of_its_signatures_is_not_the_issued_file(
    settled, issued, content, monkeypatch
):
    plan, _ = issued
    monkeypatch.setattr(checking_files, "_trust", judged.trust)
    by_person_alone = signed.by_person_at(content, signed.made().places[0])
    with entered(settled.province):
        Paper.objects.filter(pk=plan.paper_id).update(
            unsigned_digest=storage.store(settled.province.pk, content),
            file_digest=storage.store(settled.province.pk, signed.issued()),
        )
    response = send(by_person_alone)
    assert headline_of(response) == (
        f"Tệp này mang chữ ký số nhưng không phải là tệp của văn bản số {plan.symbol} đã phát hành."
    )
    assert "notice--ok" not in response.content.decode()


def test_the_paper_with_a_signature_of_a_stranger_is_not_recognised(settled, issued, content):
    response = send(signed.by_person_at(content, signed.made().places[0]))
    assert "notice--ok" not in response.content.decode()


def test_a_form_without_a_file_is_said(issued):
    assert "Chọn tệp: tệp cần kiểm tra." in words_of(Client().post("/kiem-tra/"))


def test_a_file_that_is_too_large_is_refused_before_it_is_kept(settled, issued, monkeypatch):
    monkeypatch.setattr(checking, "LARGEST", 1000)
    monkeypatch.setattr(checking_files, "check_file", None)
    heavy = send(b"%PDF-1.7" + b"x" * 200_000)
    assert (heavy.status_code, "Tệp nặng hơn 50 MB nên không được kiểm tra." in words_of(heavy)) == (
        413,
        True,
    )


def test_files_are_limited_more_than_codes(issued):
    answers = [send(b"Ke hoach").status_code for _ in range(7)]
    assert answers == [200] * 6 + [429]


def test_a_file_of_another_paper_is_named_and_the_page_stays_that_of_its_code(settled, issued):
    plan, code = issued
    with entered(settled.province):
        other = settled.plan(PlanState.ISSUED)
    tasks.render_paper(other.paper_id, settled.province.pk)
    with entered(settled.province):
        file = storage.load(settled.province.pk, Paper.objects.get(pk=other.paper_id).file_digest)
    response = send(file, to=f"/kiem-tra/{code}/")
    assert headline_of(response).startswith(f"Tệp này là văn bản khác: số {other.symbol} ngày ")
    assert fields_of(response)["Số, ký hiệu"] == plan.symbol


def test_a_paper_as_it_was_before_it_was_signed_is_told_from_the_signed_one(settled, issued, content):
    plan, _ = issued
    finished = signed.by_person_at(content, signed.made().places[0])
    with entered(settled.province):
        digest = storage.store(settled.province.pk, finished)
        Paper.objects.filter(pk=plan.paper_id).update(
            file_digest=digest, unsigned_digest=plan.paper.file_digest, file_size=len(finished)
        )
    assert headline_of(send(content)) == f"Tệp này là văn bản số {plan.symbol} trước khi được ký số."
    assert headline_of(send(finished)) == f"Tệp đúng từng byte với văn bản số {plan.symbol} đã phát hành."


def test_a_note_added_after_signing_is_told(settled, issued, content):
    plan, _ = issued
    finished = signed.by_person_at(content, signed.made().places[0])
    with entered(settled.province):
        digest = storage.store(settled.province.pk, finished)
        Paper.objects.filter(pk=plan.paper_id).update(file_digest=digest)
    response = send(forging.updated(finished, forging._annotate("/Text")))
    assert headline_of(response) == (
        f"Sau khi văn bản số {plan.symbol} được ký, tệp này đã có ghi chú được thêm vào."
    )
