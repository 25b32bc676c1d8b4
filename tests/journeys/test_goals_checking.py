"""Goal 26: whoever holds a printed paper learns what it is worth, without an account; and a clerk prints a list as one file."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from django.db import transaction
from playwright.sync_api import expect

from cchc_portal.agencies.models import Province
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import actions, looking_up, storage, tasks
from cchc_portal.documents.models import AttachedFile, Paper
from cchc_portal.vietnam import lookup_codes
from plans.models import Plan
from plans.states import PlanState
from tests.journeys import looking
from tests.journeys.conftest import Newcomer
from tests.journeys.counting import Counter
from tests.journeys.goals import GOALS
from tests.journeys.person import DESK, PHONE
from tests.world import World, entered


@pytest.fixture
def printed(world: World) -> tuple[Plan, str, bytes]:
    """An issued plan, its code, its print."""
    with entered(world.province):
        plan = Plan.objects.select_related("paper").get(pk=world.plans[PlanState.ISSUED].pk)
    _made(world.province, plan.paper)
    with entered(world.province):
        plan = Plan.objects.select_related("paper").get(pk=plan.pk)
        looked_up = actions.ask_for_lookup_print(plan.paper)
    _made(world.province, looked_up)
    with transaction.atomic(), acting_in(world.province.pk):
        looked_up = Paper.objects.get(pk=looked_up.pk)
        code = looking_up.code_of(plan.paper).code
    return plan, code, storage.load(world.province.pk, looked_up.file_digest)


def _made(province: Province, paper: Paper) -> None:
    tasks.render_paper(paper.pk, province.pk)


def _scanned(content: bytes) -> str:
    page = pypdfium2.PdfDocument(content)[0].render(scale=2).to_pil()
    (found,) = zxingcpp.read_barcodes(page)
    return str(found.text)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_goal_26_a_scan_leads_to_the_answer_in_one_page(
    printed: tuple[Plan, str, bytes], newcomer: Newcomer, viewport: dict[str, int]
) -> None:
    plan, code, content = printed
    path = _scanned(content).split("/", 3)[3]
    person = newcomer(viewport=viewport)
    counter = Counter.of(person)
    person.open(f"/{path}")
    expect(person.page.locator("#van-ban + dl")).to_contain_text(plan.symbol)
    person.sees("Còn hiệu lực")
    assert person.path == f"/kiem-tra/{code}/"
    assert [*looking.violations(person.page), *looking.reflowed(person.page)] == []
    assert counter.beyond(GOALS[26]) == {}


def test_goal_26_a_typed_code_is_one_page_away(printed: tuple[Plan, str, bytes], newcomer: Newcomer) -> None:
    plan, code, _ = printed
    person = newcomer()
    counter = Counter.of(person)
    person.open("/kiem-tra/")
    counter.start()
    person.fill("Mã tra cứu", lookup_codes.printed(code).lower())
    person.press("Kiểm tra mã")
    person.sees(plan.symbol)
    assert counter.beyond(GOALS[26]) == {}


def test_a_wrong_code_and_a_changed_file_are_said_in_words(
    world: World, printed: tuple[Plan, str, bytes], newcomer: Newcomer, tmp_path: Path
) -> None:
    plan, code, _ = printed
    person = newcomer(viewport=PHONE)
    person.open(f"/kiem-tra/{code}/")
    changed = tmp_path / "van-ban.pdf"
    with pikepdf.open(BytesIO(storage.load(world.province.pk, plan.paper.file_digest))) as document:
        document.add_blank_page()
        document.save(changed)
    person.page.get_by_label("Tệp cần kiểm tra").set_input_files(str(changed))
    person.press("Kiểm tra tệp")
    person.sees(f"Tệp này không còn đúng như văn bản số {plan.symbol} đã phát hành.")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_clerk_ticks_plans_and_fetches_one_file(
    world: World, printed: tuple[Plan, str, bytes], newcomer: Newcomer, scripts: bool
) -> None:
    plan, _, _ = printed
    person = newcomer(scripts=scripts)
    person.sign_in(world.clerk)
    person.open(f"/{world.province.slug}/{world.clerk.agency.slug}/ke-hoach/")
    box = person.page.get_by_label(f"Đưa {plan.symbol} vào tập in")
    while not box.count():  # other journeys' plans stand before it
        person.press("Trang sau")
    box.check()
    person.press("Ghép tập in")
    link = person.page.locator("#tap-in a").first
    for _ in range(30):
        if link.count() and "tep" in str(link.get_attribute("href")):
            break
        person.page.wait_for_timeout(500)
        if not scripts:
            person.page.reload()
    answer = person.context.request.get(person.url + str(link.get_attribute("href")))
    with entered(world.province):  # other journeys may have issued an appendix with it
        attached = AttachedFile.objects.filter(paper__snapshot=plan.issued_snapshot_id).order_by("position")
        whole = 2 + (plan.paper.pages or 0)
        for appendix in attached:
            whole += whole % 2 + appendix.pages
    with pikepdf.open(BytesIO(answer.body())) as document:
        assert len(document.pages) == whole
