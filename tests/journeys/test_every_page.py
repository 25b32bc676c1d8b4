"""Every page that has an address: accessible (WCAG 2.2 AA and best practice by axe), in Vietnamese, never wider than the screen,
nothing cut at 320 px, at 200 % or with the reader's own spacing, every button of a phone as high as a finger.

The list is compared with the URLconf, so that no page can be forgotten.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page

from cchc_portal.agencies import guide
from cchc_portal.agencies.models import ChainStep, Membership, Role, StepKind
from cchc_portal.documents import book, looking_up
from cchc_portal.documents.models import Dispatch, Paper
from cchc_portal.documents.states import SendingState, Way
from plans.actions import importing, templates
from plans.models import (
    Appendix,
    AudienceGroup,
    Beginning,
    Block,
    ContentItem,
    LegalDocument,
    Plan,
    PlanTemplate,
    Section,
    Version,
)
from plans.states import PlanState
from publications import actions
from publications.models import Announcement
from tests.journeys import looking, served
from tests.journeys.conftest import broke, heard
from tests.plans.importing import files
from tests.world import STATES, World, a_chain, a_plan, entered

ROWS = ("muc", "phan", "nhom", "noi-dung", "phu-luc", "van-ban", "noi-nhan", "nguoi-ky")
NEW = {
    **{f"row_add {kind}": "" for kind in ("muc", "phu-luc", "van-ban", "can-cu", "noi-nhan", "nguoi-ky")},
    **{f"row_add phan {kind}": "" for kind in ("text", "numbered", "bullets", "items", "channels", "table")},
    "row_add nhom": "",
    "row_add noi-dung": "",
}
# Name (with what varies behind it) and who looks at it; nobody: the public.
PAGES = {
    "publications:home": "",
    "guide": "",
    **{f"guide_{slug}": "" for slug in guide.PAGES},
    "publications:province": "",
    "publications:announcement": "",
    "publications:check": "",
    "publications:check_code": "",
    "account_login": "",
    "account_reset_password": "",
    "account_reset_password_done": "",
    "account_reset_password_from_key": "",
    "account_reset_password_from_key_done": "",
    "account_inactive": "",
    "account_signup": "",
    "account_logout": "drafter",
    "account_change_password": "drafter",
    "account_reauthenticate": "drafter",
    "desk": "platform_admin",
    "plans:tasks": "head",
    "plans:plan_list": "drafter",
    "plans:many": "head",
    "plans:create": "drafter",
    **{f"plans:detail {state}": "head" for state in STATES},
    "plans:preview": "drafter",
    "plans:return": "head",
    "plans:submit": "drafter",
    "plans:issue": "clerk",
    "plans:number": "clerk",
    "plans:scan_add": "clerk",
    "plans:copy_add": "clerk",
    "plans:attached_add": "drafter",
    "plans:copy_add_electronic": "clerk",
    "plans:stacks": "clerk",
    "scans:list": "clerk",
    **{
        f"book:{name}": "clerk"
        for name in ("list", "line", "reserve", "enter", "code", "annotate", "receive")
    },
    "book:give": "clerk",
    "book:void": "clerk",
    "book:after": "clerk",
    "book:withdrawal_noted": "clerk",
    "incoming:list": "clerk",
    "signing:list": "drafter",
    "signing:edit": "agency_admin",
    "plans:delete": "drafter",
    "plans:edit": "drafter",
    **{f"plans:part_edit {part}": "drafter" for part in ("thong-tin", "loi-van", "can-cu", "noi-nhan")},
    **{f"plans:{new}": "drafter" for new in NEW},
    **{f"plans:row_edit {kind}": "drafter" for kind in ROWS},
    "plans:row_delete": "drafter",
    "plans:versions": "drafter",
    "plans:version": "drafter",
    "plans:version_paper": "drafter",
    "plans:version_restore": "drafter",
    "plans:compare": "head",
    "plans:remarks": "head",
    "register:list": "drafter",
    "register:add": "province_admin",
    "register:edit": "province_admin",
    "register:remove": "province_admin",
    "delegations:list": "head",
    "delegations:list of all posts": "agency_admin",
    "chains:chain": "agency_admin",
    "chains:edit_step": "agency_admin",
    "catalogue": "",
    "catalogue_plans": "",
    "plans:row_move": "drafter",
    "plans:begin_from_tasks": "drafter",
    "plans:upload": "drafter",
    "plans:import": "drafter",
    "plans:beginning": "drafter",
    "plans:add_tasks": "drafter",
    "plans:template_make": "agency_admin",
    "plan_templates:list": "agency_admin",
    "plan_templates:edit": "agency_admin",
    "plan_templates:preview": "drafter",
    "publications:publication_list": "clerk",
    "publications:preview": "clerk",
    "publications:edit": "clerk",
    "calendars:due_dates": "drafter",
    "calendars:inbox": "drafter",
    "calendars:work_calendar": "province_admin",
}
# Answers to a button, files, and addresses that only lead on.
NOT_PAGES = {
    *(
        f"plans:{name}"
        for name in (
            "suggest",
            "grid_save",
            "save",
            "presence",
            "preview_part",
            "findings",
            "mend",
            "legal_search",
            "legal_add",
            "legal_arrange",
            "withdraw",
            "pass",
            "choose",
            "approve",
            "papers",
            "paper_make",
            "paper_file",
            "paper_retry",
            "version_mark",
            "remark_answer",
            "remark_settle",
        )
    ),
    *(
        f"plans:{name}"
        for name in ("signing", "sign", "sign_take", "sign_bring", "signed_file", "stop_signing", "scan")
    ),
    "signing:picture",
    "plans:long_term_file",
    *(f"scans:{name}" for name in ("file", "choose", "retry")),
    *(f"plans:{name}" for name in ("copies", "copy_file", "copy_make", "copy_sign", "copy_bring")),
    *(f"plans:attached{name}" for name in ("", "_draft", "_move", "_out", "_file", "_retry")),
    *(f"plans:{name}" for name in ("amend", "amendment_table", "reserve")),
    *(f"plans:stack_{name}" for name in ("ask", "choose", "file", "retry")),
    *(f"book:{name}" for name in ("edxml", "excel", "print", "print_file", "send_again")),
    *(f"incoming:{name}" for name in ("file", "attached", "confirm", "confirm_withdrawal")),
    *(f"plans:{name}" for name in ("begin_from_plan", "begin_from_template", "watch")),
    "plan_templates:retire",
    "delegations:revoke",
    *(f"chains:{name}" for name in ("make_own", "inherit", "move_step", "remove_step")),
    *(f"publications:{name}" for name in ("publish", "hide", "paper", "attached")),
    *(f"calendars:{name}" for name in ("report_sent", "mark_read", "remove_day")),
    "account_email",
    "account_set_password",
}
OF_AN_AGENCY = (
    "plans:",
    "plan_templates:",
    "register:",
    "publications:",
    "calendars:",
    "delegations:",
    "chains:",
    "signing:",
    "scans:",
    "book:",
    "incoming:",
)
OF_EVERYBODY = {"publications:home", "publications:check", "publications:check_code"}
OF_NO_LINE = {"book:list", "book:reserve", "book:enter", "book:code"}
OF_NO_PLAN = {
    "plans:tasks",
    "plans:many",
    "plans:plan_list",
    "plans:stacks",
    "plans:create",
    "plans:begin_from_tasks",
    "plans:upload",
    "plans:import",
}
AN_A4_SHEET = {"plans:preview", "plans:version_paper", "plan_templates:preview"}


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry, f"{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and entry.name:
            yield space + entry.name


def test_the_list_has_every_address() -> None:
    listed = {page.split()[0] for page in PAGES} | NOT_PAGES
    assert set(names(get_resolver("cchc_portal.urls"))) == listed


@pytest.fixture(scope="module")
def published(world: World) -> Announcement:
    with entered(world.province):
        drafted = Announcement.objects.filter(plan=world.plans[PlanState.ISSUED]).get()
        return actions.publish(drafted.pk, by=world.clerk)


@pytest.fixture(scope="module")
def draft(world: World) -> Plan:
    """Returned, so that the page says why; its first section has an inner one and a table of items in it."""
    with entered(world.province):
        returned = a_plan(world.agency, by=world.drafter, state=PlanState.RETURNED)
        entry = {"text": "Còn ghi “năm 2026”", "where": "Mục I", "anchor": "phan-muc", "seen": False}
        Beginning.objects.create(
            plan=returned,
            way=Beginning.Way.LAST_YEAR,
            report={"moved": [entry], "reset": [], "look": [entry] * 2},
        )
        return returned


@pytest.fixture(scope="module")
def windows(chromium: Browser, portal: str, world: World) -> Iterator[dict[str, Page]]:
    """One window for each person, signed in."""
    opened: dict[str, Page] = {}
    for role in sorted(set(PAGES.values())):
        context = chromium.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
        if role:
            person = getattr(world, role)
            client = Client()
            client.force_login(person.user if isinstance(person, Membership) else person)
            context.add_cookies(
                [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": portal}]
            )
        opened[role] = context.new_page()
    yield opened
    for page in opened.values():
        page.context.close()


def rows_of(plan: Plan) -> dict[str, int]:
    """A row of each kind."""
    first = {
        "muc": Section.objects.filter(plan=plan, parent=None),
        "phan": Block.objects.filter(plan=plan, appendix=None),
        "nhom": AudienceGroup.objects.filter(plan=plan),
        "noi-dung": ContentItem.objects.filter(plan=plan),
        "phu-luc": Appendix.objects.filter(plan=plan),
        "van-ban": plan.parents.all(),
        "noi-nhan": plan.recipients.all(),
        "nguoi-ky": plan.signatures.all(),
    }
    return {kind: rows.order_by("id").values_list("pk", flat=True)[0] for kind, rows in first.items()}


def address(page: str, world: World, draft: Plan, published: Announcement) -> str:
    name, _, more = page.partition(" ")
    if not name.startswith(OF_AN_AGENCY) or name in OF_EVERYBODY:
        return reverse(name, kwargs=of_everybody(name, world))
    where: dict[str, Any] = {"province": world.province.slug}
    if name not in {"publications:province", "publications:announcement"}:
        where["agency"] = world.agency.slug
    if name in {"publications:announcement", "publications:preview", "publications:edit"}:
        where["slug"] = published.slug
    if name in {"plan_templates:edit", "plan_templates:preview"}:
        where["template_id"] = template_of(draft, world)
    if name in {"register:edit", "register:remove"}:
        where["document_id"] = document_of(world)
    things = {"chains:edit_step": "step_id", "signing:edit": "post_id", "plans:import": "upload_id"}
    if name in things:
        where[things[name]] = {"step_id": step_of, "post_id": head_post, "upload_id": upload_of}[
            things[name]
        ](world)
    if name.startswith("book:") and name not in OF_NO_LINE:
        where |= line_of(name, world)
    if name.startswith("plans:") and name not in OF_NO_PLAN:
        return plan_address(name, more, where, world, draft)
    return reverse(name, kwargs=where)


def of_everybody(name: str, world: World) -> dict[str, str]:
    """What fills an address that names no province."""
    if name == "account_reset_password_from_key":
        return {"uidb36": "x", "key": "y"}
    if name == "publications:check_code":
        with entered(world.province):
            paper = Paper.objects.get(pk=world.plans[PlanState.ISSUED].paper_id)
            return {"code": looking_up.code_of(paper).code}
    return {}


def line_of(name: str, world: World) -> dict[str, Any]:
    """The line of the register that the page is about: the issued plan's, or a number that is only kept."""
    with entered(world.province):
        if name in {"book:give", "book:void"}:
            kept = book.reserve(
                world.agency, series="CV", subject="Trả lời kiến nghị", year=2027, by=world.clerk
            )
            return {"line_id": kept.pk}
        line = world.plans[PlanState.ISSUED].line_id
        if name in {"book:receive", "book:withdrawal_noted"}:
            noted = {
                "agency": world.agency,
                "way": Way.PAPER,
                "recipient": "Các phòng",
                "sent_at": timezone.now(),
            }
            sent, _ = Dispatch.objects.get_or_create(
                number_id=line, position=900, defaults={**noted, "state": SendingState.SENT}
            )
            return {"line_id": line, "dispatch_id": sent.pk}
    return {"line_id": line, "what": "dinh-chinh"} if name == "book:after" else {"line_id": line}


