"""The public page of codes and files: what it tells and to whom, what it answers to a forged file, how often it may be asked, what it notes."""

import re
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cchc_portal.documents import looking_up, storage, tasks
from cchc_portal.documents.models import AfterIssue, CheckRecord, IssuedNumber, Paper
from cchc_portal.vietnam import lookup_codes
from plans.models import Plan
from plans.states import PlanState
from publications import actions, checking_files, limits
from publications.models import Announcement
from publications.views import checking
from tests.documents.signing import authority, signed
from tests.documents.verifying import forging, judged
from tests.world import World, entered

pytestmark = pytest.mark.usefixtures("counters")


@pytest.fixture
def counters(monkeypatch):
    """Nobody has asked yet."""
    counts: dict[str, int] = {}

    def count(name):
        counts[name] = counts.get(name, 0) + 1
        return counts[name]

    monkeypatch.setattr(limits, "_count", count)
    return counts


@pytest.fixture
def issued(settled: World):
    """An issued plan whose paper is made; its code."""
    plan = settled.plans[PlanState.ISSUED]
    tasks.render_paper(plan.paper_id, settled.province.pk)
    with entered(settled.province):
        plan = Plan.objects.select_related("paper", "issued_snapshot", "agency").get(pk=plan.pk)
        code = looking_up.code_of(plan.paper)
    return plan, code.code


@pytest.fixture
def content(settled: World, issued):
    plan, _ = issued
    return storage.load(settled.province.pk, plan.paper.file_digest)


def _words(response):
    body = response.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def _fields(response):
    """The rows of the answer about the paper."""
    body = response.content.decode()
    part = body[body.index('id="van-ban"') : body.index('id="nhap-ma"')]
    return dict(
        (" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in row)
        for row in re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", part, re.DOTALL)
    )


def _checks(province):
    with entered(province):
        return list(CheckRecord.objects.order_by("pk").values_list("way", "result", "paper_id"))


# --- by the code


def test_the_page_tells_the_intended_fields_and_no_others(settled, issued):
    plan, code = issued
    response = Client().get(f"/kiem-tra/{code}/")
    snapshot = plan.issued_snapshot.content
    signature = snapshot["signatures"][0]
    lines = " / ".join([*(signature["authority"] or []), signature["title"]])
    assert (response.status_code, response["Cache-Control"].split(", ")[-2:]) == (
        200,
        ["must-revalidate", "private"],
    )
    fields = _fields(response)
    assert list(fields) == [
        "Tình trạng hôm nay",
        "Số, ký hiệu",
        "Ngày ban hành",
        "Cơ quan ban hành",
        "Văn bản",
        "Người ký",
        "Số trang",
        "SHA-256 của tệp gốc",
        "Mã tra cứu",
    ]
    assert fields["Số, ký hiệu"] == plan.symbol
    assert fields["Cơ quan ban hành"] == snapshot["agency"]["name"]
    assert fields["Người ký"].startswith(f"{signature['name']} {lines}".strip())
    assert fields["SHA-256 của tệp gốc"] == plan.paper.file_digest
    assert fields["Số trang"] == str(plan.paper.pages)
    assert fields["Tình trạng hôm nay"] == "Còn hiệu lực"


@pytest.mark.parametrize(
    "form", [str, str.lower, lookup_codes.printed, lambda code: f" {code} ".replace("V", "Ù")]
)
def test_a_typed_code_is_answered_on_the_same_page(issued, form):
    plan, code = issued
    response = Client().get("/kiem-tra/", {"ma": form(code)})
    assert (response.status_code, _fields(response)["Số, ký hiệu"]) == (200, plan.symbol)


def test_unknown_and_malformed_codes_have_one_answer(settled, issued, django_assert_max_num_queries):
    _, code = issued
    wrong = [
        code[:-1] + ("0" if code[-1] != "0" else "1"),
        code[:-1],
        "abc",
        "x" * 5000,
        lookup_codes.new(528),
        "' OR 1=1",
    ]
    answers = [Client().get("/kiem-tra/", {"ma": one}) for one in wrong]
    assert {one.status_code for one in answers} == {404}
    said = {_words(one) for one in answers}
    assert len(said) == 1
    assert "Không tìm thấy văn bản nào có mã này." in said.pop()


def test_a_code_of_one_province_finds_nothing_inside_another(settled, issued):
    _, code = issued
    elsewhere = lookup_codes.beginning(settled.there.province.pk) + code[lookup_codes.OF_PROVINCE :]
    assert Client().get(f"/kiem-tra/{elsewhere}/").status_code == 404
    with entered(settled.there.province):
        assert looking_up.found(code) is None


def test_a_public_paper_is_linked_and_a_hidden_one_is_not(settled, issued):
    plan, code = issued
    with entered(settled.province):
        news = Announcement.objects.get(plan=plan)
    address = f"/{settled.province.slug}/cong-bo/{news.slug}/"
    assert address not in Client().get(f"/kiem-tra/{code}/").content.decode()
    with entered(settled.province):
        actions.publish(news.pk, by=settled.clerk)
    assert f'href="{address}"' in Client().get(f"/kiem-tra/{code}/").content.decode()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("amended", "Được điều chỉnh, bổ sung bằng Kế hoạch số 99/KH-STC ngày 01/06/2027"),
        ("replaced", "Bị thay thế bằng Kế hoạch số 99/KH-STC ngày 01/06/2027"),
        ("withdrawn", "Đã thu hồi theo Kế hoạch số 99/KH-STC ngày 01/06/2027"),
    ],
)
def test_the_page_tells_what_became_of_the_paper(settled, issued, kind, said):
    plan, code = issued
    with entered(settled.province):
        line = IssuedNumber.objects.get(snapshot=plan.issued_snapshot)
        AfterIssue.objects.create(
            agency=plan.agency,
            number=line,
            kind=kind,
            by_symbol="99/KH-STC",
            by_day="2027-06-01",
            reason="Theo kết luận kiểm tra",
            recorded_by=settled.clerk.user,
        )
    response = Client().get(f"/kiem-tra/{code}/")
    assert _fields(response)["Tình trạng hôm nay"] == said
    headline = f"Văn bản số {plan.symbol} {said[:1].lower()}{said[1:]}."
    assert f'<p class="notice__title">{headline}</p>' in response.content.decode()
    assert "Theo kết luận kiểm tra" not in response.content.decode()


