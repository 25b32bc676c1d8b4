"""The public page where anybody checks a printed paper by its code, or a file by its bytes; without an account, and not too often."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from cchc_portal.agencies.pages import public_page
from cchc_portal.documents.states import CheckWay
from cchc_portal.documents.verifying.sniffing import LARGEST
from cchc_portal.vietnam import lookup_codes
from publications import checking, checking_files, checking_signatures, limits
from publications.forms import CheckFileForm, CodeForm

EACH, TOGETHER = 30, 600  # codes a minute, of one address and of all
FILES_EACH, FILES_TOGETHER = 6, 60
BESIDE_THE_FILE = 64 * 1024  # of the form around it
READ_AT_ONCE = 1 << 20
MOST_READ = 256 * 1024 * 1024  # so that a browser that sends too much still gets its answer
_SYMBOL = re.compile(r"\s*\d+\s*/\s*\D")  # 01/KH-KCNĐN; an address that was pasted begins otherwise
NOTHING_TYPED = "Nhập mã in ở lề dưới mỗi trang của bản in tra cứu."
A_SYMBOL = (
    "Đây là số, ký hiệu của văn bản, không phải mã tra cứu. Văn bản không in mã thì tìm theo số, ký hiệu ở trang công khai của tỉnh, "
    "thành phố."
)
UNKNOWN = "Không tìm thấy văn bản nào có mã này. Kiểm tra lại từng ký tự của mã trên bản in."
TOO_LARGE = "Tệp nặng hơn 50 MB nên không được kiểm tra."

View = Callable[..., HttpResponse]


def _by_itself(view: View) -> View:
    """Outside any transaction, so that no counter is locked while a file is read; its size is looked at before a byte is kept."""

    @transaction.non_atomic_requests
    @csrf_exempt
    @wraps(view)
    def door(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + BESIDE_THE_FILE:
                _read_away(request)
                return _page(request, CodeForm(), file_error=TOO_LARGE, status=413)
            request.upload_handlers = [TemporaryFileUploadHandler(request)]
        guarded: View = csrf_protect(view)
        return guarded(request, **kwargs)

    return door


def _read_away(request: HttpRequest) -> None:
    read = 0
    while read < MOST_READ and (piece := request.read(READ_AT_ONCE)):
        read += len(piece)


@public_page
@_by_itself
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The box for a code and the box for a file; a typed code is answered here."""
    if request.method == "POST":
        return _file(request, None)
    if "ma" not in request.GET:
        return _page(request, CodeForm())
    return _code(request, request.GET["ma"], CheckWay.TYPED)


@public_page
@_by_itself
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_code(request: HttpRequest, code: str) -> HttpResponse:
    """Where the QR of a print leads; a file handed in here is held against that paper."""
    if request.method == "POST":
        return _file(request, code)
    return _code(request, code, CheckWay.SCANNED)


def _code(request: HttpRequest, typed: str, way: CheckWay) -> HttpResponse:
    if limits.exceeded(request, "code", each=EACH, together=TOGETHER):
        return _too_many(request)
    code = lookup_codes.read(lookup_codes.of_address(typed))
    document = checking.look_up(code, way, limits.visitor(request))
    form = CodeForm(initial={"ma": typed[: lookup_codes.LONGEST_TYPED]})
    if document is None:
        unknown = _unknown(typed)
        listed = checking.listed(typed) if unknown == A_SYMBOL else ""
        return _page(request, form, unknown=unknown, listed=listed, status=404)
    return _page(request, form, document=document, code=code)


def _unknown(typed: str) -> str:
    if not typed.strip():
        return NOTHING_TYPED
    return A_SYMBOL if _SYMBOL.match(typed) else UNKNOWN


def _file(request: HttpRequest, typed: str | None) -> HttpResponse:
    if limits.exceeded(request, "file", each=FILES_EACH, together=FILES_TOGETHER):
        return _too_many(request)
    code = lookup_codes.read(typed) if typed else None
    form = CheckFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, CodeForm(), code=code, file_error=form.errors["tep"][0], status=400)
    with form.cleaned_data["tep"] as sent:
        answer = checking_files.check_file(sent.read(), code, limits.visitor(request))
    return _page(request, CodeForm(), document=answer.document, code=code, answer=answer)


def _page(request: HttpRequest, form: CodeForm, *, status: int = 200, **facts: Any) -> HttpResponse:
    answer = facts.get("answer")
    code = facts.get("code")
    context = {
        "page_title": "Kiểm tra văn bản",
        "form": form,
        "file_form": CheckFileForm(),
        "printed_code": lookup_codes.printed(code) if code else "",
        "signatures": checking_signatures.signed_words(answer.signatures) if answer else [],
        **facts,
    }
    return render(request, "publications/check.html", context, status=status)


def _too_many(request: HttpRequest) -> HttpResponse:
    response = render(
        request, "publications/check_too_often.html", {"page_title": "Kiểm tra quá nhiều lần"}, status=429
    )
    response["Retry-After"] = str(limits.WINDOW)
    return response
