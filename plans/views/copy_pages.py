"""The pages of copies, of whatever document: the list with each copy's file and signature, the two forms, fetching, signing.

What is copied is a `paper_copies.Source`; `Place` is where its pages stand (Nghị định 30/2020/NĐ-CP, Điều 25–27).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from cchc_portal.agencies.permissions import Allowed, Refused, require
from cchc_portal.documents import delivery, looking_up, numbering
from cchc_portal.documents.copies import copied_paper, copying
from cchc_portal.documents.copies import files as copy_files
from cchc_portal.documents.models import DocumentCopy, Paper, Signature
from cchc_portal.documents.permissions import may_copy
from cchc_portal.documents.signed import signatures
from cchc_portal.documents.signed.states import MAY_BEGIN, UNDER_WAY, SigningWay
from cchc_portal.documents.states import PaperState
from cchc_portal.vietnam import copies as rules
from cchc_portal.vietnam.text import lower_first
from plans.actions import paper_copies
from plans.actions.paper_copies import Source
from plans.forms.copies import ElectronicCopyForm, PaperCopyForm
from plans.forms.signing import SignedFileForm


@dataclass(frozen=True)
class Place:
    """Where the copies of one document are shown and made."""

    source: Source
    symbol: str
    printed: str  # its number and day
    issuer: str  # where it came from another agency
    subject: str
    at: Callable[..., str]  # the address of one of these pages, by its name
    home: str  # where the list of copies stands
    trail: tuple[tuple[str, str], ...]


def panel(request: Any, place: Place) -> dict[str, Any]:
    may = isinstance(may_copy(request.membership, place.source.agency), Allowed)
    made = copying.of_original(place.source.snapshot, place.source.agency)
    rows = [_row(place, each, may=may) for each in made]
    return {
        "copies": {
            "rows": rows,
            "busy": any(row["busy"] for row in rows),
            "href": place.at("copies"),
            "add_href": place.at("copy_add") if may else "",
            "electronic_href": place.at("copy_add_electronic") if may else "",
        }
    }


def _row(place: Place, copy: DocumentCopy, *, may: bool) -> dict[str, Any]:
    paper, signature = copy_files.print_of(copy), copy_files.signature_of(copy)
    state = PaperState(paper.state) if paper else None
    ready = paper is not None and paper.is_ready
    making = state in (PaperState.QUEUED, PaperState.RENDERING)
    again = may and state in (None, PaperState.FAILED)
    return {
        "copy": copy,
        "source": _source(place, copy),
        "name": f"{copy.type_name} {copy.symbol}".strip(),
        "paper": paper,
        "signature": signature,
        "state": state.label if state else "Chưa tạo lại từ khi văn bản hết hiệu lực",
        "busy": making or (signature is not None and signature.state in UNDER_WAY),
        "making": making,
        "file_href": place.at("copy_file", copy_id=copy.pk) if ready else "",
        "make_href": place.at("copy_make", copy_id=copy.pk) if again else "",
        "make": "Thử lại" if state else "Tạo bản in hiện nay",
        **(_signing(place, copy, signature) if may and ready and signature else {}),
    }


def _source(place: Place, copy: DocumentCopy) -> str:
    """Of which copy this one was made, and whose that is where it is another agency's."""
    source = copy.made_from
    if source is None:
        return ""
    whose = "" if source.agency_id == place.source.agency.pk else f" của {source.agency.name}"
    return f"{lower_first(str(source))}{whose}"


def _signing(place: Place, copy: DocumentCopy, signature: Signature) -> dict[str, Any]:
    """One button where the agency's key is known, a form where the agency signs on a computer of its own."""
    if signature.state not in MAY_BEGIN:
        return {}
    means = signatures.means_of(place.source.agency, None)
    if means is None or means.way == SigningWay.OUTSIDE:
        return {"bring_href": place.at("copy_bring", copy_id=copy.pk)}
    return {"sign_href": place.at("copy_sign", copy_id=copy.pk)}


