"""Letters of one urging are submitted, numbered and signed from one list each; what one is refused for leaves the others alone."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from cchc_portal.documents.models import IssuedNumber, Signature
from cchc_portal.documents.signed.states import Order, SignatureState
from plans.actions import procedure, signing, urging
from plans.models import Plan
from plans.states import PlanForm, PlanState
from tests.plans.asking import as_
from tests.plans.urging.urged_rows import TODAY, UNTIL, Late, a_late_year, owes
from tests.world import World

HERE = "/dong-nai/so-noi-vu/ke-hoach/"
LISTS = {name: f"{HERE}nhieu-cong-van/{name}/" for name in ("trinh", "cap-so", "ky-so", "ky-so-co-quan")}


@pytest.fixture
def late(settled: World) -> Iterator[Late]:
    with a_late_year(settled) as late:
        yield late


def drafted(late: Late) -> list[Plan]:
    return urging.write_letters(late.keys(), by=late.world.reviewer, home=late.home, until=UNTIL, apart=True)


def approved(late: Late) -> list[Plan]:
    for letter in (letters := drafted(late)):
        procedure.submit(letter.pk, by=late.world.reviewer)
        procedure.approve(letter.pk, by=late.head)
    return letters


def told(answer: object) -> list[str]:
    return [str(each) for each in answer.context["messages"]]  # type: ignore[attr-defined]


def ticks(page: object) -> list[tuple[str, bool]]:
    """Whom each letter of the list is for, and whether it is ticked."""
    rows = page.context["rows"]  # type: ignore[attr-defined]
    return [(", ".join(plan.addressees), chosen) for plan, _, chosen in rows]


def states() -> list[tuple[str, str]]:
    rows = Plan.objects.filter(form=PlanForm.LETTER).order_by("pk")
    return [(plan.state, plan.symbol) for plan in rows]


def test_those_that_are_ticked_are_submitted_with_one_note(late: Late) -> None:
    letters = drafted(late)
    client = as_(late.world.reviewer)
    assert ticks(client.get(LISTS["trinh"])) == [("Sở Tài chính", True), ("Sở Xây dựng", True)]
    sent = client.post(LISTS["trinh"], {"cong_van": [letters[1].pk], "note": "Gửi trong ngày."}, follow=True)
    assert told(sent) == ["Đã trình 1 công văn."]
    assert states() == [("draft", ""), ("submitted", "")]
    assert ticks(client.get(LISTS["trinh"])) == [("Sở Tài chính", True)]
    assert as_(late.head).get(f"{HERE}{letters[1].pk}/").context["note_to_approver"] == "Gửi trong ngày."


def test_one_that_is_refused_leaves_the_others_alone(late: Late) -> None:
    letters = drafted(late)
    Plan.objects.filter(pk=letters[0].pk).update(subject="")
    sent = as_(late.world.reviewer).post(
        LISTS["trinh"], {"cong_van": [each.pk for each in letters], "note": ""}, follow=True
    )
    assert told(sent)[0] == "Đã trình 1 công văn."
    assert [words.split(". ")[0] for words in told(sent)[1:]] == ["Chưa thực hiện: Sở Tài chính"]
    assert [state for state, _ in states()] == ["draft", "submitted"]


def test_what_was_given_back_is_handed_in_on_its_own_page(late: Late) -> None:
    letters = drafted(late)
    procedure.submit(letters[0].pk, by=late.world.reviewer)
    procedure.return_(letters[0].pk, by=late.head, reason="Xem lại thời hạn.")
    client = as_(late.world.reviewer)
    assert ticks(client.get(LISTS["trinh"])) == [("Sở Xây dựng", True)]
    client.post(LISTS["trinh"], {"cong_van": [letters[0].pk], "note": ""})
    assert [state for state, _ in states()] == [PlanState.RETURNED, PlanState.DRAFT]


def test_a_colleagues_draft_is_ticked_only_by_hand(late: Late) -> None:
    letters = drafted(late)
    Plan.objects.filter(pk=letters[0].pk).update(created_by=late.head.user)
    client = as_(late.world.reviewer)
    assert ticks(client.get(LISTS["trinh"])) == [("Sở Tài chính", False), ("Sở Xây dựng", True)]


def test_what_has_gone_on_meanwhile_is_said(late: Late) -> None:
    letters = drafted(late)
    procedure.submit(letters[0].pk, by=late.world.reviewer)
    client = as_(late.world.reviewer)
    both = client.post(LISTS["trinh"], {"cong_van": [each.pk for each in letters], "note": ""}, follow=True)
    again = client.post(LISTS["trinh"], {"cong_van": [letters[0].pk], "note": ""}, follow=True)
    gone = "1 công văn không còn ở bước này nên không thực hiện."
    assert [told(both), told(again)] == [[gone, "Đã trình 1 công văn."], [gone]]


def test_numbers_follow_the_order_of_the_list(late: Late) -> None:
    letters = approved(late)
    client = as_(late.clerk)
    chosen = {"cong_van": [each.pk for each in reversed(letters)], "issued_on": "24/3/2027", "way": "giay"}
    sent = client.post(LISTS["cap-so"], chosen, follow=True)
    assert told(sent)[0] == "Đã cấp số 2 công văn: 01/SNV, 02/SNV."
    assert states() == [("issued", "01/SNV"), ("issued", "02/SNV")]
    assert [told(sent)[1].count(words) for words in ("đóng dấu", "bản quét")] == [1, 2]


def test_a_day_that_is_refused_gives_no_number(late: Late) -> None:
    letters = approved(late)
    chosen = {"cong_van": [each.pk for each in letters], "issued_on": "25/3/2027", "way": "giay"}
    sent = as_(late.clerk).post(LISTS["cap-so"], chosen, follow=True)
    assert told(sent) == [
        "Chưa thực hiện: Sở Tài chính; Sở Xây dựng. Ngày ban hành không thể sau ngày hôm nay."
    ]
    assert IssuedNumber.objects.filter(agency=late.home).count() == 0


def test_what_was_typed_comes_back_with_the_error_beside_its_field(late: Late) -> None:
    letters = approved(late)
    chosen = {"cong_van": [letters[1].pk], "issued_on": "32/3/2027"}
    page = as_(late.clerk).post(LISTS["cap-so"], chosen)
    assert set(page.context["form"].errors) == {"issued_on", "way"}
    assert ticks(page) == [("Sở Tài chính", False), ("Sở Xây dựng", True)]
    assert page.content.decode().count('value="32/3/2027"') == 1


def test_nothing_ticked_is_said(late: Late) -> None:
    drafted(late)
    page = as_(late.world.reviewer).post(LISTS["trinh"], {"note": "Gửi trong ngày."})
    assert told(page) == ["Chọn ít nhất một công văn trong danh sách."]
    assert page.context["form"]["note"].value() == "Gửi trong ngày."


def test_letters_that_are_to_be_signed_stand_in_their_signers_lists(late: Late) -> None:
    letters = approved(late)
    chosen = {"cong_van": [each.pk for each in letters], "issued_on": "24/3/2027", "way": "so"}
    as_(late.clerk).post(LISTS["cap-so"], chosen)

    def listed(person: object) -> list[int]:
        client: Client = as_(person)  # type: ignore[arg-type]
        return [len(ticks(client.get(LISTS[name]))) for name in ("ky-so", "ky-so-co-quan")]

    before = [listed(late.head), listed(late.clerk)]
    papers = Plan.objects.filter(form=PlanForm.LETTER).values("paper")
    Signature.objects.filter(paper__in=papers, order=Order.PERSON).update(
        state=SignatureState.DONE,
        done_at="2027-03-24T02:00:00Z",
        signer=late.head,
        way="key",
        file_digest="0" * 64,
    )
    assert (before, [listed(late.head), listed(late.clerk)]) == ([[2, 0], [0, 0]], [[0, 0], [0, 2]])


def test_who_signs_without_a_key_here_is_told_how(late: Late) -> None:
    letters = approved(late)
    for letter in letters:
        signing.number(letter.pk, by=late.clerk, issued_on=TODAY)
    sent = as_(late.head).post(LISTS["ky-so"], {"cong_van": [each.pk for each in letters]}, follow=True)
    why = "Chưa khai báo khóa ký số; tải văn bản xuống, ký bằng thiết bị rồi tải bản đã ký lên."
    assert told(sent) == [f"Chưa thực hiện: Sở Tài chính; Sở Xây dựng. {why}"]


def test_the_desk_leads_to_each_list_that_holds_more_than_one(late: Late) -> None:
    def links(person: object) -> list[str]:
        return [words for _, words in as_(person).get(f"{HERE}viec/").context["letters"]]  # type: ignore[arg-type]

    letters = drafted(late)
    came = [links(late.world.reviewer)]
    procedure.submit(letters[0].pk, by=late.world.reviewer)
    came.append(links(late.world.reviewer))
    procedure.submit(letters[1].pk, by=late.world.reviewer)
    for letter in letters:
        procedure.approve(letter.pk, by=late.head)
    came += [links(late.head), links(late.clerk)]
    assert came == [["Trình nhiều công văn một lần"], [], [], ["Cấp số nhiều công văn một lần"]]


@pytest.mark.parametrize(
    ("who", "status"), [("reviewer", 200), ("drafter", 404), ("stranger", 404), ("foreigner", 404)]
)
def test_who_reaches_the_list(late: Late, who: str, status: int) -> None:
    drafted(late)
    assert as_(getattr(late.world, who)).get(LISTS["trinh"]).status_code == status


def test_a_colleague_finds_nothing_in_it_and_changes_nothing(late: Late) -> None:
    letters = drafted(late)
    client = as_(late.clerk)
    assert ticks(client.get(LISTS["trinh"])) == []
    client.post(LISTS["trinh"], {"cong_van": [each.pk for each in letters], "note": ""})
    assert [state for state, _ in states()] == [PlanState.DRAFT, PlanState.DRAFT]


def test_an_act_that_nobody_knows_is_not_found(late: Late) -> None:
    assert as_(late.world.reviewer).get(f"{HERE}nhieu-cong-van/xoa/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_whatever_its_rows(
    late: Late, rows: int, django_assert_max_num_queries: object
) -> None:
    for _ in range(rows):
        drafted(late)
    owes(late.world.agency, "one_off", date(2027, 3, 1), occasion="1", title="Báo cáo")
    client = as_(late.world.reviewer)
    client.get(LISTS["trinh"])
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(LISTS["trinh"])