def test_each_check_is_noted_in_its_province_without_an_address(settled, issued):
    plan, code = issued
    Client().get(f"/kiem-tra/{code}/", REMOTE_ADDR="203.0.113.7")
    Client().get("/kiem-tra/", {"ma": code[:-1] + "0" if code[-1] != "0" else code[:-1] + "1"})
    assert _checks(settled.province) == [("scanned", "found", plan.paper_id), ("typed", "unknown", None)]
    assert _checks(settled.there.province) == []
    with entered(settled.province):
        visitor = CheckRecord.objects.order_by("pk")[0].visitor
    assert re.fullmatch(r"[0-9a-f]{64}", visitor)


# --- too often


def test_an_address_that_asks_too_often_is_told_to_wait(issued):
    _, code = issued
    answers = [Client().get(f"/kiem-tra/{code}/") for _ in range(31)]
    assert [one.status_code for one in answers] == [200] * 30 + [429]
    assert "Đã kiểm tra quá nhiều lần trong một phút." in _words(answers[-1])
    assert answers[-1]["Retry-After"] == "60"
    assert Client().get(f"/kiem-tra/{code}/", REMOTE_ADDR="203.0.113.8").status_code == 200


def test_all_together_are_limited_too(issued, counters, monkeypatch):
    _, code = issued
    counters["code:all"] = 600
    assert Client().get(f"/kiem-tra/{code}/").status_code == 429


# --- by a file


def _send(content, name="van-ban.pdf", to="/kiem-tra/"):
    return Client().post(to, {"tep": SimpleUploadedFile(name, content, "application/pdf")})


def _headline(response):
    body = response.content.decode()
    return re.search(r'notice__title">(.*?)</p>', body)[1]


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
    response = _send(content, to=f"/kiem-tra/{code}/" if on_its_page else "/kiem-tra/")
    assert _headline(response) == f"Tệp đúng từng byte với văn bản số {plan.symbol} đã phát hành."
    assert _checks(settled.province)[-1] == ("file", "as-issued", plan.paper_id)


@pytest.mark.parametrize("at", [0.2, 0.5, 0.8, 0.97])
def test_one_changed_byte_is_never_as_issued(settled, issued, content, at):
    where = int(len(content) * at)
    response = _send(content[:where] + bytes([content[where] ^ 1]) + content[where + 1 :])
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
    response = _send(change(content), to=f"/kiem-tra/{code}/")
    assert _headline(response) == headline.format(plan.symbol)
    assert _checks(settled.province)[-1][:2] == ("file", result)
    with entered(settled.province):
        assert Paper.objects.get(pk=plan.paper_id).file_digest == plan.paper.file_digest


def test_a_jpeg_with_the_name_of_a_pdf_is_called_a_jpeg(issued):
    response = _send(b"\xff\xd8\xff\xe0" + b"0" * 99)
    assert "Tệp là ảnh JPEG, không phải PDF, dù tên có thể kết thúc bằng “.pdf”." in _words(response)


def test_a_signed_paper_from_elsewhere_is_not_ours_however_good_its_signature(settled, issued, monkeypatch):
    monkeypatch.setattr(checking_files, "_trust", judged.trust)
    response = _send(signed.by_person(authority.person()))
    assert _headline(response) == "Tệp này không trùng với văn bản nào đã phát hành trên cổng."
    assert _checks(settled.province) == []


