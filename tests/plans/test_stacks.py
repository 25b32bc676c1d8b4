"""Stacks of papers: what a clerk may put together, what is in the file, what a province prints by default."""

from datetime import date
from io import BytesIO

import pdfplumber
import pikepdf
import pytest

from cchc_portal.documents import looking_up, storage, tasks
from cchc_portal.documents.models import AttachedFile, PrintChoice, Stack
from cchc_portal.documents.register import book
from cchc_portal.documents.stacks import stacking
from cchc_portal.documents.states import AfterKind, PaperState, Print
from plans.models import Plan
from plans.states import PlanState
from tests.documents import attachable, samples
from tests.plans.asking import BASE, as_
from tests.world import World, entered

APPENDIX = "PHIEU GOP Y"
STACKS = f"{BASE}tap-in/"
ASK = f"{STACKS}ghep/"


@pytest.fixture
def issued(inside: World):
    plan = inside.plans[PlanState.ISSUED]
    tasks.render_paper(plan.paper_id, inside.province.pk)
    return Plan.objects.select_related("paper").get(pk=plan.pk)


def _ask(person, *plans, **choices):
    wanted = {"ke_hoach": [str(one.pk) for one in plans], "ban_in": "original", **choices}
    return as_(person).post(ASK, wanted)


def test_a_clerk_puts_ticked_plans_together_and_fetches_the_file(inside, issued):
    assert _ask(inside.clerk, issued, hai_mat="on").status_code == 302
    stack = Stack.objects.get()
    assert (stack.state, stack.total, stack.two_sided, stack.prints) == (
        PaperState.QUEUED,
        1,
        True,
        "original",
    )
    tasks.print_stack(stack.pk, inside.province.pk)
    made = Stack.objects.get()
    assert (made.state, made.done, made.error) == (PaperState.READY, 1, "")
    answer = as_(inside.clerk).get(f"{STACKS}{stack.pk}/tep/")
    with pikepdf.open(BytesIO(answer.content)) as document:
        assert len(document.pages) == made.pages == issued.paper.pages + 2
    assert f"{made.pages} trang" in as_(inside.clerk).get(STACKS).content.decode()


def test_a_plan_that_is_not_issued_or_not_to_be_seen_is_not_in_it(inside, issued):
    elsewhere = inside.there.plans[PlanState.ISSUED]
    _ask(inside.clerk, issued, inside.plans[PlanState.APPROVED], elsewhere)
    stack = Stack.objects.get()
    assert [one.paper_id for one in stack.papers.all()] == [issued.paper_id]


def test_nothing_ticked_is_refused_in_words(inside, issued):
    answer = _ask(inside.clerk)
    assert answer.status_code == 409
    assert "Đánh dấu ít nhất một kế hoạch đã ban hành rồi ghép tập in." in answer.content.decode()


@pytest.mark.parametrize(
    ("person", "status"),
    [("drafter", 409), ("unit_head", 409), ("head", 409), ("stranger", 404), ("foreigner", 404)],
)
def test_only_a_clerk_of_the_agency_asks(inside, issued, person, status):
    assert _ask(getattr(inside, person), issued).status_code == status
    assert Stack.objects.count() == 0


def test_boxes_stand_in_the_list_for_a_clerk_alone(inside, issued):
    box = f'name="ke_hoach" value="{issued.pk}"'
    assert as_(inside.clerk).get(BASE).content.decode().count('name="ke_hoach"') == 1
    assert box in as_(inside.clerk).get(BASE).content.decode()
    assert 'name="ke_hoach"' not in as_(inside.drafter).get(BASE).content.decode()


