"""A snapshot's content as records of a draft plan. The caller's transaction holds them all or none."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cchc_portal.agencies.models import Agency, User
from cchc_portal.vietnam import alphabet
from plans import channel_catalogue
from plans.models import (
    Appendix,
    AudienceGroup,
    Block,
    BlockKind,
    BudgetLine,
    ChannelUse,
    ContentItem,
    DecisionCover,
    LegalBasis,
    ParentPlan,
    Plan,
    Product,
    Recipient,
    Responsibility,
    Section,
    SignatureLine,
)
from plans.states import PlanKind

from .reading import letterhead

Data = dict[str, Any]
Place = tuple[str | int, ...]


def from_snapshot(snapshot: Data, agency: Agency, *, by: User | None, kind: str = PlanKind.CCHC) -> Plan:
    """Make a draft of `agency` that says exactly what the canonical `snapshot` says."""
    plan = Plan.objects.create(
        agency=agency,
        kind=kind,
        form=snapshot["form"],
        rules=snapshot["rules"] or "",
        period_from=date.fromisoformat(snapshot["period"]["from"]),
        period_to=date.fromisoformat(snapshot["period"]["to"]),
        subject=snapshot["subject"],
        addressees=snapshot.get("addressees", []),
        unit=snapshot.get("unit", ""),
        opening=snapshot["opening"],
        closing=snapshot["closing"],
        archive=snapshot["archive"],
        number=snapshot["number"] or "",
        symbol_as_printed=snapshot["symbol_as_printed"] or "",
        issued_on=_day(snapshot["issued_on"]),
        created_by=by,
    )
    if letterhead(plan) != snapshot["agency"]:
        plan.letterhead = snapshot["agency"]
        plan.save()
    Writer(plan, agency).write(snapshot)
    return plan


def add_items(group: AudienceGroup, items: list[Data]) -> None:
    """Put further items, each as a snapshot says it, at the end of a group."""
    writer = Writer(group.plan, group.plan.agency)
    writer.items(group, items, group.items.count())
    writer.write_parts()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class Writer:
    """Writes the parts of one plan; rows without children go in bulk."""

    def __init__(self, plan: Plan, agency: Agency, numbers: Mapping[str, int] | None = None) -> None:
        self.plan = plan
        self.numbers = numbers or {}
        self.units = {alphabet.fold(unit.name): unit for unit in agency.units.all()}
        self.catalogue = channel_catalogue.of_province()
        self.products: list[Product] = []
        self.bodies: list[Responsibility] = []
        self.budgets: list[BudgetLine] = []
        self.uses: list[ChannelUse] = []

    def _known(self, *place: str | int) -> Data:
        """The number under which the row of this place stood before, where it did."""
        number = self.numbers.get(".".join(map(str, place)))
        return {"pk": number} if number else {}

    def write(self, snapshot: Data) -> None:
        self._short_lists(snapshot)
        self._sections(snapshot["sections"], None, ("sections",))
        for position, data in enumerate(snapshot["appendices"]):
            place: Place = ("appendices", position)
            appendix = Appendix.objects.create(
                plan=self.plan,
                position=position,
                title=data["title"],
                landscape=data["landscape"],
                **self._known(*place),
            )
            self._blocks(data["blocks"], (*place, "blocks"), appendix=appendix)
        self.write_parts()

    def write_parts(self) -> None:
        """What was gathered of the items, in bulk."""
        Product.objects.bulk_create(self.products)
        Responsibility.objects.bulk_create(self.bodies)
        BudgetLine.objects.bulk_create(self.budgets)
        ChannelUse.objects.bulk_create(self.uses)

    def _short_lists(self, snapshot: Data) -> None:
        self._rows("bases", LegalBasis, [{"text": text} for text in snapshot["bases"]])
        self._rows("recipients", Recipient, [{"text": text} for text in snapshot["recipients"]])
        signatures = [{**line, "name": line["name"] or ""} for line in snapshot["signatures"]]
        self._rows("signatures", SignatureLine, signatures)
        self._rows(
            "parents",
            ParentPlan,
            [
                {**parent, "number": parent["number"] or "", "issued_on": _day(parent["issued_on"])}
                for parent in snapshot["parents"]
            ],
        )
        if snapshot["decision"]:
            DecisionCover.objects.create(plan=self.plan, **snapshot["decision"])

    def _rows(self, key: str, model: Any, rows: Sequence[Data]) -> None:
        model.objects.bulk_create(
            model.in_province(plan=self.plan, position=position, **self._known(key, position), **row)
            for position, row in enumerate(rows)
        )

    def _sections(self, sections: list[Data], parent: Section | None, path: Place) -> None:
        for position, data in enumerate(sections):
            here = (*path, position)
            section = Section.objects.create(
                plan=self.plan,
                parent=parent,
                position=position,
                heading=data["heading"],
                **self._known(*here),
            )
            self._blocks(data["blocks"], (*here, "blocks"), section=section)
            self._sections(data["sections"], section, (*here, "sections"))

    def _blocks(self, blocks: list[Data], path: Place, **holder: Any) -> None:
        for position, data in enumerate(blocks):
            kind = next(iter(data))
            here = (*path, position)
            block = Block.objects.create(
                plan=self.plan,
                position=position,
                kind=kind,
                content=_own_content(kind, data),
                **holder,
                **self._known(*here),
            )
            if kind == BlockKind.ITEMS:
                self._groups(block, data["items"]["groups"], (*here, "items", "groups"))
            elif kind == BlockKind.CHANNELS:
                self._channels(data["channels"], block=block)

    def _groups(self, block: Block, groups: list[Data], path: Place) -> None:
        for position, data in enumerate(groups):
            here = (*path, position)
            group = AudienceGroup.objects.create(
                plan=self.plan,
                block=block,
                position=position,
                title=data["title"] or "",
                total=data["total"],
                **self._known(*here),
            )
            self._channels(data["channels"], group=group)
            self.items(group, data["items"], 0, (*here, "items"))

    def items(self, group: AudienceGroup, written: list[Data], first: int, path: Place = ()) -> None:
        items = ContentItem.objects.bulk_create(
            self._item(group, place, data, self._known(*path, place))
            for place, data in enumerate(written, start=first)
        )
        for item, data in zip(items, written, strict=True):
            self._parts_of(item, data)

    def _item(self, group: AudienceGroup, position: int, data: Data, known: Data) -> ContentItem:
        time = data["time"] or {"text": "", "from": None, "to": None, "every": None}
        return ContentItem.in_province(
            plan=self.plan,
            group=group,
            position=position,
            content=data["content"],
            time_text=time["text"],
            time_from=_day(time["from"]),
            time_to=_day(time["to"]),
            time_every=time["every"] or "",
            areas=data["areas"],
            audience=data["audience"],
            note=data["note"],
            **known,
        )

    def _parts_of(self, item: ContentItem, data: Data) -> None:
        own = {"plan": self.plan, "item": item}
        self.products += [
            Product.in_province(**own, position=position, **product)
            for position, product in enumerate(data["products"])
        ]
        for part in Responsibility.Part.values:
            self.bodies += [
                Responsibility.in_province(
                    **own, position=position, part=part, text=text, unit=self.units.get(alphabet.fold(text))
                )
                for position, text in enumerate(data[part])
            ]
        if data["budget"]:
            self.budgets.append(BudgetLine.in_province(**own, **data["budget"]))
        self._channels(data["channels"], item=item)

    def _channels(self, texts: list[str], **place: Any) -> None:
        self.uses += [
            ChannelUse.in_province(
                plan=self.plan,
                position=position,
                text=text,
                channel=channel_catalogue.match(text, self.catalogue),
                **place,
            )
            for position, text in enumerate(texts)
        ]


def _own_content(kind: str, data: Data) -> Data:
    """What the block's own row keeps: groups and channels are rows of their own."""
    if kind == BlockKind.ITEMS:
        return {key: value for key, value in data["items"].items() if key != "groups"}
    return {} if kind == BlockKind.CHANNELS else data
