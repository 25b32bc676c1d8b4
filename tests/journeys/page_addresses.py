"""The address of each page of the list, with the rows of the world that it is about."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies.models import ChainStep, Role, StepKind
from cchc_portal.documents import looking_up
from cchc_portal.documents.models import Dispatch, Paper
from cchc_portal.documents.register import book
from cchc_portal.documents.states import SendingState, Way
from plans.actions import importing, templates
from plans.models import (
    Appendix,
    AudienceGroup,
    Block,
    ContentItem,
    LegalDocument,
    Plan,
    PlanTemplate,
    Section,
    Version,
)
from plans.states import PlanForm, PlanState, Verb
from publications.models import Announcement
from tests.agencies import setting_up_rows
from tests.documents import attached_rows, register_rows, scan_rows, signing_rows
from tests.journeys import calendar_rows
from tests.plans.drafting_rows import a_task_answer
from tests.plans.importing import files
from tests.plans.submissions import handed_in_pages
from tests.plans.test_reports_and_letters import filled
from tests.plans.verbs import DO
from tests.world import World, a_chain, entered

OF_AN_AGENCY = (
    "plans:",
    "plan_templates:",
    "urging:",
    "register:",
    "tasks:",
    "assignments:",
    "overseeing:",
    "publications:",
    "calendars:",
    "delegations:",
    "chains:",
    "province_setup:",
    "agency_changes:",
    "agency_names",
    "signing:",
    "scans:",
    "book:",
    "incoming:",
    "received:",
    "submissions:",
    "reviews:",
)
OF_EVERYBODY = {"publications:home", "publications:check", "publications:check_code"}
OF_NO_LINE = {"book:list", "book:reserve", "book:enter", "book:code"}
OF_NO_PLAN = {
    "plans:tasks",
    "plans:many",
    "plans:letters",
    "plans:plan_list",
    "plans:stacks",
    "plans:create",
    "plans:begin_from_tasks",
    "plans:upload",
    "plans:import",
}


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
    for space, parts in (
        ("received:", came_of),
        ("incoming:annotate", arrival_of),
        ("scans:look", looked_at),
        ("urging:", urged_at),
        ("calendars:", calendar_rows.parts),
        ("province_setup:", setting_up_rows.parts),
        ("agency_changes:", setting_up_rows.parts),
        ("tasks:", cascade_of),
        ("assignments:", cascade_of),
        ("overseeing:", followed_at),
        ("plans:letters", numbered_next),
        ("submissions:", handed_in_pages.parts),
        ("reviews:", handed_in_pages.parts),
    ):
        where |= parts(name, world) if name.startswith(space) else {}
    if name.startswith("plans:") and name not in OF_NO_PLAN:
        return plan_address(name, more, where, world, draft)
    return reverse(name, kwargs=where)


def looked_at(name: str, world: World) -> dict[str, Any]:
    with entered(world.province):
        paper = Paper.objects.get(pk=world.plans[PlanState.ISSUED].paper_id)
        return {"incoming_id": scan_rows.one(world.clerk, paper).pk}


def numbered_next(name: str, world: World) -> dict[str, Any]:
    """The list of letters to be numbered, with one in it."""
    with entered(world.province):
        letter = filled(world, PlanForm.LETTER)
        for verb, person in ((Verb.SUBMIT, world.drafter), (Verb.APPROVE, world.head)):
            DO[verb](letter, person)
    return {"act": "cap-so"}


def of_everybody(name: str, world: World) -> dict[str, Any]:
    """What fills an address that names no province."""
    if name == "remove_national_day":
        return {"pk": calendar_rows.national_day()}
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


def came_of(name: str, world: World) -> dict[str, Any]:
    """The issued plan, as if another agency had sent it here."""
    with entered(world.province):
        line = world.plans[PlanState.ISSUED].line_id
        sent = {"agency": world.agency, "to_agency": world.agency, "sent_at": timezone.now()}
        came, _ = Dispatch.objects.get_or_create(
            number_id=line,
            position=901,
            defaults={**sent, "way": Way.INSIDE, "recipient": "Các phòng", "state": SendingState.SENT},
        )
    return {"came_id": came.pk}


def arrival_of(name: str, world: World) -> dict[str, Any]:
    """Its line in the register of what came."""
    with entered(world.province):
        came = Dispatch.objects.get(pk=came_of(name, world)["came_id"])
        return {"arrival_id": register_rows.an_arrival(came, world.agency).pk}


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


def cascade_of(name: str, world: World) -> dict[str, Any]:
    """The task that the issued plan gives, its document, or the plan whose items answer it."""
    part = {"tasks:of_plan": "plan_id", "tasks:task": "task_id"}.get(name, "")
    if name in {"assignments:task", "assignments:edit_task", "assignments:withdraw_task"}:
        part = "task_id"
    elif name in {"assignments:source", "assignments:proposals", "assignments:add_task", "assignments:table"}:
        part = "source_id"
    with entered(world.province):
        plan = world.plans[PlanState.ISSUED]
        answer = a_task_answer(plan, world.drafter)
        known = {"plan_id": plan.pk, "task_id": answer.task_id, "source_id": answer.task.source_id}
    return {part: known[part]} if part else {}


def followed_at(name: str, world: World) -> dict[str, Any]:
    """The office that follows the agencies."""
    return {"agency": world.reviewer.agency.slug}


def urged_at(name: str, world: World) -> dict[str, Any]:
    """The office that urges the late."""
    return {"agency": world.reviewer.agency.slug}


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
        "plans:scan_replace": PlanState.ISSUED,
        "plans:copy_add": PlanState.ISSUED,
        "plans:copy_add_electronic": PlanState.ISSUED,
        "plans:attached_bring": PlanState.ISSUED,
    }.get(name)
    state = PlanState(more) if name == "plans:detail" else state
    where["plan_id"] = draft.pk if state in {None, PlanState.RETURNED} else world.plans[state].pk
    with entered(world.province):
        rows = rows_of(draft)
        if name == "plans:attached_bring":
            paper = Paper.objects.get(pk=world.plans[PlanState.ISSUED].paper_id)
            where["attached_id"] = attached_rows.one(paper).pk
        if name == "plans:scan_replace":
            paper = Paper.objects.get(pk=world.plans[PlanState.ISSUED].paper_id)
            where["scan_id"] = signing_rows.a_scan(paper, world.clerk).pk
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
