"""A second yardstick, printed beside the first and bound to nothing: a simpler page than ours with the same text.

It has no numbering, rules, keeps or end marks of the law, and so fewer boxes; sizes, margins, page numbers and borders are the same.
"""

from collections.abc import Iterator
from html import escape
from itertools import zip_longest
from typing import Any

from weasyprint import HTML

from cchc_portal.vietnam import numbering

STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font: 14pt Tinos } }
@page :first { @top-center { content: none } }
body { font: 14pt/1.3 Tinos, serif; margin: 0 }
p { text-align: justify; text-indent: 1cm; margin: 6pt 0 0 }
h2 { font-size: 14pt; margin: 6pt 0 0; text-indent: 1cm; break-after: avoid }
h1, h3 { font-size: 14pt; margin: 0; text-align: center }
.head td { text-align: center; border: 0 }
table { width: 100%; border-collapse: collapse; margin-top: 6pt }
.items td, .items th { border: .75pt solid; padding: 2pt 4pt; vertical-align: top; font-size: 13pt }
tr { break-inside: avoid } thead { display: table-header-group }
"""
Rows = Iterator[str]


def pdf(snapshot: dict[str, Any]) -> bytes:
    return HTML(string=html(snapshot)).write_pdf()


def html(plan: dict[str, Any]) -> str:
    body = "".join([*_header(plan), *_sections(plan["sections"]), *_appendices(plan), *_ending(plan)])
    return f'<!doctype html><html lang="vi"><head><style>{STYLE}</style></head><body>{body}</body></html>'


def _header(plan: dict[str, Any]) -> Rows:
    agency = plan["agency"]
    left = "<br>".join(map(escape, [*agency["superior"], *agency["header"]]))
    right = "<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b>"
    yield f'<table class="head"><tr><td>{left}</td><td>{right}</td></tr>'
    yield f"<tr><td>Số: {plan['number']}/KH-{agency['symbol']}</td><td><i>{agency['place']}, {plan['issued_on']}</i></td></tr>"
    yield f"</table><h1>KẾ HOẠCH</h1><h3>{escape(plan['subject'])}</h3><p>{escape(plan['opening'])}:</p>"


def _sections(sections: list[dict[str, Any]]) -> Rows:
    for number, section in enumerate(sections, start=1):
        yield f"<h2>{numbering.roman(number)}. {escape(section['heading'].upper())}</h2>"
        yield from _blocks(section["blocks"])
        yield from _sections(section["sections"])


def _blocks(blocks: list[dict[str, Any]]) -> Rows:
    for block in blocks:
        if "items" in block:
            yield from _table(block["items"])
        elif "text" in block:
            yield f"<p>{escape(block['text'])}</p>"
        else:
            for entry in block.get("bullets") or block.get("numbered") or []:
                yield f"<p>- {escape(entry['text'])};</p>"


def _table(items: dict[str, Any]) -> Rows:
    columns = items["columns"]
    heads = "".join(f"<th>{escape(items['labels'].get(column, column))}</th>" for column in columns)
    yield f'<table class="items"><thead><tr><th>STT</th>{heads}</tr></thead><tbody>'
    for group in items["groups"]:
        if group["title"]:
            yield f'<tr><td colspan="{len(columns) + 1}"><b>{escape(group["title"])}</b></td></tr>'
        for number, (item, shared) in enumerate(zip_longest(group["items"], group["channels"]), start=1):
            cells = "".join(f"<td>{_cell(item or {}, column, shared)}</td>" for column in columns)
            yield f"<tr><td>{number}</td>{cells}</tr>"
    yield "</tbody></table>"


def _cell(item: dict[str, Any], column: str, shared: str | None) -> str:
    value = item.get(column) or (shared if column == "channels" else "") or ""
    if isinstance(value, list):
        value = "; ".join(part["text"] if isinstance(part, dict) else part for part in value)
    return escape(value["text"] if isinstance(value, dict) else value)


def _appendices(plan: dict[str, Any]) -> Rows:
    for appendix in plan["appendices"]:
        yield f'<h1 style="break-before: page">Phụ lục</h1><h3>{escape(appendix["title"].upper())}</h3>'
        yield from _blocks(appendix["blocks"])


def _ending(plan: dict[str, Any]) -> Rows:
    recipients = "<br>".join(f"- {escape(recipient)};" for recipient in plan["recipients"])
    signature = plan["signatures"][0]
    yield f"<p>{escape(plan['closing'])}./.</p>"
    yield f'<table class="head"><tr><td><b><i>Nơi nhận:</i></b><br>{recipients}</td>'
    yield f"<td><b>{signature['title']}<br><br><br>{signature['name']}</b></td></tr></table>"
