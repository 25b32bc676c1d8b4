"""The parts of a paper as WordprocessingML."""

from cchc_portal.vietnam import layout

from . import fonts
from .parts import Ending, Header, Line, Paper, Part, Row, Table
from .word_xml import RULE, gap, inline_runs, paragraph, plain_table, run, twips

TEXT_MM = {False: 165.0, True: 252.0}
BOLD_KINDS = {"h1", "h2", "subheading"}
ITALIC_KINDS = {"base-italic", "words"}
LIST_SHARE = 0.45
SHARED_MERGE = {"first": "restart", "middle": "continue", "last": "continue", "only": "restart"}


def part_xml(part: Part, paper: Paper, *, first: bool) -> str:
    rules = paper.rules
    pieces = []
    if first and "draft" in paper.marks:
        pieces.append(paragraph(run(layout.DRAFT_MARK, 13, bold=True), align="right"))
    if part.header:
        pieces.append(_header(part.header, rules))
    if part.title:
        pieces.append(_title(part, rules))
    pieces += _addressees(part.addressees, rules)
    pieces += [_line(line, rules) for line in part.bases]
    if part.decides:
        decides = run(layout.DECIDES, rules.sizes.type_name, bold=True)
        pieces.append(paragraph(decides, align="center", before=12, keep=True))
    for block in part.body:
        pieces.append(
            _table(block, rules, part.landscape) if isinstance(block, Table) else _line(block, rules)
        )
    if part.ending:
        pieces.append(_ending(part.ending, rules))
    return "".join(pieces)


def _header(header: Header, rules: layout.RuleSet) -> str:
    size = rules.sizes.issuer - header.compact
    left, right = (68.0, 97.0) if header.compact else rules.columns.header
    names = [paragraph(run(line, size), align="center") for line in header.superior]
    names += [paragraph(run(line, size, bold=True), align="center") for line in header.issuer]
    longest = max(fonts.width_mm(line, size, bold=True) for line in header.issuer)
    names.append(_rule(min(longest, left) * rules.lines.issuer, left))
    motto_size = rules.sizes.motto - header.compact
    national = [
        paragraph(
            run(layout.NATIONAL_NAME, rules.sizes.national_name - header.compact, bold=True), align="center"
        ),
        paragraph(run(layout.MOTTO, motto_size, bold=True), align="center"),
        _rule(fonts.width_mm(layout.MOTTO, motto_size, bold=True), right),
    ]
    rows = [["".join(names), "".join(national)]]
    if header.number:
        date_size = rules.sizes.place_date - header.compact
        number = paragraph(run(header.number, rules.sizes.number), align="center", before=6)
        about = "".join(
            paragraph(run(line, rules.sizes.letter_subject), align="center", before=0 if order else 6)
            for order, line in enumerate(header.about)
        )
        rows.append(
            [
                number + about,
                paragraph(run(header.place_date, date_size, italic=True), align="center", before=6),
            ]
        )
    return plain_table([twips(left), twips(right)], rows)


def _rule(length: float, room: float) -> str:
    """A ruled line: the upper border of an empty paragraph of that width."""
    side = max(0.0, (room - length) / 2)
    return paragraph(run("", 2), sides=(side, side), border=RULE)


def _title(part: Part, rules: layout.RuleSet) -> str:
    size, room = rules.sizes.subject, TEXT_MM[part.landscape]
    longest = max(fonts.width_mm(line, size, bold=True) for line in part.subject)
    lines = [
        paragraph(run(part.title, rules.sizes.type_name, bold=True), align="center", before=14, keep=True)
    ]
    lines += [paragraph(run(line, size, bold=True), align="center", keep=True) for line in part.subject]
    if part.attached_to:
        attached = run(part.attached_to, rules.sizes.attached_to, italic=True)
        lines += [paragraph(attached, align="center", keep=True), _rule(room * 0.15, room)]
    else:
        lines.append(_rule(longest * rules.lines.subject, room))
    if part.issuer_line:
        lines.append(paragraph(run(part.issuer_line, size, bold=True), align="center", before=12, keep=True))
    return "".join(lines)


def _addressees(lines: tuple[str, ...], rules: layout.RuleSet) -> list[str]:
    """One centred line, or a block in the middle whose dashes stand under the colon."""
    size, room = rules.sizes.addressee, TEXT_MM[False]
    if len(lines) < 2:
        return [
            paragraph(run(f"{layout.ADDRESSED_TO} {line}", size), align="center", before=14) for line in lines
        ]
    colon = fonts.width_mm(layout.ADDRESSED_TO.rstrip(":"), size)
    widest = colon + max(fonts.width_mm(line, size) for line in lines)
    side = max(0.0, (room - widest) / 2)
    first = paragraph(run(layout.ADDRESSED_TO, size), sides=(side, 0), before=14, keep=True)
    return [first, *(paragraph(run(line, size), sides=(side + colon, 0)) for line in lines)]


