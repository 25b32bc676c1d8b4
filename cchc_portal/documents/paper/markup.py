"""The paper as HTML: one template for the sheet on the screen and for the PDF."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, Engine, Template
from django.utils.safestring import mark_safe

from .glyphs import printable
from .parts import Paper
from .view import view

STYLES = ("paper.css", "paper-columns.css")
SCREEN_STYLE = "paper-screen.css"


@cache
def _template() -> Template:
    engine = Engine(
        dirs=[str(Path(settings.BASE_DIR) / "templates")],
        builtins=["cchc_portal.documents.paper.filters"],
        loaders=[("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
    )
    return engine.get_template("paper/document.html")


@cache
def stylesheet(*names: str) -> str:
    folder = Path(settings.BASE_DIR) / "static" / "css"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


def rule_style(paper: Paper) -> str:
    """The stylesheet of one rule set: where its page number stands."""
    return f"paper-{paper.rules.name.lower().replace('_', '-')}.css"


def body_html(paper: Paper, *, style: str = "", nonce: str | None = None) -> str:
    """The document; without `style` it carries no CSS at all, for a renderer that has it parsed already."""
    values = {"paper": paper, "style": mark_safe(style), "nonce": nonce}  # noqa: S308 - own files
    context = Context(values, use_l10n=False, use_tz=False)
    return printable(_template().render(context))


def html(
    snapshot: Mapping[str, Any],
    *,
    marks: Iterable[str] = frozenset(),
    electronic: bool = False,
    nonce: str | None = None,
    rules: str | None = None,
) -> str:
    paper = view(snapshot, marks=marks, electronic=electronic, rules=rules)
    return body_html(paper, style=stylesheet(*STYLES, rule_style(paper), SCREEN_STYLE), nonce=nonce)
