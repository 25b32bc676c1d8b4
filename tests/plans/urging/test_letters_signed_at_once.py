"""Two letters are signed with keys from one list for each signature, by real workers' steps, to their issue; today's clock, as keys need it."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.models import Membership, Role
from cchc_portal.calendars.models import Obligation
from cchc_portal.documents.signed.states import Order
from plans.actions import procedure, urging
from plans.models import Plan
from plans.states import PlanForm
from tests.plans import signing_papers as papers
from tests.plans.asking import as_
from tests.world import World, a_member

LIST = "/dong-nai/so-noi-vu/ke-hoach/nhieu-cong-van/{}/"


@dataclass
class Office:
    """Sở Nội vụ with keys for its head and for itself, and two letters that its head has approved."""

    head: Membership
    clerk: Membership
    letters: list[Plan]

    def presses(self, who: Membership, act: str, **more: str) -> list[str]:
        chosen = {"cong_van": [letter.pk for letter in self.letters], **more}
        sent = as_(who).post(LIST.format(act), chosen, follow=True)
        return [str(each) for each in sent.context["messages"]]

    def listed(self, who: Membership) -> dict[str, int]:
        acts = ("cap-so", "ky-so", "ky-so-co-quan")
        return {act: len(as_(who).get(LIST.format(act)).context["rows"]) for act in acts}

    def signed(self, order: Order) -> None:
        for letter in self.letters:
            papers.work(letter, order)


def an_office(world: World, settings: Any, folder: Path, *roles: Role) -> Office:
    home = world.reviewer.agency
    Obligation.objects.all().delete()
    due = timezone.localdate() - timedelta(days=40)
    owed = [
        Obligation.objects.create(
            agency=agency, kind="report_q1", year=due.year, nominal_due_on=due, due_on=due
        ).pk
        for agency in (world.agency, world.here.neighbour.agency)
    ]
    head = a_member(home, *roles, title="Giám đốc Sở Nội vụ")
    clerk = a_member(home, Role.CLERK, title="Văn thư Sở Nội vụ")
    papers.trusted(settings, folder / "tin")
    papers.keys_for(home, head, settings, folder)
    keys = [f"{pk}-0" for pk in owed]
    until = timezone.localdate() + timedelta(days=7)
    letters = urging.write_letters(keys, by=world.reviewer, home=home, until=until, apart=True)
    for letter in letters:
        procedure.submit(letter.pk, by=world.reviewer)
        procedure.approve(letter.pk, by=head)
    return Office(head, clerk, letters)


def today() -> str:
    return f"{timezone.localdate():%d/%m/%Y}"


def test_two_letters_go_from_approved_to_issued_in_three_presses(
    inside: World, settings: Any, tmp_path: Path
) -> None:
    office = an_office(inside, settings, tmp_path, Role.AGENCY_HEAD)
    said = [office.presses(office.clerk, "cap-so", issued_on=today(), way="so")]
    for letter in office.letters:
        papers.make(letter)
    said.append(office.presses(office.head, "ky-so"))
    office.signed(Order.PERSON)
    said.append(office.presses(office.clerk, "ky-so-co-quan"))
    office.signed(Order.AGENCY)
    assert said == [
        ["Đã cấp số 2 công văn: 01/SNV, 02/SNV."],
        ["Đã ghi nhận yêu cầu ký số 2 công văn. Mỗi công văn được chuyển cho văn thư khi ký xong."],
        [
            "Đã ghi nhận yêu cầu ký số của cơ quan trên 2 công văn. Mỗi công văn được ban hành khi ký xong.",
        ],
    ]
    letters = Plan.objects.filter(form=PlanForm.LETTER).order_by("pk")
    assert [(plan.state, plan.symbol) for plan in letters] == [("issued", "01/SNV"), ("issued", "02/SNV")]


def test_who_approves_and_numbers_finds_each_letter_in_the_list_of_its_next_signature(
    inside: World, settings: Any, tmp_path: Path
) -> None:
    office = an_office(inside, settings, tmp_path, Role.AGENCY_HEAD, Role.CLERK)
    stood = [office.listed(office.head)]
    office.presses(office.head, "cap-so", issued_on=today(), way="so")
    stood.append(office.listed(office.head))
    for letter in office.letters:
        papers.make(letter)
    office.presses(office.head, "ky-so")
    office.signed(Order.PERSON)
    stood.append(office.listed(office.head))
    assert stood == [
        {"cap-so": 2, "ky-so": 0, "ky-so-co-quan": 0},
        {"cap-so": 0, "ky-so": 2, "ky-so-co-quan": 0},
        {"cap-so": 0, "ky-so": 0, "ky-so-co-quan": 2},
    ]
