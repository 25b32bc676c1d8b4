"""Attached files that the agency signs on a computer of its own: exactly what was issued plus its signature, or a sentence that says why not.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.8.b.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cchc_portal.documents import storage
from cchc_portal.documents.attached import attaching
from cchc_portal.documents.attached.states import AttachedState
from cchc_portal.documents.models import AttachedFile, SigningMeans
from cchc_portal.documents.signed import signatures
from cchc_portal.documents.signed.states import Order, SigningWay
from cchc_portal.documents.signing import acts
from plans.actions import amending, attached_files, procedure, signing
from plans.models import Beginning, Plan
from plans.states import PlanState
from tests.documents import attachable
from tests.documents.signing import authority, signed
from tests.documents.verifying.judged import judge
from tests.plans import signing_papers as papers
from tests.plans.test_attached import approved_with_files, files_of, issued_by_keys, worked
from tests.plans.test_attached_pages import at, client_of
from tests.plans.test_signing_ways import signed_outside
from tests.plans.verbs import refused_sentence
from tests.world import World, entered


def issued_outside(world: World, settings: Any, folder: Path, *words: str) -> Plan:
    """Both signatures of the paper come from the signers' own computers."""
    papers.trusted(settings, folder / "tin")
    plan = approved_with_files(world, *words)
    signing.number(plan.pk, by=world.clerk, issued_on=timezone.localdate())
    papers.make(plan)
    plan.refresh_from_db()
    for order, holder, by in (
        (Order.PERSON, authority.person(), world.head),
        (Order.AGENCY, authority.agency(), world.clerk),
    ):
        given = signatures.to_be_signed(papers.signature(plan, order))
        signing.bring(plan.pk, order, signed_outside(plan, given, holder, order), by=by)
    return Plan.objects.select_related("paper", "agency").get(pk=plan.pk)


def in_the_corner(content: bytes, holder: authority.Holder, words: str = "Số: 06/KH") -> bytes:
    """What the agency's own program makes of the file."""
    return signed.answered(acts.prepare_appendix(content, words, holder.chain, signed.now()), holder.signer)


def original(row: AttachedFile) -> bytes:
    return storage.load(row.province_id, row.original_digest)


def test_the_signed_file_is_taken_back_and_takes_the_place_of_the_unsigned_one(
    settled: World, settings: Any, tmp_path: Path
) -> None:
    with entered(settled.province):
        plan = issued_outside(settled, settings, tmp_path, "một", "hai")
        first, second = files_of(plan)
        assert (plan.state, first.state) == (PlanState.ISSUED, AttachedState.UNSIGNED)
        brought = in_the_corner(original(first), authority.agency())
        attached_files.bring(plan, first.pk, brought, by=settled.clerk)
        first, second = files_of(plan)
        assert (first.state, first.holder, first.signer) == (
            AttachedState.DONE, authority.AGENCY, settled.clerk,
        )  # fmt: skip
        assert storage.load(first.province_id, first.file_digest) == brought
        assert judge(brought, expected=None).bottom_line
        assert (second.state, second.file_digest) == (AttachedState.UNSIGNED, second.original_digest)
        said = refused_sentence(lambda: attached_files.bring(plan, first.pk, brought, by=settled.clerk))
        assert said == "Tệp này đang ở tình trạng “Cơ quan đã ký số” nên không nhận bản ký ở ngoài."