def test_another_of_our_papers_is_named(settled, issued, content):
    plan, code = issued
    other = signed.by_person(authority.person())
    response = _send(other, to=f"/kiem-tra/{code}/")
    assert _headline(response) == f"Tệp này không phải văn bản số {plan.symbol}."


def test_the_paper_with_a_signature_that_is_trusted_is_whole_and_signed(
    settled, issued, content, monkeypatch
):
    plan, _ = issued
    monkeypatch.setattr(checking_files, "_trust", judged.trust)
    place = signed.made().places[0]
    response = _send(signed.by_person_at(content, place))
    assert _headline(response) == (
        f"Tệp gồm nguyên vẹn văn bản số {plan.symbol} đã phát hành và chữ ký số được thêm vào sau."
    )
    assert "Bao trùm toàn bộ tệp" in _words(response)


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
    response = _send(by_person_alone)
    assert _headline(response) == (
        f"Tệp này mang chữ ký số nhưng không phải là tệp của văn bản số {plan.symbol} đã phát hành."
    )
    assert "notice--ok" not in response.content.decode()


def test_the_paper_with_a_signature_of_a_stranger_is_not_recognised(settled, issued, content):
    response = _send(signed.by_person_at(content, signed.made().places[0]))
    assert "notice--ok" not in response.content.decode()


def test_a_form_without_a_file_is_said(issued):
    assert "Chọn tệp: tệp cần kiểm tra." in _words(Client().post("/kiem-tra/"))


def test_a_file_that_is_too_large_is_refused_before_it_is_kept(settled, issued, monkeypatch):
    monkeypatch.setattr(checking, "LARGEST", 1000)
    monkeypatch.setattr(checking_files, "check_file", None)
    heavy = _send(b"%PDF-1.7" + b"x" * 200_000)
    assert (heavy.status_code, "Tệp nặng hơn 50 MB nên không được kiểm tra." in _words(heavy)) == (413, True)


def test_files_are_limited_more_than_codes(issued):
    answers = [_send(b"Ke hoach").status_code for _ in range(7)]
    assert answers == [200] * 6 + [429]


def test_the_form_is_refused_without_its_token(issued):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/kiem-tra/", {"tep": SimpleUploadedFile("a.pdf", b"%PDF-")}).status_code == 403


def test_a_file_of_another_paper_is_named_and_the_page_stays_that_of_its_code(settled, issued):
    plan, code = issued
    with entered(settled.province):
        other = settled.plan(PlanState.ISSUED)
    tasks.render_paper(other.paper_id, settled.province.pk)
    with entered(settled.province):
        file = storage.load(settled.province.pk, Paper.objects.get(pk=other.paper_id).file_digest)
    response = _send(file, to=f"/kiem-tra/{code}/")
    assert _headline(response).startswith(f"Tệp này là văn bản khác: số {other.symbol} ngày ")
    assert _fields(response)["Số, ký hiệu"] == plan.symbol


def test_a_paper_as_it_was_before_it_was_signed_is_told_from_the_signed_one(settled, issued, content):
    plan, _ = issued
    finished = signed.by_person_at(content, signed.made().places[0])
    with entered(settled.province):
        digest = storage.store(settled.province.pk, finished)
        Paper.objects.filter(pk=plan.paper_id).update(
            file_digest=digest, unsigned_digest=plan.paper.file_digest, file_size=len(finished)
        )
    assert _headline(_send(content)) == f"Tệp này là văn bản số {plan.symbol} trước khi được ký số."
    assert _headline(_send(finished)) == f"Tệp đúng từng byte với văn bản số {plan.symbol} đã phát hành."


def test_a_note_added_after_signing_is_told(settled, issued, content):
    plan, _ = issued
    finished = signed.by_person_at(content, signed.made().places[0])
    with entered(settled.province):
        digest = storage.store(settled.province.pk, finished)
        Paper.objects.filter(pk=plan.paper_id).update(file_digest=digest)
    response = _send(forging.updated(finished, forging._annotate("/Text")))
    assert _headline(response) == (
        f"Sau khi văn bản số {plan.symbol} được ký, tệp này đã có ghi chú được thêm vào."
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (" ", "Nhập mã in ở lề dưới mỗi trang của bản in tra cứu."),
        ("01/KH-KCNĐN", "Đây là số, ký hiệu của văn bản, không phải mã tra cứu."),
        ("ABCD-EFGH-JKMN", "Không tìm thấy văn bản nào có mã này."),
        ("https://vi-du.vn/kiem-tra/ABCD", "Không tìm thấy văn bản nào có mã này."),
    ],
)
def test_what_is_no_code_is_told_from_a_wrong_one(db: None, typed: str, said: str) -> None:
    page = Client().get("/kiem-tra/", {"ma": typed})
    assert (page.status_code, page.context["unknown"].startswith(said)) == (404, True)
