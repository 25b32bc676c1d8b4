"""The wizard of a change, step by step as forms: what each asks for, what it refuses, where it leads."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies.changing.terms import NewName, Terms, terms_of
from cchc_portal.agencies.models import AgencyChange, AgencySuccession, ChangeState, Unit
from cchc_portal.vietnam.dates import short_date
from tests.world import World, entered

Kind = AgencySuccession.Kind


def here(name: str, **kwargs: Any) -> str:
    return reverse(f"agency_changes:{name}", kwargs={"province": "dong-nai", "agency": "so-noi-vu", **kwargs})


@pytest.fixture
def client(settled: World) -> Client:
    signed_in = Client()
    signed_in.force_login(settled.province_admin.user)
    return signed_in


def begun(client: Client, world: World, kind: str, *, in_days: int = 30) -> AgencyChange:
    today = timezone.localdate()
    client.post(
        here("begin"),
        {
            "kind": kind,
            "legal_document": "Nghị quyết số 390/NQ-HĐND",
            "adopted_on": short_date(today),
            "effective_on": short_date(today + timedelta(days=in_days)),
        },
    )
    with entered(world.province):
        made: AgencyChange = AgencyChange.objects.latest("id")
        return made


def named(prefix: str = "new_", name: str = "Sở Kinh tế", symbol: str = "SKT") -> dict[str, str]:
    return {f"{prefix}name": name, f"{prefix}symbol": symbol}


def errors(answer: HttpResponse) -> dict[str, list[str]]:
    return dict(answer.context["form"].errors)  # type: ignore[attr-defined]


def test_a_day_before_the_document_is_refused_beside_its_field(settled: World, client: Client) -> None:
    answer = client.post(
        here("begin"),
        {
            "kind": Kind.MERGE,
            "legal_document": "Nghị quyết",
            "adopted_on": "02/01/2027",
            "effective_on": "01/01/2027",
        },
    )
    assert errors(answer) == {"effective_on": ["Ngày có hiệu lực không sớm hơn ngày ban hành văn bản."]}


def test_a_merger_names_its_agencies_and_the_new_one(settled: World, client: Client) -> None:
    change = begun(client, settled, Kind.MERGE)
    step = here("agencies", change_id=change.pk)
    both = [settled.agency.pk, settled.here.neighbour.agency.pk]
    assert errors(client.post(step, {"agencies_chosen": both[:1], "heir": "moi"})) == {
        "agencies_chosen": ["Chọn ít nhất hai cơ quan, kể cả cơ quan tiếp nhận."],
        "new_name": ["Nhập tên cơ quan mới."],
        "new_symbol": ["Nhập ký hiệu của cơ quan mới."],
    }
    taken = client.post(step, {"agencies_chosen": both, "heir": "moi", **named(name="Sở Nội vụ")})
    assert errors(taken) == {"new_name": ["Đã có cơ quan mang tên này; chọn tên khác hoặc chọn cơ quan đó."]}
    answer = client.post(step, {"agencies_chosen": both, "heir": "moi", **named()})
    assert answer.headers["Location"] == here("about", change_id=change.pk)
    with entered(settled.province):
        change.refresh_from_db()
        new = NewName("so-kinh-te", "Sở Kinh tế", "Sở Kinh tế", ["SỞ KINH TẾ"], "SKT")
        assert terms_of(change) == Terms(both, new=[new])


def test_a_merger_into_a_standing_agency_leaves_that_one_out_of_those_that_end(
    settled: World, client: Client
) -> None:
    change = begun(client, settled, Kind.MERGE)
    home, neighbour = settled.agency.pk, settled.here.neighbour.agency.pk
    client.post(here("agencies", change_id=change.pk), {"agencies_chosen": [home, neighbour], "heir": home})
    with entered(settled.province):
        change.refresh_from_db()
        assert terms_of(change) == Terms([neighbour], heir=home)


def test_a_split_asks_where_each_unit_goes(settled: World, client: Client) -> None:
    change = begun(client, settled, Kind.SPLIT)
    step = here("agencies", change_id=change.pk)
    ends = {"agency": settled.agency.pk, "after": "het", **named()}
    assert set(errors(client.post(step, ends))) == {"second_name", "second_symbol"}
    answer = client.post(step, {**ends, **named("second_", "Sở Kế hoạch", "SKH")})
    further = here("inheritance", change_id=change.pk)
    assert answer.headers["Location"] == further
    with entered(settled.province):
        room = Unit.objects.get(agency=settled.agency).pk
    assert list(client.get(further).context["form"].fields) == [f"unit_{room}", "unit_", "papers"]
    client.post(further, {f"unit_{room}": "1", "unit_": "0", "papers": "1"})
    with entered(settled.province):
        change.refresh_from_db()
        assert (terms_of(change).units, terms_of(change).papers) == ({str(room): 1, "": 0}, 1)


def test_what_is_confirmed_can_be_undone_until_its_day(settled: World, client: Client) -> None:
    change = begun(client, settled, Kind.RENAME)
    client.post(here("agencies", change_id=change.pk), {"agency": settled.agency.pk, **named()})
    client.post(here("confirm", change_id=change.pk))
    with entered(settled.province):
        change.refresh_from_db()
        assert change.state == ChangeState.PLANNED
    client.post(here("undo", change_id=change.pk))
    with entered(settled.province):
        change.refresh_from_db()
        assert change.state == ChangeState.UNDONE


def test_what_stands_in_the_way_is_said_on_the_page(settled: World, client: Client) -> None:
    for _ in range(2):
        change = begun(client, settled, Kind.RENAME)
        client.post(here("agencies", change_id=change.pk), {"agency": settled.agency.pk, **named()})
        page = client.get(here("about", change_id=change.pk))
        client.post(here("confirm", change_id=change.pk))
    day = short_date(change.effective_on)
    assert page.context["obstacle"] == (
        f"Đã có thay đổi khác chờ ngày {day} cho cùng cơ quan; hủy thay đổi đó trước."
    )


def test_the_page_of_names_shows_what_an_agency_came_from(settled: World, client: Client) -> None:
    change = begun(client, settled, Kind.MERGE, in_days=0)
    both = [settled.agency.pk, settled.here.neighbour.agency.pk]
    client.post(here("agencies", change_id=change.pk), {"agencies_chosen": both, "heir": "moi", **named()})
    client.post(here("confirm", change_id=change.pk))
    names = reverse("agency_names", kwargs={"province": "dong-nai", "agency": "so-kinh-te"})
    page = client.get(names)
    assert [each.predecessor_id for each in page.context["before"]] == both
    assert [each.symbol for each in page.context["profiles"]] == ["SKT"]
