"""Every address of the portal, found by walking the URLconf, and what fills the parts of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cchc_portal.agencies.models import ChainStep, Delegation, Membership, StepKind
from cchc_portal.agencies.pages import AGENCY, PUBLIC
from cchc_portal.calendars.models import Notice, Obligation, ProvinceDay
from cchc_portal.documents import actions as papers
from cchc_portal.documents import looking_up, storage
from cchc_portal.documents.models import Dispatch, IssuedNumber, Paper, Stack
from cchc_portal.documents.states import SendingState, Way
from plans.importing.source import Paragraph, Sheet, Source, to_json
from plans.models import Beginning, Block, LegalDocument, Plan, PlanTemplate, Remark, UploadedPlan, Version
from plans.records import to_snapshot
from plans.views.kinds import KINDS
from publications.models import Announcement
from tests.agencies import setting_up_rows
from tests.calendars import calendar_rows
from tests.documents import attached_rows, copy_rows, register_rows, scan_rows, signing_rows
from tests.plans.drafting_rows import a_draft_file, a_task_answer
from tests.plans.submissions import submission_rows
from tests.world import SINCE, Office, Side, World, a_chain, a_delegation

METHODS = ("get", "post", "head", "put", "delete")
NOWHERE = {
    "province": "khong-co",
    "agency": "khong-co",
    "slug": "khong-co",
}  # other parts: a number that nobody has
NOBODY = 987_654


@dataclass(frozen=True)
class Route:
    name: str
    view: Any
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return self.name

    @property
    def audience(self) -> str:
        return str(getattr(self.view, "audience", "none declared"))

    def path(self, values: dict[str, Any]) -> str:
        return reverse(self.name, kwargs={part: values[part] for part in self.parts})


def walk(resolver: URLResolver, above: tuple[str, ...] = (), parts: tuple[str, ...] = ()) -> Iterator[Route]:
    for found in resolver.url_patterns:
        names = tuple(found.pattern.converters) or tuple(found.pattern.regex.groupindex)
        inside = parts + tuple(name for name in names if name not in parts)
        if isinstance(found, URLPattern):
            yield Route(":".join((*above, found.name or "unnamed")), found.callback, inside)
        else:
            yield from walk(found, (*above, found.namespace) if found.namespace else above, inside)


ROUTES = sorted(walk(get_resolver()), key=str)
OF_AGENCY = [route for route in ROUTES if route.audience == AGENCY]
OF_PROVINCE = [route for route in ROUTES if route.audience == PUBLIC and "province" in route.parts]


def objects_of(side: Side, office: Office, plan: Plan, draft: Plan) -> dict[str, Any]:
    """One of each of the office's things, by the part of an address that names it; `plan` is issued, and has papers."""
    paper = Paper.objects.get(pk=plan.paper_id)
    paper.state, paper.ready_at, paper.file_digest = (
        "ready",
        paper.asked_at,
        storage.store(side.province.pk, b"%PDF-"),
    )
    paper.save()
    news = Announcement.objects.get(plan=plan)
    day, _ = ProvinceDay.objects.get_or_create(
        day=date(2027, 1, 15), defaults={"kind": "off", "name": "Ngày nghỉ"}
    )
    obligation = Obligation.objects.filter(agency=office.agency).first() or Obligation.objects.create(
        agency=office.agency,
        kind="report_h1",
        year=2031,
        nominal_due_on=date(2031, 6, 15),
        due_on=date(2031, 6, 15),
    )
    notice = Notice.objects.create(membership=office.drafter, text="Kế hoạch chờ duyệt.", url="/")
    Beginning.objects.get_or_create(plan=draft, way=Beginning.Way.BLANK)
    template, _ = PlanTemplate.objects.get_or_create(
        agency=office.agency, title="Mẫu của cơ quan", content=to_snapshot(draft)
    )
    document, _ = LegalDocument.objects.get_or_create(
        symbol="12/QĐ-UBND", defaults={"title": "Quy chế", "issuer": "Ủy ban nhân dân"}
    )
    text = Source("word", (Sheet("", (Paragraph("KẾ HOẠCH"),)),))
    uploaded, _ = UploadedPlan.objects.get_or_create(
        agency=office.agency,
        user=office.drafter.user,
        name="ke-hoach.docx",
        defaults={"size": 1, "source": to_json(text)},
    )
    rows = {kind: known.model.objects.filter(plan=draft).first().pk for kind, known in KINDS.items()}
    return {
        "province": side.province.slug,
        "agency": office.agency.slug,
        "plan_id": plan.pk,
        "draft": draft.pk,
        "paper_id": paper.pk,
        "code": looking_up.code_of(paper).code,
        "stack_id": _stack(office).pk,
        "slug": news.slug,
        "part": "thong-tin",
        "anchor": "phan-thong-tin",
        "file_format": "pdf",
        "rows": rows,
        "block_id": Block.objects.filter(plan=draft, kind="items")[0].pk,
        "template_id": template.pk,
        "upload_id": uploaded.pk,
        "document_id": document.pk,
        "remark_id": _remark(plan, office).pk,
        "step_id": _step(office).pk,
        "delegation_id": _delegation(office).pk,
        **_register(office, plan),
        "scan_id": signing_rows.one_of_each(paper, office.clerk).pk,
        "page": 1,
        "incoming_id": scan_rows.one(office.clerk).pk,
        "copy_id": copy_rows.one(paper.snapshot, office.clerk).pk,
        "position": 1,
        "attached_id": attached_rows.one(paper).pk,
        "draft_file_id": a_draft_file(plan, office.drafter).pk,
        **_cascade(plan, office),
        **_handed_in(obligation, plan, office),
        "post_id": office.clerk.post_id,
        "turn": "nguoi-ky",
        "act": "trinh",
        "book_id": setting_up_rows.a_book().pk,
        "change_id": setting_up_rows.a_change(side).pk,
        "version_id": Version.objects.filter(plan=plan).order_by("id")[0].pk,
        **calendar_rows.parts(obligation, office),
        ("calendars:notice", "pk"): notice.pk,
        ("calendars:change_day", "pk"): day.pk,
        ("calendars:remove_day", "pk"): day.pk,
    }


