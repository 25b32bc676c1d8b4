"""From a snapshot to the parts of its paper: header, title, bases, body, ending, appendices (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from cchc_portal.vietnam import dates, layout, numbering, symbols
from cchc_portal.vietnam.text import lower_first

from . import fonts
from .body import Body, begins_with_list, close, count_notes
from .copied import Copied
from .heads import needs_compact
from .lookup import Lookup
from .parts import Ending, Header, Line, Paper, Part, Signature
from .words import balanced, open_space, years_together

OPEN_DATE = f"ngày{dates.BLANK}tháng{dates.BLANK}năm{dates.BLANK}"
PORTRAIT_MM, LANDSCAPE_MM = 165, 252  # width of the text
_BEFORE_SIGNING = frozenset({"draft", "to-sign"})
TITLES = {"plan": layout.PLAN_TITLE, "report": layout.REPORT_TITLE}


def view(
    snapshot: Mapping[str, Any],
    *,
    marks: Iterable[str] = (),
    electronic: bool = False,
    rules: str | None = None,
    placed: bool = False,
    lookup: Lookup | None = None,
    copied: Copied | None = None,
) -> Paper:
    """`placed`: every line notes where its words stand in the snapshot."""
    rule_set = rules or snapshot.get("rules") or layout.rules_for(_day(snapshot)).name
    open_year = not _BEFORE_SIGNING.isdisjoint(marks)
    writer = _Writer(snapshot, layout.RULE_SETS[rule_set], electronic, placed, copied, open_year)
    kind = symbols.kind_of(snapshot)
    return Paper(
        rules=layout.RULE_SETS[rule_set],
        name=f"{copied.name + ': ' if copied else ''}{symbols.type_of_series(kind)} "
        f"{lower_first(writer.subject(kind == symbols.DECISION))}",
        author=snapshot["agency"]["name"],
        issued_on=snapshot.get("issued_on"),
        parts=tuple(count_notes(writer.parts())),
        marks=frozenset(marks),
        lookup=lookup,
        copied=copied,
    )


class _Writer:
    def __init__(
        self,
        snapshot: Mapping[str, Any],
        rules: layout.RuleSet,
        electronic: bool,
        placed: bool,
        copied: Copied | None,
        open_year: bool,
    ) -> None:
        self.snapshot, self.rules, self.electronic, self.open_year = snapshot, rules, electronic, open_year
        self.copied, self.excerpt = copied, copied is not None and copied.is_excerpt
        self.placed = placed or self.excerpt
        self.agency = snapshot["agency"]
        self.form = snapshot["form"]

    def subject(self, of_decision: bool) -> str:
        return str(self.snapshot["decision"]["subject"] if of_decision else self.snapshot["subject"])

    def parts(self) -> Iterable[Part]:
        if self.form in TITLES:
            yield self._alone()
        elif self.form == "letter":
            yield self._letter()
        elif self.form == "decision_inline":
            yield self._decision(inline=True)
        else:
            yield self._decision(inline=False)
            yield self._attached_plan()
        appendices = self.snapshot.get("appendices") or []
        for order, appendix in enumerate(appendices, 1):
            if self.copied and not self.copied.has_appendix(order - 1):
                continue
            path = f"appendices.{order - 1}" if self.placed else ""
            yield self._appendix(appendix, numbering.appendix_label(order, len(appendices)), path)

    # --- the parts

    def _alone(self) -> Part:
        """A plan or a report by itself (mẫu 1.4)."""
        return Part(
            kind="main",
            header=self._header(),
            title=TITLES[self.form],
            subject=self._lines(self.subject(False)),
            addressees=addressed(self.snapshot.get("addressees") or ()),
            bases=self._bases(),
            body=tuple(close([*self._opening(), *self._plan_body()])),
            ending=self._ending(),
        )

    def _letter(self) -> Part:
        """Without a type's name: what it is about stands under its number (mẫu 1.5)."""
        return Part(
            kind="main",
            header=self._header(about=self._about()),
            title="",
            subject=(),
            addressees=addressed(self.snapshot.get("addressees") or ()),
            bases=self._bases(),
            body=tuple(close([*self._opening(), *self._plan_body()])),
            ending=self._ending(),
        )

    def _about(self) -> tuple[str, ...]:
        """As "V/v …", in the width of its column."""
        sizes, (left, _) = self.rules.sizes, self.rules.columns.header
        return balanced(
            years_together(f"{layout.ABOUT} {lower_first(self.subject(False))}"),
            left * 0.95,
            lambda text: fonts.width_mm(text, sizes.letter_subject),
        )

    def _decision(self, *, inline: bool) -> Part:
        decision = self.snapshot["decision"]
        lines: list[Any] = []
        for order, text in enumerate(decision["articles"], 1):
            carries = inline and order == 1
            lines.append(
                Line(
                    "article",
                    _with(text, ":" if carries else "."),
                    numbering.article_label(order),
                    keep=carries,
                )
            )
            if carries:
                lines += [*self._opening(), *self._plan_body()]
        return Part(
            kind="main",
            header=self._header(),
            title=layout.DECISION_TITLE,
            subject=self._lines(decision["subject"]),
            issuer_line=decision.get("issuer") or "",
            bases=self._bases(),
            decides=True,
            body=tuple(close(lines)),
            ending=self._ending(),
        )

    def _attached_plan(self) -> Part:
        return Part(
            kind="attached",
            header=self._header(dated=False),
            title=layout.PLAN_TITLE,
            subject=self._lines(self.subject(False)),
            attached_to=self._attached_to(),
            body=tuple(close([*self._opening(), *self._plan_body()])),
        )

    def _appendix(self, appendix: Mapping[str, Any], label: str, path: str) -> Part:
        landscape = bool(appendix.get("landscape"))
        blocks = Body(landscape).blocks(appendix.get("blocks") or [], 1, path and f"{path}.blocks")
        return Part(
            kind="appendix",
            title=label,
            subject=self._lines(appendix["title"].upper(), landscape=landscape),
            attached_to=self._attached_to(),
            body=tuple(close(list(blocks))),
            landscape=landscape,
        )

    # --- their lines

    def _lines(self, title: str, *, landscape: bool = False) -> tuple[str, ...]:
        widest = (LANDSCAPE_MM if landscape else PORTRAIT_MM) * 0.9
        return balanced(
            years_together(title),
            widest,
            lambda text: fonts.width_mm(text, self.rules.sizes.subject, bold=True),
        )

    def _header(self, *, dated: bool = True, about: tuple[str, ...] = ()) -> Header:
        place, day = self.agency["place"], _day(self.snapshot)
        superior, issuer = tuple(self.agency["superior"]), tuple(self.agency["header"])
        # A plan is often signed in the year before its own: drafts and sheets for signing leave the year to the pen.
        year = None if self.open_year else self._year()
        return Header(
            superior=superior,
            issuer=issuer,
            number=open_space(self._number_line()) if dated else "",
            place_date=open_space(dates.written_place_date(place, day, year)) if dated else "",
            about=about,
            compact=needs_compact(self.rules, superior, issuer, place),
        )

    def _year(self) -> int:
        """In which it will be dated: a report when its period is over, everything else when it begins."""
        said = self.snapshot["period"]["to" if self.snapshot["form"] == "report" else "from"]
        return int(str(said)[:4])

    def _number_line(self) -> str:
        if self._as_printed():
            return f"{layout.NUMBER_LABEL} {self._as_printed()}"
        return symbols.number_line(self.snapshot.get("number"), self._type(), self._issuer())

    def _symbol(self) -> str:
        number = self.snapshot.get("number")
        return self._as_printed() or symbols.document_symbol(number, self._type(), self._issuer())

    def _as_printed(self) -> str:
        """A symbol that differs from the rule, of a document that has its number."""
        return str(self.snapshot.get("symbol_as_printed") or "") if self.snapshot.get("number") else ""

    def _type(self) -> str:
        return symbols.kind_of(self.snapshot)

    def _issuer(self) -> str:
        return symbols.issuer_of(self.snapshot)

    def _attached_to(self) -> str:
        """(Kèm theo …): filled in on paper, left open in an electronic document and in a draft (III.1.đ)."""
        kind = symbols.type_of_series(self._type())
        day = None if self.electronic else _day(self.snapshot)
        number = symbols.BLANK if self.electronic else self._symbol()
        when = dates.written_date(day) if day else OPEN_DATE
        return open_space(f"(Kèm theo {kind} số {number} {when} của {self.agency['name']})")

    def _bases(self) -> tuple[Line, ...]:
        texts = [text.rstrip(" .;,") for text in self.snapshot.get("bases") or []]
        rule = self.rules.legal_bases
        kind = "base-italic" if rule.italic else "base"
        return tuple(Line(kind, text + rule.ending(order, len(texts))) for order, text in enumerate(texts, 1))

    def _opening(self) -> list[Line]:
        opening = (self.snapshot.get("opening") or "").strip()
        if not opening:
            return []
        if self.form == "letter" and not _leads(self.snapshot.get("sections") or []):
            return [Line("para", _with(opening, "."), place="opening")]
        return [Line("para", _with(opening, ":"), keep=True, place="opening")]

    def _plan_body(self) -> list[Any]:
        closing = (self.snapshot.get("closing") or "").strip()
        path = "sections" if self.placed else ""
        sections = self.snapshot.get("sections") or []
        letter = self.form == "letter"
        lines: list[Any] = list(Body(letter=letter).sections(sections, 2 if letter else 1, path))
        if self.copied and self.excerpt:
            return self.copied.kept(lines)
        return [*lines, Line("para", _with(closing, "."), place="closing")] if closing else lines

    def _ending(self) -> Ending:
        recipients = [
            f"- {text.rstrip(' ;.')}{self.rules.recipients_end}"
            for text in self.snapshot.get("recipients") or []
        ]
        archive = self.rules.archive_line(list(self.snapshot.get("archive") or ["VT"]))
        signers = [
            ([*(one.get("authority") or ()), one["title"]], one.get("name") or "")
            for one in self.snapshot.get("signatures") or []
        ]
        tallest = max((len(lines) for lines, _ in signers), default=0)
        signatures = tuple(
            Signature((*lines, *[""] * (tallest - len(lines))), name) for lines, name in signers
        )  # blank lines bring the names of two signers level
        return Ending((*recipients, archive), signatures)


def _day(snapshot: Mapping[str, Any]) -> date | None:
    value = snapshot.get("issued_on")
    return date.fromisoformat(value) if isinstance(value, str) else value


def _leads(sections: Sequence[Mapping[str, Any]]) -> bool:
    """Whether what follows the opening is a list that it introduces."""
    first = sections[0] if sections else {}
    return bool(first.get("heading")) or begins_with_list(first.get("blocks") or [])


def addressed(names: Sequence[str]) -> tuple[str, ...]:
    """The lines of "Kính gửi": one name beside it, several below it with dashes, ";" and at the end "." (mục II.9.a)."""
    texts = [name.rstrip(" .;,") for name in names]
    if len(texts) < 2:
        return tuple(texts)
    return tuple(f"- {text}{'.' if order == len(texts) else ';'}" for order, text in enumerate(texts, 1))


def _with(text: str, mark: str) -> str:
    text = text.rstrip()
    return text if text.endswith((":", ".", ";")) else text + mark
