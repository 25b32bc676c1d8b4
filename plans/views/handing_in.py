"""Gửi Sở Nội vụ: what an agency hands in, where each stands, its receipts, and what it is asked to add."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.agencies.permissions import Denied, Refused, require
from cchc_portal.calendars.models import Obligation
from cchc_portal.calendars.states import ObligationKind
from cchc_portal.documents import delivery, storage
from cchc_portal.documents.attached import delivery as attached_delivery
from cchc_portal.vietnam.text import lower_first
from plans import approval
from plans.actions import composing
from plans.actions import handing_in as actions
from plans.actions.handing_in import Handed
from plans.forms.submissions import OutsideForm, ReportFileForm, ReportWordsForm, SupplementForm
from plans.models import Plan, Submission, Supplement
from plans.permissions import may_edit, may_see_work
from plans.states import WITH_THE_DRAFTER, PlanState
from plans.submissions import asked, figures, files, permissions, showing, wanted, windows, written
from plans.submissions.papers import obligation_of, papers_for
from plans.submissions.states import Act

from .given_tasks import number_of
from .reaching import address, go, plan_or_404, with_province

TITLE = "Gửi Sở Nội vụ"
_FORMS: dict[str, Any] = {ObligationKind.PLAN: OutsideForm}


def here(request: Any, name: str = "list", **kwargs: Any) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    return reverse(f"submissions:{name}", kwargs=own | kwargs)


def trail(request: Any, *inner: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Việc của tôi", address(request, "tasks")), (TITLE, here(request) if inner else ""), *inner]


@require_safe
@agency_page
def submission_list(request: Any) -> HttpResponse:
    """What can be handed in now, then what was, the newest first."""
    agency = with_province(request)
    today = timezone.localdate()
    owed = list(_with_agencies(wanted.owed_or_wanted(Obligation.objects.of_agency(agency).shown_on(today))))
    answers = permissions.answers_for(request.membership, agency)
    to_add = [each for each in owed if each.wanted_in and answers]
    due = [each for each in owed if permissions.may_hand_in(request.membership, each)]
    found = Submission.objects.of_agency(agency).with_everything().newest_first()
    page = page_of(found, number=request.GET.get("trang"))
    context = {
        "page_title": TITLE,
        "breadcrumbs": trail(request),
        "asked": to_add,
        "owed": due,
        "to_send": len(to_add) + len(due),
        "page": page,
        "rows": [(each, showing.where(each)) for each in page],
    }
    return render(request, "plans/submissions/list.html", context)


def _with_agencies(rows: Any) -> Any:
    return rows.select_related("agency__province", "transferred_to__province", "province")


def _owed_or_404(request: Any, obligation_id: int) -> Obligation:
    rows = _with_agencies(Obligation.objects.of_agency(with_province(request)))
    found: Obligation = get_object_or_404(rows, pk=obligation_id)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def hand_in(request: Any, obligation_id: int) -> HttpResponse:
    """The issued papers, each one press away; a file that was signed elsewhere, or a short text that goes to the head. What stands already is shown."""
    owed = _owed_or_404(request, obligation_id)
    may = permissions.may_hand_in(request.membership, owed)
    if request.method == "POST":
        require(may)
    elif not may and (standing := Submission.objects.standing().filter(obligation=owed).first()):
        return redirect(here(request, "detail", submission_id=standing.pk))
    papers, known = list(papers_for(owed)), figures.known(owed)
    chosen = number_of(request.POST.get("ke_hoach", ""))
    if chosen:
        paper = next((each for each in papers if each.pk == chosen), None)
        if paper is None:
            raise Http404
        return _sent(request, actions.hand_in(owed.pk, Handed(plan=paper), by=request.membership))
    in_words = "trinh" in request.POST
    words = ReportWordsForm(request.POST if in_words else None, auto_id="id_ngan_%s")
    if in_words and words.is_valid() and (made := _submitted(request, owed, words, known)):
        messages.success(request, f"Đã trình. {made.noun.capitalize()} {approval.waits(made)}.")
        return go(request, "detail", plan_id=made.pk)
    sent = (None, None) if in_words else (request.POST or None, request.FILES or None)
    form = _FORMS.get(owed.kind, ReportFileForm)(*sent)
    if not in_words and request.method == "POST" and form.is_valid():
        return _sent(request, actions.hand_in(owed.pk, _handed(form, known), by=request.membership))
    ways = _ways(request, owed, may, papers, known, form) | _in_words(request, owed, words)
    return render(request, "plans/submissions/hand_in.html", ways)


def _submitted(request: Any, owed: Obligation, form: ReportWordsForm, known: list[dict[str, str]]) -> Any:
    """On its way to the head; nothing of it stays where it cannot go, but what was typed."""
    said = form.cleaned_data
    text = said["text"] or figures.NOTHING_UNUSUAL
    words = composing.Words(text, figures.with_done(known, said["done"]))
    try:
        with transaction.atomic():
            return composing.submit_words(owed.pk, words, by=request.membership)
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return None


def _in_words(request: Any, owed: Obligation, form: ReportWordsForm) -> dict[str, Any]:
    reports = [] if owed.kind == ObligationKind.PLAN else list(written.standing(owed))
    return {
        "words": form,
        "reports": [_report(request, each) for each in reports],
        "may_words": written.may_submit_words(request.membership, owed, reports),
    }


def _report(request: Any, plan: Plan) -> dict[str, Any]:
    """Where it is, and the page on which this person goes on with it."""
    own = {"province": request.province.slug, "agency": plan.agency.slug, "plan_id": plan.pk}
    name = "edit" if may_edit(request.membership, plan) and plan.state in WITH_THE_DRAFTER else "detail"
    issued = plan.state == PlanState.ISSUED
    return {
        "plan": plan,
        "issued": issued,
        "where": "" if issued else approval.waits(plan),
        "goes_on": name == "edit",
        "href": reverse(f"plans:{name}", kwargs=own),
    }


def _ways(
    request: Any, owed: Obligation, may: Any, papers: list[Plan], known: list[dict[str, str]], form: Any
) -> dict[str, Any]:
    return {
        "page_title": f"Gửi Sở Nội vụ: {lower_first(owed.document)}",
        "breadcrumbs": trail(request, (str(owed), "")),
        "owed": owed,
        "returned": asked.returned(owed),
        "may": may,
        "of_plan": owed.kind == ObligationKind.PLAN,
        "may_compose": permissions.may_compose(request.membership, owed),
        "papers": papers,
        "form": form,
        "known": known,
        "cancel_href": here(request),
    }


@require_POST
@agency_page
def compose(request: Any, obligation_id: int) -> HttpResponse:
    """To the draft of the report as a document; to the one that stands already, unless another is asked for expressly."""
    owed = _owed_or_404(request, obligation_id)
    made = composing.compose(owed.pk, by=request.membership, another="them" in request.POST)
    return redirect(_report(request, made)["href"])


def _handed(form: Any, known: list[dict[str, str]]) -> Handed:
    said = form.cleaned_data
    return Handed(file=said["file"], text=said.get("text", ""), figures=known)


def _sent(request: Any, made: Submission) -> HttpResponse:
    messages.success(
        request,
        f"Đã gửi Sở Nội vụ: {lower_first(made.obligation.document)}. Biên nhận số {made.receipt_symbol}.",
    )
    place = {"province": request.province.slug, "agency": made.agency.slug}
    return redirect("submissions:detail", **place, submission_id=made.pk)


def panel(request: Any, plan: Plan) -> dict[str, Any]:
    """On the page of the year's issued plan, or of a report that was written for what is owed: whether it has been sent to Sở Nội vụ, and the button that sends it."""
    owed = obligation_of(plan) if may_see_work(request.membership, plan) else None
    if owed is None:
        return {}
    found = Submission.objects.about(owed).select_related("agency").last()
    place = {"province": request.province.slug, "agency": found.agency.slug} if found else {}
    return {
        "sending": {
            "owed": owed,
            "noun": plan.noun,
            "found": found,
            "where": showing.where(found) if found else "",
            "href": reverse("submissions:detail", kwargs=place | {"submission_id": found.pk})
            if found
            else "",
            "may": permissions.may_hand_in(request.membership, owed),
            "opens": windows.opens(owed) if not found else "",
            "action": here(request, "send_plan", plan_id=plan.pk),
        }
    }