def _cascade(plan: Plan, office: Office) -> dict[str, Any]:
    """A document that gives a task to the office, and what answers it."""
    answer = a_task_answer(plan, office.drafter)
    return {"source_id": answer.task.source_id, "task_id": answer.task_id, "answer_id": answer.pk}


def _handed_in(obligation: Obligation, plan: Plan, office: Office) -> dict[str, Any]:
    """The plan, as if it had been handed in for the obligation, with what was asked to be added."""
    made = submission_rows.a_submission(obligation, plan, office.drafter)
    added = submission_rows.a_supplement(made, office.drafter)
    criterion = submission_rows.a_criterion()
    return {
        "obligation_id": obligation.pk,
        "submission_id": made.pk,
        "supplement_id": added.pk,
        "criterion_id": criterion.pk,
    }


def _stack(office: Office) -> Stack:
    found, _ = Stack.objects.get_or_create(agency=office.agency, asked_by=office.clerk.user)
    return found


def _remark(plan: Plan, office: Office) -> Remark:
    """Written before the plan was issued."""
    found, _ = Remark.objects.get_or_create(
        plan=plan, text="Nêu rõ sản phẩm", author=office.head.user, author_name="Giám đốc"
    )
    return found


def _step(office: Office) -> ChainStep:
    if not ChainStep.objects.filter(agency=office.agency).exists():
        a_chain(office.agency, (StepKind.APPROVE, office.head), (StepKind.NUMBER, office.clerk))
    found: ChainStep = ChainStep.objects.filter(agency=office.agency).in_order()[0]
    return found


def _delegation(office: Office) -> Delegation:
    given: Delegation | None = Delegation.objects.filter(agency=office.agency).first()
    return given or a_delegation(office.head, office.unit_head, starts_on=SINCE, ends_on=SINCE)


def _register(office: Office, plan: Plan) -> dict[str, Any]:
    """The plan's line in the register, where it went, what came here, and the printed book."""
    line = IssuedNumber.objects.get(pk=plan.line_id)
    sent = {"agency": office.agency, "way": Way.INSIDE, "to_agency": office.agency, "sent_at": line.given_at}
    came, _ = Dispatch.objects.get_or_create(
        number=line, position=900, defaults={**sent, "recipient": "Cơ quan nhận", "state": SendingState.SENT}
    )
    book = {"book": {"agency": office.agency.name, "rows": []}}
    printed = papers.ask_for_paper(papers.freeze(office.agency, book))
    annex = papers.ask_for_paper(papers.freeze(office.agency, {"annex": {"title": "Tổng hợp", "groups": []}}))
    made = storage.store(line.province_id, b"%PDF-")
    finished = Paper.objects.filter(pk__in=[printed.pk, annex.pk])
    finished.update(state="ready", ready_at=line.given_at, file_digest=made)
    return {
        "line_id": line.pk,
        "dispatch_id": Dispatch.objects.filter(number=line).order_by("position")[0].pk,
        "came_id": came.pk,
        "arrival_id": register_rows.an_arrival(came, office.agency).pk,
        "print_id": printed.pk,
        "annex_id": annex.pk,
        "what": "dinh-chinh",
    }


# What is done with a draft; the other addresses of plans are asked with an issued one.
OF_A_DRAFT = {
    f"plans:{name}"
    for name in (
        "submit",
        "delete",
        "edit",
        "part_edit",
        "row_add",
        "row_edit",
        "row_delete",
        "row_move",
        "grid_save",
        "beginning",
        "add_tasks",
    )
}
CONSTANT = {
    "part",
    "anchor",
    "file_format",
    "kind",
    "what",
    "turn",
    "act",
}  # words of the portal, the same for all


def values_for(route: Route, things: dict[str, Any], kind: str = "muc") -> dict[str, Any]:
    """What fills the route's address."""
    filled: dict[str, Any] = {}
    for part in route.parts:
        if part == "kind":
            filled[part] = kind
        elif part == "row_id":
            filled[part] = things["rows"][kind]
        elif part == "plan_id" and route.name in OF_A_DRAFT:
            filled[part] = things["draft"]
        else:
            filled[part] = things[(route.name, part)] if part == "pk" else things[part]
    return filled


def nowhere(part: str) -> Any:
    return NOWHERE.get(part, NOBODY)


@dataclass
class Setting:
    world: World
    home: dict[str, Any]
    neighbour: dict[str, Any]
    abroad: dict[str, Any]
    nobody: Any  # an account without any post


def client_of(person: Membership | Any | None) -> Client:
    client = Client(raise_request_exception=True)
    if person is not None:
        client.force_login(getattr(person, "user", person))
    return client


def plain(response: HttpResponse) -> tuple[int, str, str, str]:
    """An answer without what differs from request to request."""
    body = response.content.decode("utf-8", "replace")
    body = re.sub(r'(nonce|value)="[\w+/=-]{20,}"|csrf\w*["\': ]+[\w-]{20,}', "", body)
    body = re.sub(r"X-CSRFToken[^}]*\}", "", body)
    return response.status_code, response.get("Content-Type", ""), response.get("Location", ""), body


def ask(client: Client, method: str, path: str) -> tuple[int, str, str, str]:
    return plain(getattr(client, method)(path))


def sign_in_from(path: str) -> str:
    return f"{reverse('account_login')}?next={path}"