def head_post(world: World) -> int:
    return int(world.head.post_id)


def step_of(world: World) -> int:
    with entered(world.province):
        if not ChainStep.objects.filter(agency=world.agency).exists():
            a_chain(world.agency, (StepKind.APPROVE, Role.AGENCY_HEAD), (StepKind.NUMBER, Role.CLERK))
        return int(ChainStep.objects.filter(agency=world.agency).in_order()[0].pk)


def upload_of(world: World) -> int:
    with entered(world.province):
        kept = importing.upload(world.agency, name="a.docx", content=files.six_columns(), by=world.drafter)
        return int(kept.pk)


def document_of(world: World) -> int:
    with entered(world.province):
        made, _ = LegalDocument.objects.get_or_create(
            symbol="12/QĐ-UBND", defaults={"title": "Quy chế", "issuer": "Ủy ban nhân dân"}
        )
        return int(made.pk)


def template_of(draft: Plan, world: World) -> int:
    with entered(world.province):
        made = PlanTemplate.objects.filter(agency=world.agency).first() or templates.make(
            draft, "Mẫu của cơ quan", "Cho mọi năm", of_province=False, by=world.agency_admin
        )
        return int(made.pk)


def plan_address(name: str, more: str, where: dict[str, Any], world: World, draft: Plan) -> str:
    state = {
        "plans:return": PlanState.SUBMITTED,
        "plans:issue": PlanState.APPROVED,
        "plans:number": PlanState.APPROVED,
        "plans:scan_add": PlanState.ISSUED,
        "plans:copy_add": PlanState.ISSUED,
        "plans:copy_add_electronic": PlanState.ISSUED,
    }.get(name)
    state = PlanState(more) if name == "plans:detail" else state
    where["plan_id"] = draft.pk if state in {None, PlanState.RETURNED} else world.plans[state].pk
    with entered(world.province):
        rows = rows_of(draft)
    if name == "plans:part_edit":
        where["part"] = more
    if name in {"plans:version", "plans:version_paper", "plans:version_restore"}:
        with entered(world.province):
            where["version_id"] = Version.objects.filter(plan=draft).order_by("id")[0].pk
    if name in {"plans:row_delete", "plans:row_move"}:
        more = "muc"
    if name.startswith("plans:row_"):
        kind, _, block = more.partition(" ")
        where["kind"] = kind
        if name == "plans:row_add":
            inside = {
                "phan": f"muc={rows['muc']}&loai={block}",
                "nhom": f"phan={items_block(draft, world)}",
                "noi-dung": f"nhom={rows['nhom']}",
            }
            return f"{reverse(name, kwargs=where)}?{inside.get(kind, '')}"
        where["row_id"] = rows[kind]
    return reverse(name, kwargs=where)


