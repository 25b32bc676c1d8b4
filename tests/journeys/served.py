"""What the portal sent to a browser, kept so that a test can read every word of it afterwards."""

import re
from collections.abc import Callable
from html import unescape

from django.http import HttpRequest, HttpResponse

PAGES: list[tuple[str, str]] = []
"""Path and body of each HTML answer since the list was last emptied."""

# Words of an interface that was never translated; file formats and product names are no English.
ENGLISH = re.compile(
    r"\b(submit|save|saved|delete|cancel|log ?in|log ?out|sign in|sign out|required|next|previous|search|edit|add|remove|back"
    r"|home|page not found|forbidden|error|this field|please|enter|choose|select|yes|no results|today|days?|hours?|minutes?"
    r"|january|february|march|april|june|july|august|october|november|december|monday|tuesday|friday|sunday|django)\b",
    re.IGNORECASE,
)
SPOKEN = re.compile(
    r'\s(?:title|alt|placeholder|aria-label|data-confirm|data-confirm-action|data-question)="([^"]*)"'
)
GROUPED_YEAR = re.compile(r"\b(?:năm|/) ?[12]\.\d{3}\b")
CODE = re.compile(r"\S*[/@_=]\S*|\S+\.(?:pdf|docx|yaml)")


def remember(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware that keeps each page as it leaves."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            PAGES.append((request.path, response.content.decode()))
        return response

    return middleware


def words(html: str) -> str:
    """What a person reads or hears, without addresses, file names and keys, which are named as keyboards name them."""
    spoken = " ¶ ".join(SPOKEN.findall(html))
    body = re.sub(r"(?s)<(script|style|svg|kbd)\b.*?</\1>|<[^>]+>", " ", html)
    return re.sub(r"\s+", " ", CODE.sub(" ", unescape(f"{body} ¶ {spoken}")))


def wrong_words(text: str) -> list[str]:
    """English words and years with a dot."""
    return [match[0] for rule in (ENGLISH, GROUPED_YEAR) for match in rule.finditer(text)]


def faults() -> list[str]:
    """Wrong words of every page kept, each with its page."""
    return sorted({f"{path}: {word}" for path, html in PAGES for word in wrong_words(words(html))})