def _line(line: Line, rules: layout.RuleSet) -> str:
    size, bold = rules.sizes.body, line.kind in BOLD_KINDS
    runs = ""
    if line.mark:
        runs = run(f"{line.mark} ", size, bold=bold or line.kind == "article")
    runs += inline_runs(
        line.text,
        size,
        notes=line.notes,
        first_note=line.first_note,
        bold=bold,
        italic=line.kind in ITALIC_KINDS,
    )
    ends = line.kind == "end"
    written = paragraph(
        runs,
        align="right" if ends else "both",
        before=rules.body.paragraph_gap,
        line=rules.body.line_height / 1.15,
        first_line=0 if ends else rules.body.first_line_indent,
        keep=line.keep,
    )
    return written + "".join(
        paragraph(
            run(f"{number} ", 11, raised=True) + inline_runs(note, rules.sizes.footnote),
            align="both",
            first_line=rules.body.first_line_indent,
        )
        for number, note in enumerate(line.notes, line.first_note)
    )


# --- tables


def _table(table: Table, rules: layout.RuleSet, landscape: bool) -> str:
    room = twips(TEXT_MM[landscape])
    widths = [room * column.width // 100 for column in table.columns]
    size = rules.sizes.table - (1 if table.small else 0)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = "".join(_head_row(row, widths, size) for row in table.head)
    rows = _merged(table.rows)
    body = "".join(_row(row, widths, size) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{BORDERS}<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>{gap()}"
    )


BORDERS = "<w:tblBorders>{}</w:tblBorders>".format(
    "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
)


def _head_row(labels: tuple[str, ...], widths: list[int], size: float) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(inline_runs(label, size, bold=True), align='center')}</w:tc>"
        for label, width in zip(labels, widths, strict=False)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _merged(rows: tuple[Row, ...]) -> list[tuple[Row, dict[int, tuple[str, ...]]]]:
    """Word can join cells over pages: the whole list of a group goes into the first cell of its column."""
    texts: list[dict[int, tuple[str, ...]]] = [{} for _ in rows]
    start: dict[int, int] = {}
    for number, row in enumerate(rows):
        for place, cell in enumerate(row.cells):
            if cell.shared in ("first", "only"):
                start[place] = number
                texts[number][place] = cell.lines
            elif cell.shared:
                texts[start[place]][place] += cell.lines
                texts[number][place] = ()
    return list(zip(rows, texts, strict=True))


def _row(pair: tuple[Row, dict[int, tuple[str, ...]]], widths: list[int], size: float) -> str:
    row, shared = pair
    cells, place = [], 0
    for index, cell in enumerate(row.cells):
        width = sum(widths[place : place + cell.span])
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if cell.span > 1:
            properties += f'<w:gridSpan w:val="{cell.span}"/>'
        if cell.shared:
            properties += f'<w:vMerge w:val="{SHARED_MERGE[cell.shared]}"/>'
        bold = cell.bold or row.kind in ("group", "total")
        lines = shared.get(index, cell.lines) or ("",)
        paragraphs = "".join(
            paragraph(inline_runs(line, size, bold=bold), align=cell.align, keep=row.kind == "group")
            for line in lines
        )
        cells.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>")
        place += cell.span
    whole = "" if row.tall else "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr>{whole}{''.join(cells)}</w:tr>"


# --- ending


def _ending(ending: Ending, rules: layout.RuleSet) -> str:
    sizes = rules.sizes
    recipients = paragraph(
        run(layout.RECIPIENTS_LABEL, sizes.recipients_label, bold=True, italic=True), before=6, keep=True
    )
    recipients += "".join(paragraph(run(line, sizes.recipients), keep=True) for line in ending.recipients)
    many = len(ending.signatures) > 1
    size = sizes.authority - (1 if many else 0)
    cells = [recipients]
    for signature in ending.signatures:
        lines = [paragraph(run(line, size, bold=True), align="center", keep=True) for line in signature.lines]
        space = rules.columns.signature_space / 25.4 * 72
        name = paragraph(run(signature.name, size, bold=True), align="center", before=space)
        cells.append("".join(lines) + name)
    whole = twips(TEXT_MM[False])
    left = round(whole * (0.28 if many else LIST_SHARE))
    right = (whole - left) // max(1, len(ending.signatures))
    return plain_table([left, *[right] * len(ending.signatures)], [cells])