def items_block(plan: Plan, world: World) -> int:
    with entered(world.province):
        return int(AudienceGroup.objects.filter(plan=plan).order_by("id")[0].block_id)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_fits_and_speaks_vietnamese(
    name: str,
    world: World,
    portal: str,
    windows: dict[str, Page],
    draft: Plan,
    published: Announcement,
    complaints: list[str],
) -> None:
    page = windows[PAGES[name]]
    said = partial(heard, complaints)
    page.on("console", said)
    thrown = partial(broke, complaints)
    page.on("pageerror", thrown)
    looking.resize(page, looking.DESK)
    answer = page.goto(portal + address(name, world, draft, published))
    assert answer is not None
    assert answer.status == 200
    looking.draw_everything(page)
    for size in (looking.DESK, looking.PHONE):
        looking.resize(page, size)
        found = looking.violations(page, looking.RULES) if name in AN_A4_SHEET else looking.faults(page)
        assert (size, found) == (size, [] if name in AN_A4_SHEET else {})
    if name not in AN_A4_SHEET:
        assert changed(page) == {}
    assert served.wrong_words(page.locator("body").inner_text()) == []
    page.remove_listener("console", said)
    page.remove_listener("pageerror", thrown)


def changed(page: Page) -> dict[str, list[str]]:
    """The same page at 200 %, on the smallest phone, then with the reader's own spacing of letters and lines."""
    found = {}
    for name, size in (("200 %", looking.ZOOMED), ("320 px", looking.SMALL_PHONE)):
        looking.resize(page, size)
        found[name] = looking.reflowed(page)
    looking.space_out(page)
    found["spacing"] = looking.reflowed(page)
    return {name: places for name, places in found.items() if places}
