"""Pages of a list whose length is known already, so that counting it costs no query."""

from typing import Any

from django.core.paginator import Page, Paginator

PER_PAGE = 20


class Counted(Paginator):
    def __init__(self, rows: Any, *, total: int) -> None:
        super().__init__(rows, PER_PAGE)
        self.count = total


def page_of(rows: Any, *, number: str | None, total: int | None = None) -> Page:
    """The page that the address names, or the nearest there is."""
    paginator = Paginator(rows, PER_PAGE) if total is None else Counted(rows, total=total)
    return paginator.get_page(number)
