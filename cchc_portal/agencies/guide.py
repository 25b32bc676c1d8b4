"""The guides of docs/huong-dan as pages, so that help is read inside an agency's network too."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cchc_portal.agencies.pages import public_page

FOLDER = settings.BASE_DIR / "docs" / "huong-dan"
INDEX = "README"
PAGES = ("nguoi-soan-thao", "lanh-dao", "van-thu", "so-noi-vu", "quan-tri", "nguoi-dan", "kiem-tra-van-ban")
PICTURES = "hinh/"
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return _show(request, INDEX)


@public_page
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(request, slug)


def _show(request: HttpRequest, slug: str) -> HttpResponse:
    title, body = read(slug)
    beginning = read(INDEX)[0]
    context = {
        "page_title": title,
        "breadcrumbs": [] if slug == INDEX else [(beginning, reverse("guide")), (title, "")],
        "body": body,
    }
    return render(request, "guide.html", context)


def read(slug: str) -> tuple[str, SafeString]:
    """A guide's title and, as HTML, everything below it."""
    tokens = _markdown.parse((FOLDER / f"{slug}.md").read_text(encoding="utf-8"))
    title, rest = tokens[1].content, tokens[3:]
    for token in rest:
        for inner in token.children or []:
            _point(inner)
    # Our own files, and the renderer escapes HTML.
    return title, mark_safe(_markdown.renderer.render(rest, _markdown.options, {}))  # noqa: S308


def _point(token: Token) -> None:
    """Links between the files become links between the pages; pictures come from the static files."""
    if token.type == "link_open":
        target = str(token.attrs["href"]).removesuffix(".md")
        if target in PAGES:
            token.attrs["href"] = reverse(f"guide_{target}")
    elif token.type == "image":
        token.attrs["src"] = static(f"huong-dan/{str(token.attrs['src']).removeprefix(PICTURES)}")
        token.attrs["loading"] = "lazy"
