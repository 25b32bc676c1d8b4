"""The paper as HTML: one template for the sheet on the screen and for the PDF."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, Engine, Template
from django.utils.safestring import mark_safe

from .glyphs import printable
from .parts import Line, Paper, Part, Row, Table
from .view import view

STYLES = ("paper.css", "paper-columns.css")
BESIDE_THE_FORM = (
    "paper-lookup.css"  # of what the law's form does not have; the paper of record never meets it
)
OF_A_COPY = "paper-copy.css"
SCREEN_STYLE = "paper-screen.css"


@cache
def _engine() -> Engine:
    return Engine(
        dirs=[str(Path(settings.BASE_DIR) / "templates")],
        builtins=["cchc_portal.documents.paper.filters"],
        loaders=[("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
    )


@cache
def _template(name: str = "document.html") -> Template:
    return _engine().get_template(f"paper/{name}")


@cache
def stylesheet(*names: str) -> str:
    folder = Path(settings.BASE_DIR) / "static" / "css"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


def rule_style(paper: Paper) -> str:
    """The stylesheet of one rule set: where its page number stands."""
    return f"paper-{paper.rules.name.lower().replace('_', '-')}.css"


def body_html(
    paper: Paper,
    *,
    style: str = "",
    nonce: str | None = None,
    anchors: Mapping[str, str] | None = None,
) -> str:
    """The document; without `style` it carries no CSS at all, for a renderer that has it parsed already.

    Only the sheet on a screen calls a table's cells by their columns.
    """
    values = {
        "paper": paper,
        "style": mark_safe(style),  # noqa: S308 - own files
        "nonce": nonce,
        "anchors": anchors,
        "labels": bool(style),
    }
    context = Context(values, use_l10n=False, use_tz=False)
    return printable(_template().render(context))


def fragment(name: str, said: Mapping[str, object]) -> str:
    """A small page of its own: what is laid over or under sheets that exist already."""
    return printable(_template(name).render(Context(said, use_l10n=False, use_tz=False)))


def slips_html(parts: Iterable[Part]) -> str:
    """Of each appendix nothing but "(Kèm theo …)", on a page of its own."""
    return printable(_template("slips.html").render(Context({"parts": parts}, use_l10n=False, use_tz=False)))


def html(
    snapshot: Mapping[str, Any],
    *,
    marks: Iterable[str] = frozenset(),
    electronic: bool = False,
    nonce: str | None = None,
    rules: str | None = None,
    anchors: Mapping[str, str] | None = None,
) -> str:
    """`anchors` names places of the snapshot ("sections.0"); what is printed of them then carries `data-anchor`."""
    paper = view(snapshot, marks=marks, electronic=electronic, rules=rules, placed=anchors is not None)
    style = stylesheet(*STYLES, rule_style(paper), SCREEN_STYLE)
    return body_html(paper, style=style, nonce=nonce, anchors=anchors)


def piece_html(lines: Iterable[Line | Table | Row], anchors: Mapping[str, str]) -> dict[str, str]:
    """Anchor → what is printed of it, from lines and rows that note their places; for replacing them in the sheet on the screen."""
    pieces: dict[str, str] = {}
    for line in lines:
        anchor = anchors.get(line.place)
        if anchor is not None:
            pieces[anchor] = pieces.get(anchor, "") + _piece(line, anchors)
    return pieces


def _piece(line: Line | Table | Row, anchors: Mapping[str, str]) -> str:
    name, template = next((name, file) for kind, name, file in _PIECES if isinstance(line, kind))
    context = Context({name: line, "anchors": anchors, "labels": True}, use_l10n=False, use_tz=False)
    return printable(_template(template).render(context)).strip()


_PIECES = ((Line, "block", "_line.html"), (Table, "table", "_table.html"), (Row, "row", "_row.html"))