@require_POST
@agency_page
def send_plan(request: Any, plan_id: int) -> HttpResponse:
    """From the plan's own page, in one press; the successor's people press it for a closed agency's plan."""
    plan = plan_or_404(request, plan_id)
    owed = obligation_of(plan)
    if owed is None:
        raise Refused("Văn bản này không thuộc việc phải gửi nào của cơ quan.")
    made = actions.hand_in(owed.pk, Handed(plan=plan), by=request.membership)
    return _sent(request, made)


def submission_or_404(request: Any, submission_id: int) -> Submission:
    """Of this agency, for those who may read it."""
    rows = Submission.objects.of_agency(with_province(request)).with_everything()
    found: Submission = get_object_or_404(rows, pk=submission_id)
    if isinstance(permissions.may_read(request.membership, found), Denied):
        raise Http404
    return found


@require_safe
@agency_page
def detail(request: Any, submission_id: int) -> HttpResponse:
    """Where it stands, at whom, since when; what was sent, what was decided, the receipt."""
    found = submission_or_404(request, submission_id)
    return page(request, found, SupplementForm())


def page(request: Any, found: Submission, form: Any, status: int = 200) -> HttpResponse:
    supplements = list(found.supplements.order_by("id"))
    sees = permissions.sees_review(request.membership, found)
    context = {
        "page_title": f"{found.obligation.document}, lần gửi {found.attempt}",
        "breadcrumbs": trail(request, (str(found.obligation), "")),
        "submission": found,
        "where": showing.where(found),
        "facts": showing.facts(found),
        "supplements": supplements,
        "asked": next((each for each in supplements if each.sent_at is None), None),
        "may_supplement": permissions.may_do(Act.SUPPLEMENT, request.membership, found),
        "form": form,
        "verdicts": _verdicts(found) if sees else [],
        "comments": list(found.comments.order_by("id")) if sees else [],
        "history": showing.chronicle(found, whole=False),
        "others": list(Submission.objects.about(found.obligation).exclude(pk=found.pk)),
        "again": permissions.may_hand_in(request.membership, found.obligation),
        "plan_href": _plan_href(found),
    }
    return render(request, "plans/submissions/detail.html", context, status=status)