def test_what_others_had_signed_before_stays_and_is_not_judged(
    settled: World, settings: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    with entered(settled.province):
        theirs = in_the_corner(attachable.made("của đơn vị khác"), authority.unknown(), "Đơn vị tư vấn")
        monkeypatch.setattr(attachable, "made", lambda words="": theirs)
        plan = issued_outside(settled, settings, tmp_path, "một")
        (row,) = files_of(plan)
        assert original(row) == theirs
        attached_files.bring(plan, row.pk, in_the_corner(theirs, authority.agency()), by=settled.clerk)
        (row,) = files_of(plan)
        assert (row.state, row.holder) == (AttachedState.DONE, authority.AGENCY)


NOT_GIVEN = "Tệp không bắt đầu bằng đúng văn bản mà cổng đã giao để ký."
WRONG: dict[str, tuple[Callable[[bytes], bytes], tuple[str, ...]]] = {
    "chưa ký": (lambda given: given, ("Tệp không có chữ ký số.",)),
    "tệp khác": (lambda given: in_the_corner(attachable.made("khác"), authority.agency()), (NOT_GIVEN,)),
    "đổi một byte": (
        lambda given: in_the_corner(given.replace(b"%PDF-1.7", b"%PDF-1.6", 1), authority.agency()),
        (NOT_GIVEN,),
    ),
    "ký hai lần": (
        lambda given: in_the_corner(in_the_corner(given, authority.agency()), authority.agency()),
        ("Tệp phải có thêm đúng một chữ ký số của cơ quan, tệp này có thêm 2.",),
    ),
    "người khác ký": (
        lambda given: in_the_corner(given, authority.person()),
        ("Chữ ký số này không phải của cơ quan ban hành theo hồ sơ.",),
    ),
    "tổ chức lạ cấp chứng thư": (
        lambda given: in_the_corner(given, authority.unknown()),
        (
            "Chứng thư số không do tổ chức chứng thực mà cổng tin cậy cấp.",
            "Chữ ký số này không phải của cơ quan ban hành theo hồ sơ.",
        ),
    ),
    "thêm nội dung sau khi ký": (
        lambda given: in_the_corner(given, authority.agency()) + b"\n% them",
        ("Cuối tệp có dữ liệu không được chữ ký nào bao trùm.",),
    ),
    "không phải PDF": (
        lambda given: b"\xff\xd8\xff\xe0 anh",
        (NOT_GIVEN, "Tệp là ảnh JPEG, không phải PDF, dù tên có thể kết thúc bằng “.pdf”."),
    ),
}


def test_anything_else_is_refused_in_a_sentence_and_the_record_stays(
    settled: World, settings: Any, tmp_path: Path
) -> None:
    with entered(settled.province):
        plan = issued_outside(settled, settings, tmp_path, "một")
        (row,) = files_of(plan)
        said = {}
        for name, (spoil, _) in WRONG.items():
            content = spoil(original(row))
            with pytest.raises(signatures.NotAccepted) as refusal:
                attached_files.bring(plan, row.pk, content, by=settled.clerk)
            said[name] = refusal.value.sentences
            attached_files.keep_refused(plan, row.pk, content, by=settled.clerk)
            (kept,) = files_of(plan)
            assert (kept.state, kept.file_digest) == (AttachedState.UNSIGNED, row.original_digest), name
            assert storage.load(row.province_id, kept.refused_file) == content, name
        assert said == {name: sentences for name, (_, sentences) in WRONG.items()}


def test_the_certificate_on_record_is_asked_for_before_that_of_the_seal(
    settled: World, settings: Any, tmp_path: Path
) -> None:
    with entered(settled.province):
        plan = issued_outside(settled, settings, tmp_path, "một")
        (row,) = files_of(plan)
        SigningMeans.objects.create(agency=settled.agency, way=SigningWay.OUTSIDE, certificate="ab" * 32)
        with pytest.raises(signatures.NotAccepted) as refusal:
            attached_files.bring(
                plan, row.pk, in_the_corner(original(row), authority.agency()), by=settled.clerk
            )
        assert refusal.value.sentences == ("Chữ ký số này không phải của cơ quan ban hành theo hồ sơ.",)


def test_where_no_key_is_left_a_failed_file_may_be_signed_outside(
    settled: World, settings: Any, tmp_path: Path
) -> None:
    with entered(settled.province):
        plan = issued_by_keys(settled, settings, tmp_path, "một")
        (row,) = files_of(plan)
        papers.key_file(settings, tmp_path / "cu", co_quan=authority.expired())
        assert worked(row).state == AttachedState.FAILED
        brought = in_the_corner(original(row), authority.agency())
        said = refused_sentence(lambda: attached_files.bring(plan, row.pk, brought, by=settled.clerk))
        assert said == "Tệp này đang ở tình trạng “Không ký số được” nên không nhận bản ký ở ngoài."
        SigningMeans.objects.filter(agency=settled.agency, post=None).update(way=SigningWay.OUTSIDE)
        attached_files.bring(plan, row.pk, brought, by=settled.clerk)
        assert files_of(plan)[0].state == AttachedState.DONE


def test_a_paper_signed_in_ink_has_files_that_nobody_signs(settled: World) -> None:
    with entered(settled.province):
        plan = approved_with_files(settled, "một")
        procedure.issue(plan.pk, by=settled.clerk, issued_on=timezone.localdate())
        plan = Plan.objects.select_related("paper").get(pk=plan.pk)
        (row,) = files_of(plan)
        said = refused_sentence(
            lambda: attached_files.bring(plan, row.pk, attachable.made(), by=settled.clerk)
        )
        assert said == "Tệp này đang ở tình trạng “Không ký số trên tệp này” nên không nhận bản ký ở ngoài."


def test_the_paper_waits_a_while_for_its_files_and_then_goes_with_them_as_they_are(
    settled: World, settings: Any, tmp_path: Path
) -> None:
    with entered(settled.province):
        plan = issued_outside(settled, settings, tmp_path, "một")
        (row,) = files_of(plan)
        assert attaching.enclosures(plan.paper) is None
        late = timezone.now() - attaching.WORTH_WAITING
        AttachedFile.objects.filter(pk=row.pk).update(attached_at=late)
        assert [one.content for one in attaching.enclosures(plan.paper) or ()] == [original(row)]


# --- on the page


def test_the_clerk_fetches_the_file_signs_it_and_brings_it_back(
    settled: World, settings: Any, tmp_path: Path
) -> None:
    with entered(settled.province):
        plan = issued_outside(settled, settings, tmp_path, "một")
        (row,) = files_of(plan)
        given = original(row)
    page, address = client_of(settled.clerk), at(settled, "attached_bring", plan, attached_id=row.pk)
    shown = page.get(at(settled, "detail", plan)).content.decode()
    assert ("Chưa có chữ ký số của cơ quan" in shown, address in shown) == (True, True)
    fetched = page.get(at(settled, "attached_file", plan, attached_id=row.pk)).content
    assert fetched == given
    wrong = page.post(address, {"file": SimpleUploadedFile("a.pdf", given)})
    assert wrong.context["form"].errors == {"file": ["Tệp không có chữ ký số."]}
    right = SimpleUploadedFile("a.pdf", in_the_corner(fetched, authority.agency()))
    assert page.post(address, {"file": right}).status_code == 302
    told = page.get(at(settled, "detail", plan)).content.decode()
    assert ("Cơ quan đã ký số" in told, address in told) == (True, False)


def test_only_the_agencys_clerk_brings_a_file(settled: World, settings: Any, tmp_path: Path) -> None:
    with entered(settled.province):
        plan = issued_outside(settled, settings, tmp_path, "một")
        (row,) = files_of(plan)
    address = at(settled, "attached_bring", plan, attached_id=row.pk)
    who = {
        "clerk": settled.clerk,
        "colleague": settled.drafter,
        "stranger": settled.stranger,
        "other province": settled.foreigner,
    }
    answers = {name: client_of(member).get(address).status_code for name, member in who.items()}
    assert answers == {"clerk": 200, "colleague": 409, "stranger": 404, "other province": 404}


# --- what becomes of the files later


def test_an_amendment_names_the_files_that_stay_and_says_what_to_do(settled: World) -> None:
    with entered(settled.province):
        plan = approved_with_files(settled, "một", "hai")
        procedure.issue(plan.pk, by=settled.clerk, issued_on=timezone.localdate())
        plan = Plan.objects.get(pk=plan.pk)
        draft = amending.begin(plan.pk, by=settled.drafter)
        looked_at = [one["text"] for one in Beginning.objects.get(plan=draft).report["look"]]
        assert looked_at[1:] == [
            f"Tệp phụ lục riêng “Phụ lục {words}” của {plan.symbol} giữ nguyên hiệu lực. Nếu điều chỉnh tệp này, "
            "thêm tệp thay thế vào kế hoạch điều chỉnh và nêu trong nội dung."
            for words in ("một", "hai")
        ]
        assert attached_files.of_draft(draft) == []


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("dinh-chinh", ""),
        ("sua-doi", "giữ nguyên, trừ tệp được văn bản mới thay."),
        ("thay-the", "tệp nào còn dùng thì kèm theo văn bản thay thế."),
        ("thu-hoi", "tệp nào còn dùng thì kèm theo văn bản ban hành lại."),
    ],
)
def test_the_register_says_what_becomes_of_the_files(settled: World, what: str, sentence: str) -> None:
    with entered(settled.province):
        plan = approved_with_files(settled, "một")
        procedure.issue(plan.pk, by=settled.clerk, issued_on=timezone.localdate())
        line = Plan.objects.get(pk=plan.pk).line_id
    own = {"province": settled.province.slug, "agency": settled.agency.slug, "line_id": line, "what": what}
    page = client_of(settled.clerk).get(reverse("book:after", kwargs=own))
    note = page.context["note"]
    assert (note.endswith(sentence), "“Phụ lục một”" in note) == (True, bool(sentence))