def test_a_stack_waits_for_its_prints_and_is_then_made(inside, issued):
    _ask(inside.clerk, issued, ban_in="lookup")
    stack = Stack.objects.get()
    tasks.print_stack(stack.pk, inside.province.pk)
    waiting = Stack.objects.get()
    assert (waiting.state, waiting.attempts, waiting.lease) == (PaperState.QUEUED, 0, None)
    tasks.render_paper(stack.papers.get().paper_id, inside.province.pk)
    tasks.print_stack(stack.pk, inside.province.pk)
    made = Stack.objects.get()
    with pdfplumber.open(BytesIO(storage.load(made.province_id, made.file_digest))) as document:
        assert "Mã tra cứu" in document.pages[-1].extract_text()


def test_a_stack_whose_paper_failed_says_so_and_may_be_tried_again(inside, issued):
    _ask(inside.clerk, issued, ban_in="lookup")
    stack = Stack.objects.get()
    type(issued.paper).objects.filter(pk=stack.papers.get().paper_id).update(state=PaperState.FAILED)
    tasks.print_stack(stack.pk, inside.province.pk)
    failed = Stack.objects.get()
    assert (failed.state, failed.error) == (
        PaperState.FAILED,
        f"Chưa tạo được văn bản {issued.symbol}; tạo lại văn bản đó rồi thử lại.",
    )
    assert as_(inside.clerk).post(f"{STACKS}{stack.pk}/thu-lai/").status_code == 302
    assert Stack.objects.get().state == PaperState.QUEUED


def test_a_damaged_file_stops_the_stack_with_a_sentence(inside, issued):
    _ask(inside.clerk, issued)
    storage.file_path(inside.province.pk, issued.paper.file_digest).write_bytes(b"%PDF-")
    tasks.print_stack(Stack.objects.get().pk, inside.province.pk)
    assert Stack.objects.get().error.startswith("Tệp đã lưu của một văn bản trong tập bị hỏng.")


def _attached(paper, title):
    content = attachable.made(APPENDIX)
    digest = storage.store(paper.province_id, content)
    return AttachedFile.objects.create(
        agency=paper.agency,
        paper=paper,
        position=1,
        title=title,
        symbol="06/KH-STC",
        original_digest=digest,
        file_digest=digest,
        file_size=len(content),
        pages=1,
    )


def _made(world, stack):
    tasks.print_stack(stack.pk, world.province.pk)
    made = Stack.objects.get()
    assert (made.state, made.error) == (PaperState.READY, "")
    with pdfplumber.open(BytesIO(storage.load(made.province_id, made.file_digest))) as document:
        return [" ".join((page.extract_text() or "").split()) for page in document.pages]


def test_an_appendix_of_its_own_stands_behind_its_paper_on_a_new_sheet_and_in_the_list(inside, issued):
    _attached(issued.paper, "Phụ lục. Mẫu phiếu góp ý")
    _ask(inside.clerk, issued, hai_mat="on")
    pages = _made(inside, Stack.objects.get())
    begins = 2 + issued.paper.pages + issued.paper.pages % 2
    assert (pages[begins], len(pages)) == (APPENDIX, begins + 1)
    assert "Kèm theo: Phụ lục. Mẫu phiếu góp ý" in pages[0]


def test_a_withdrawn_paper_is_marked_in_the_list_and_not_counted(inside, issued):
    _attached(issued.paper, "Phụ lục. Mẫu phiếu góp ý")
    book.note_after_issue(
        issued.line_id,
        AfterKind.WITHDRAWN,
        reason="Ban hành nhầm",
        by_symbol="07/TB-STC",
        by_day=issued.issued_on,
        by=inside.clerk,
    )
    _ask(inside.clerk, issued)
    stack = Stack.objects.get()
    row = stack.papers.select_related("paper").get()
    tasks.render_paper(row.paper_id, inside.province.pk)
    cover, *rest = _made(inside, stack)
    assert (row.copies, row.title.endswith(" (ĐÃ THU HỒI, in bản tra cứu)")) == (0, True)
    assert "1 văn bản, 0 bản giấy theo nơi nhận" in cover
    assert "Không in phụ lục là tệp riêng: Phụ lục. Mẫu phiếu góp ý" in cover
    assert APPENDIX not in rest