def _verdicts(found: Submission) -> list[Any]:
    rows = found.verdicts.select_related("criterion")
    return list(rows.order_by("criterion__position", "criterion_id"))


def _plan_href(found: Submission) -> str:
    if found.plan is None:
        return ""
    where = {"province": found.province.slug, "agency": found.plan.agency.slug}
    return reverse("plans:detail", kwargs={**where, "plan_id": found.plan_id})


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def supplement(request: Any, submission_id: int) -> HttpResponse:
    """What was asked for, as a text or a file."""
    found = submission_or_404(request, submission_id)
    require(permissions.may_do(Act.SUPPLEMENT, request.membership, found))
    form = SupplementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        actions.supplement(found.pk, by=request.membership, **form.cleaned_data)
        messages.success(request, "Đã gửi bổ sung cho Sở Nội vụ.")
        return redirect(here(request, "detail", submission_id=found.pk))
    return page(request, found, form)


@require_safe
@agency_page
def sent_file(request: Any, submission_id: int) -> HttpResponse:
    found = submission_or_404(request, submission_id)
    return _file(found.province_id, found.file_digest, found.file_name)


@require_safe
@agency_page
def supplement_file(request: Any, submission_id: int, supplement_id: int) -> HttpResponse:
    found = submission_or_404(request, submission_id)
    row = get_object_or_404(Supplement.objects.filter(submission=found), pk=supplement_id)
    return _file(found.province_id, row.file_digest, row.file_name)


def _file(province_id: int, digest: str, name: str) -> HttpResponse:
    """Always to be kept, never opened by the browser inside the portal."""
    if not digest:
        raise Http404
    ending = files.DOCX if name.endswith(files.DOCX) else files.PDF
    try:
        content = storage.load(province_id, digest)
    except storage.DamagedFile:
        return HttpResponse(attached_delivery.DAMAGED, status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(content, content_type=files.TYPES[ending])
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_safe
@agency_page
def receipt_file(request: Any, submission_id: int) -> HttpResponse:
    """For both sides; while it is being made, the page that says so."""
    found = submission_or_404(request, submission_id)
    if found.receipt is None or not found.receipt.is_ready:
        messages.info(request, "Biên nhận đang được tạo. Mở lại sau ít giây.")
        return redirect(here(request, "detail", submission_id=found.pk))
    return delivery.file_response(found.receipt, f"Biên nhận {found.receipt_symbol}")