def add_paper(request: Any, place: Place) -> HttpResponse:
    require(may_copy(request.membership, place.source.agency))
    form = PaperCopyForm(request.POST or None, source=place.source)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():  # a number taken before a refusal goes back with it
                made = paper_copies.make(place.source, form.wanted, by=request.membership)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, f"Đã lấy số {made.symbol} và ghi vào sổ. Bản sao PDF đang được tạo.")
            return redirect(place.home)
    year = timezone.localdate().year
    coming = numbering.next_number(place.source.agency, rules.SERIES, year)
    note = (
        f"Số bản sao tiếp theo của năm {year} là {coming:02d}; các hình thức sao dùng chung một dãy số. "
        "Số đã lấy không dùng lại."
    )
    return _page(request, place, form, "Sao văn bản ra giấy", "Lấy số và tạo bản sao", note)


def add_electronic(request: Any, place: Place) -> HttpResponse:
    require(may_copy(request.membership, place.source.agency))
    sent = (request.POST or None, request.FILES or None)
    form = ElectronicCopyForm(*sent, source=place.source)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                chosen = {"scan": form.scan, "leaves": form.leaves, "made_from": form.source}
                kind = form.cleaned_data["form"]
                paper_copies.make_electronic(place.source, kind, by=request.membership, **chosen)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, "Đã tạo bản sao điện tử. Bản sao có giá trị khi cơ quan ký số.")
            return redirect(place.home)
    note = (
        "Bản sao điện tử của văn bản giấy là bản quét, được cơ quan ký số ở góc trên bên phải trang đầu; "
        "bản sao điện tử không có số."
    )
    return _page(request, place, form, "Sao sang văn bản điện tử", "Tạo bản sao điện tử", note)


def file(place: Place, copy_id: int) -> HttpResponse:
    """The print of today; of an electronic copy the signed file, or what is to be signed."""
    copy = _copy_or_404(place, copy_id)
    title = copy.symbol or f"{copy.type_name} {copy.pk} của {place.symbol}"
    return delivery.file_response(_print_or_404(copy), title, download=True)


def make(request: Any, place: Place, copy_id: int) -> HttpResponse:
    paper_copies.print_again(place.source, _copy_or_404(place, copy_id), by=request.membership)
    return redirect(place.home)


def sign(request: Any, place: Place, copy_id: int) -> HttpResponse:
    paper_copies.seal(place.source, _copy_or_404(place, copy_id), by=request.membership)
    messages.success(request, "Đã ghi nhận yêu cầu ký số bản sao. Trang này tự cập nhật khi ký xong.")
    return redirect(place.home)


def bring(request: Any, place: Place, copy_id: int) -> HttpResponse:
    """The copy as the agency has signed it outside: those bytes and its signature, else it is explained."""
    copy = _copy_or_404(place, copy_id)
    require(may_copy(request.membership, place.source.agency))
    form = SignedFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            with transaction.atomic():
                paper_copies.bring(place.source, copy, content, by=request.membership)
        except signatures.NotAccepted as refusal:
            form.add_error("file", list(refusal.sentences))
            signature = copy_files.signature_of(copy)
            if signature is not None:
                signatures.keep_refused(signature, content, by=request.membership)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, "Đã nhận bản sao điện tử đã ký số.")
            return redirect(place.home)
    words = copied_paper.box_14(copy.snapshot.content) or copy.type_name
    note = f"Hiển thị chữ ký số ở góc trên bên phải trang đầu với dòng chữ: “{words}; thời gian ký”."
    return _page(request, place, form, "Tải bản sao đã ký số lên", "Tải bản sao lên", note)


def _copy_or_404(place: Place, copy_id: int) -> DocumentCopy:
    known = DocumentCopy.objects.filter(original=place.source.snapshot, agency=place.source.agency)
    found: DocumentCopy = get_object_or_404(known.select_related("snapshot", "original", "line"), pk=copy_id)
    return found


def _print_or_404(copy: DocumentCopy) -> Paper:
    paper = copy_files.print_of(copy)
    if paper is None:
        raise Http404
    return paper


def _page(request: Any, place: Place, form: Any, title: str, submit: str, note: str) -> HttpResponse:
    context = {
        "page_title": title,
        "breadcrumbs": [*place.trail, (title, "")],
        "subject": place.subject,
        "form": form,
        "submit": submit,
        "note": note,
        "standing": looking_up.standing_of(place.source.snapshot),
        "cancel_href": place.home,
        "original": place.printed,
        "issuer": place.issuer,
    }
    return render(request, "plans/copy_form.html", context)
