"""Template tags of the interface: navigation, statuses, Vietnamese dates and numbers, field parts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import formats, timezone

from cchc_portal.agencies.models import PROVINCE_WIDE, Role
from cchc_portal.agencies.permissions import works_in
from cchc_portal.vietnam import dates

from .icons import PATHS, icon

register = template.Library()
register.simple_tag(icon)

NBSP = "\u00a0"

TONE_ICONS = {
    "neutral": "edit",
    "info": "clock",
    "warn": "warning",
    "danger": "error",
    "ok": "check-circle",
    "review": "eye",
    "plain": "check",
}
MESSAGE_TONES = {
    "debug": "neutral",
    "info": "info",
    "success": "ok",
    "warning": "warn",
    "error": "danger",
}


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation; `route` is a URL name that takes the province's and the agency's slug."""

    route: str
    label: str
    icon: str
    short: str = ""
    """For the bar of a phone, where the first three entries stand side by side."""
    roles: frozenset[Role] = frozenset()
    """Whose entry it is, at the office where they hold the post; nobody named: everybody's."""


NAVIGATION = (
    Entry("overseeing:desk", "Theo dõi", "eye", roles=PROVINCE_WIDE),
    Entry("plans:tasks", "Việc của tôi", "tasks", short="Việc"),
    Entry("plans:plan_list", "Kế hoạch", "plan"),
    Entry("calendars:due_dates", "Lịch & thời hạn", "calendar", short="Lịch"),
    Entry("book:list", "Văn thư", "stamp"),
    Entry("publications:publication_list", "Công bố", "publish"),
)


@dataclass(frozen=True)
class Link:
    """An entry with its address."""

    href: str
    label: str
    icon: str
    current: bool
    short: str


@register.simple_tag(takes_context=True)
def navigation(context: template.Context) -> list[Link]:
    """Return the entries whose pages exist; none for people who are in no agency."""
    request: HttpRequest | None = context.get("request")
    if request is None or getattr(request, "membership", None) is None:
        return []
    reached = list(_reached(request))
    current = current_address(request.path, [href for href, _ in reached])
    return [
        Link(href, entry.label, entry.icon, href == current, entry.short or entry.label)
        for href, entry in reached
    ]


def _reached(request: Any) -> Iterator[tuple[str, Entry]]:
    kwargs = {"province": request.province.slug, "agency": request.agency.slug}
    for entry in NAVIGATION:
        try:
            href = reverse(entry.route, kwargs=kwargs)
        except NoReverseMatch:
            continue
        if not entry.roles or _is_for(entry, request):
            yield href, entry


def _is_for(entry: Entry, request: Any) -> bool:
    return works_in(request.membership, request.agency) and request.membership.has_role(*entry.roles)


def current_address(path: str, addresses: list[str]) -> str:
    """Return the entry under which a page stands: the longest one that its address begins with."""
    return max((address for address in addresses if path.startswith(address)), key=len, default="")


@register.simple_tag
def agency_home(province: Any, agency: Any) -> str:
    """Return the first page of an agency."""
    for entry in NAVIGATION:
        if entry.roles:
            continue
        try:
            return reverse(entry.route, kwargs={"province": province.slug, "agency": agency.slug})
        except NoReverseMatch:
            continue
    return "/"


@register.simple_tag
def optional_url(name: str, **kwargs: Any) -> str:
    """Return the address of a page, or nothing where the portal runs without it."""
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""


@register.inclusion_tag("components/status_label.html")
def status_label(
    label: str,
    tone: str = "neutral",
    icon: str = "",
    holder: str = "",
    since: datetime.date | None = None,
    late: str = "",
) -> dict[str, Any]:
    """Show a state: word, icon and colour together, with who has it, since when, and how late."""
    return {
        "label": label,
        "tone": tone,
        "icon": icon or TONE_ICONS[tone],
        "holder": holder,
        "since": since,
        "late": late,
    }


@register.inclusion_tag("components/deadline.html")
def deadline(
    day: datetime.date | None, working_days_left: int | None = None, done: bool = False
) -> dict[str, Any]:
    """Show a deadline with its weekday and the working days that are left, or the fact that it is over."""
    today = timezone.localdate()
    tone = "neutral"
    if day is not None and not done:
        days_left = working_days_left if working_days_left is not None else (day - today).days
        tone = "danger" if day < today else "warn" if days_left <= 3 else "neutral"
    return {
        "day": day,
        "working_days_left": working_days_left,
        "days_late": max(0, -(working_days_left or 0)),
        "done": done,
        "overdue": bool(day and day < today and not done),
        "today": day == today,
        "tone": tone,
        "icon": {"danger": "error", "warn": "warning", "neutral": "calendar"}[tone],
    }


@register.filter
def tone_of_message(level_tag: str) -> str:
    """Turn the level of a Django message into a tone of the design."""
    return MESSAGE_TONES.get(level_tag, "info")


@register.filter
def icon_of_tone(tone: str) -> str:
    """Return the icon that goes with a tone."""
    return {"info": "info"}.get(tone, TONE_ICONS[tone])


@register.filter
def day(value: datetime.date | None) -> str:
    """Write a day as 05/01/2027."""
    return dates.short_date(_local(value)) if value else ""


@register.filter
def weekday_day(value: datetime.date | None) -> str:
    """Write a day as thứ Ba, 05/01/2027."""
    return dates.weekday_date(_local(value)) if value else ""


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """Write a moment as 16:30 05/01/2027, in the portal's time zone."""
    return f"{_local(value):%H:%M %d/%m/%Y}" if value else ""


def _local(value: datetime.date) -> datetime.date:
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def number(value: float | Decimal | None) -> str:
    """Write an amount with its thousands apart: 1.234.567,5. For amounts only: years and ids take `plain`."""
    return "" if value is None else str(formats.number_format(value, use_l10n=True, force_grouping=True))


@register.filter
def plain(value: object) -> str:
    """Write an id, a year or a document number without grouping."""
    return "" if value is None else str(value)


@register.filter
def file_size(size: int | None) -> str:
    """Write a size as 1,2 MB."""
    if size is None:
        return ""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))}{NBSP}KB"
    return f"{number(round(Decimal(size) / 1024 / 1024, 1))}{NBSP}MB"


@register.filter
def described_by(field: Any) -> str:
    """List the ids of a field's hint and error, in the order in which they are read."""
    parts = [f"{field.auto_id}_hint"] if field.help_text else []
    return " ".join([*parts, f"{field.auto_id}_error"] if field.errors else parts)


@register.simple_tag
def portal_input(field: Any, css_class: str) -> str:
    """Draw a field's control, tied to its hint and error."""
    own = field.field.widget.attrs.get("class", "")
    invalid = "is-invalid" if field.errors else ""
    attrs = {"class": " ".join(part for part in (css_class, own, invalid) if part)}
    if ids := described_by(field):
        attrs["aria-describedby"] = ids
    return str(field.as_widget(attrs=attrs))


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """List what has to be put right in these forms and formsets, each line a link to its field."""
    from ..formbase import summarise

    problems = [problem for form in forms if form for problem in summarise(form)]
    return {"problems": problems}


def icon_names() -> list[str]:
    """Return every icon's name, for the catalogue of components."""
    return sorted(PATHS)