def test_the_province_administrator_chooses_what_is_printed(inside, issued):
    office = f"/{inside.province.slug}/{inside.province_admin.agency.slug}/ke-hoach/tap-in/cach-in/"
    assert looking_up.default_print() == Print.ORIGINAL
    assert as_(inside.province_admin).post(office, {"ban_in": "lookup"}).status_code == 302
    assert looking_up.default_print() == Print.LOOKUP
    assert as_(inside.clerk).post(f"{STACKS}cach-in/", {"ban_in": "original"}).status_code == 409
    with entered(inside.there.province):
        assert PrintChoice.objects.count() == 0


# --- the file itself


def _order(papers, *, two_sided, store):
    sheaves = []
    for number in range(1, papers + 1):
        content, pages = store[number % len(store)]
        digest = storage.store(1, content)
        title = f"Kế hoạch thông tin, tuyên truyền cải cách hành chính của đơn vị số {number}"
        sheaves.append(
            stacking.Sheaf(f"{number:02}/KH-SNV", title, date(2027, 1, 21), number % 4, ((digest, pages),))
        )
    return stacking.Order(1, "Sở Nội vụ", two_sided, tuple(sheaves))


@pytest.fixture(scope="module")
def papers():
    from cchc_portal.documents import paper  # the engine is heavy

    return [paper.counted_pdf(samples.plan(number=f"{one:02}")) for one in (1, 2)] + [
        paper.counted_pdf(samples.with_appendices())
    ]


@pytest.mark.parametrize("two_sided", [True, False])
def test_thirty_papers_stand_behind_their_list_each_with_its_bookmark(papers, two_sided, tmp_path, settings):
    settings.FILES_DIR = tmp_path
    order = _order(30, two_sided=two_sided, store=papers)
    content, pages = stacking.put_together(order)
    with pikepdf.open(BytesIO(content)) as document:
        assert len(document.pages) == pages
        with document.open_outline() as outline:
            marks = [(one.title, _page(document, one)) for one in outline.root]
    assert marks[0] == ("Danh mục văn bản", 1)
    assert [title for title, _ in marks[1:]] == [f"{one.symbol} - {one.title}" for one in order.sheaves]
    starts = [page for _, page in marks[1:]]
    assert starts == list(stacking._starts(order))
    assert (not two_sided) or {start % 2 for start in starts} == {1}
    with pdfplumber.open(BytesIO(content)) as document:
        cover = document.pages[0].extract_text()
        assert cover.startswith("DANH MỤC VĂN BẢN\nSở Nội vụ\n30 văn bản, 45 bản giấy theo nơi nhận, in ")
        for sheaf, start in list(zip(order.sheaves, starts, strict=True))[:3]:
            assert f"{sheaf.symbol}" in cover
            first = document.pages[start - 1].extract_text()
            assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first


def _page(document, item):
    destination = item.destination[0] if item.destination is not None else item.action.D[0]
    return next(
        number for number, page in enumerate(document.pages, 1) if page.obj.objgen == destination.objgen
    )


def test_the_papers_own_pages_are_taken_over_unchanged(papers, tmp_path, settings):
    settings.FILES_DIR = tmp_path
    order = _order(1, two_sided=False, store=papers)
    content, _ = stacking.put_together(order)
    with pikepdf.open(BytesIO(content)) as stack, pikepdf.open(BytesIO(papers[1][0])) as paper:
        own = [page.Contents.read_bytes() for page in stack.pages[1:]]
        assert own == [page.Contents.read_bytes() for page in paper.pages]


def test_the_same_stack_has_the_same_bytes(papers, tmp_path, settings):
    settings.FILES_DIR = tmp_path
    order = _order(5, two_sided=True, store=papers)
    assert stacking.put_together(order) == stacking.put_together(order)
