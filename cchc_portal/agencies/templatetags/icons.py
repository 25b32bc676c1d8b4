"""The interface's own small set of line icons, drawn on a 24 x 24 grid and set inline so that they take the text's colour."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

PATHS: dict[str, str] = {
    "tasks": "M4 6h2M4 12h2M4 18h2M10 6h10M10 12h10M10 18h10",
    "plan": "M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7",
    "publish": "M4 10v4h3l8 5V5l-8 5zM18.5 9a4 4 0 0 1 0 6",
    "calendar": "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M8 14h2M14 14h2",
    "more": "M5 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2zM12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2zM19 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2z",
    "home": "M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6",
    "building": "M5 21V4h10v17M15 9h4v12M3 21h18M8 8h4M8 12h4M8 16h4",
    "user": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0",
    "users": "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6M18 14.2a6.5 6.5 0 0 1 3.5 5.8",
    "switch": "M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4",
    "sign-out": "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
    "lock": "M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3",
    "search": "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5",
    "filter": "M4 5h16l-6 7v6l-4 2v-8z",
    "plus": "M12 5v14M5 12h14",
    "edit": "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
    "trash": "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
    "up": "M12 19V5M6 11l6-6 6 6",
    "down": "M12 5v14M6 13l6 6 6-6",
    "left": "M19 12H5M11 6l-6 6 6 6",
    "right": "M5 12h14M13 6l6 6-6 6",
    "chevron-down": "M6 9l6 6 6-6",
    "check": "M5 13l4 4L19 7",
    "check-circle": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12.5l3 3 5-6",
    "bell": "M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 21h4M12 5V3",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
    "info": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 7.5v.01",
    "warning": "M12 4L2.5 20h19zM12 10v4.5M12 17.2v.01",
    "error": "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 7.5v5.5M12 16.5v.01",
    "help": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.8v.01",
    "send": "M4 12l16-8-5 16-4-6zM11 14l9-10",
    "return": "M9 6l-5 5 5 5M4 11h10a6 6 0 0 1 6 6v2",
    "stamp": "M9 13V9.5a3.5 3.5 0 1 1 6 0V13M5 13h14v4H5zM6 20.5h12",
    "sign": "M4 18c3 0 3-9 6-9s-1 7 1 7 2-4 4-4 0 4 5 4M4 21h16",
    "number": "M9 4L7 20M17 4l-2 16M4 9h16M4 15h16",
    "download": "M12 4v11M7 11l5 5 5-5M4 20h16",
    "upload": "M12 16V5M7 9l5-5 5 5M4 20h16",
    "file": "M6 3h9l4 4v14H6zM14 3v5h5",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "history": "M4 4v5h5M4.5 9a8 8 0 1 1-.4 4.5M12 8v4.5l3 1.8",
    "eye": "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    "eye-off": "M3 3l18 18M10 5.2C10.6 5 11.3 5 12 5c6 0 10 7 10 7s-1 1.8-2.9 3.600M6.5 6.800C3.6 8.7 2 12 2 12s4 7 10 7c1.8 0 3.4-.600 4.8-1.5",
    "saved": "M7 18a4.5 4.5 0 1 1 .8-8.900A5.5 5.5 0 0 1 18.3 10.5 3.8 3.8 0 0 1 17.5 18zM9 13.500l2.2 2.2 3.8-4.2",
    "unsaved": "M7 18a4.5 4.5 0 1 1 .8-8.900A5.5 5.5 0 0 1 18.3 10.5 3.8 3.8 0 0 1 17.5 18zM12 10v3.500M12 15.700v.01",
    "external": "M13 4h7v7M20 4l-9 9M18 14v6H4V6h6",
    "close": "M6 6l12 12M18 6L6 18",
    "dot": "M12 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
    "comment": "M4 5h16v11H11l-5 4v-4H4z",
    "text-size": "M2.5 19L8 5l5.5 14M4.5 14.5h7M14.5 19l3.5-9 3.5 9M15.6 16h4.8",
    "copy": "M9 9h11v11H9zM15 9V4H4v11h5",
}


@register.simple_tag
def icon(name: str, css_class: str = "") -> SafeString:
    """Draw an icon as decoration: the words beside it carry the meaning, so screen readers pass over it."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        f" {css_class}" if css_class else "",
        PATHS[name],
    )
