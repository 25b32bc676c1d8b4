"""Each row of the book against the columns, the other rows and what stands: all faults with their place, and the rows without one."""

from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

from cchc_portal.agencies.models import Role
from cchc_portal.vietnam import dates

from .cells import PARSERS
from .columns import AGENCIES, PEOPLE, POSTS, SHEETS, UNITS, Column, SheetForm
from .present import Present
from .reading import Book, Fault


@dataclass
class Row:
    """`values` are the cells as the database knows them; None where the cell is empty."""

    sheet: SheetForm
    number: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Any:
        return self.values[key]


@dataclass
class Checked:
    """`faults` in the order of the book; `right` are the rows that could be entered by themselves."""

    right: dict[str, list[Row]]
    faults: list[Fault]

    @property
    def own_faults(self) -> list[Fault]:
        return [fault for fault in self.faults if not fault.follows]

    @property
    def wrong_rows(self) -> int:
        return len({(fault.sheet, fault.row) for fault in self.faults if not fault.follows})


def emails_of(book: Book) -> set[str]:
    return {cells.get("email", "").lower() for _, cells in book.rows[PEOPLE.key]} - {""}


def check(book: Book, present: Present, *, importer_email: str = "") -> Checked:
    return _Checker(book, present, importer_email.lower()).run()


class _Checker:
    def __init__(self, book: Book, present: Present, importer: str) -> None:
        self.book = book
        self.present = present
        self.importer = importer
        self.faults = list(book.faults)
        self.wrong = {(fault.sheet, fault.row) for fault in book.faults}
        self.rows = {
            sheet.key: [Row(sheet, number, cells) for number, cells in book.rows[sheet.key]]
            for sheet in SHEETS
        }
        self.named: dict[str, set[Any]] = {sheet.key: set() for sheet in SHEETS}
        """What wrong rows name: a row that depends on one is not a second fault."""
        self.in_book: dict[str, set[Any]] = {}

    def run(self) -> Checked:
        for sheet, more in (
            (AGENCIES, self._agencies),
            (UNITS, self._units),
            (POSTS, self._posts),
            (PEOPLE, self._people),
        ):
            for row in self.rows[sheet.key]:
                for column in sheet.columns:
                    self._cell(row, column)
            keys = _NAMED_BY[sheet.key]
            self.in_book[sheet.key] = {tuple(row[key] for key in keys) for row in self.rows[sheet.key]}
            more()
            right = {tuple(row[key] for key in keys) for row in self._right(sheet.key)}
            self.named[sheet.key] = self.in_book[sheet.key] - right
        order = {sheet.title: place for place, sheet in enumerate(SHEETS)}
        self.faults.sort(key=lambda fault: (order.get(fault.sheet, -1), fault.row))
        return Checked({key: self._right(key) for key in self.rows}, self.faults)

    # --- one cell

    def _cell(self, row: Row, column: Column) -> None:
        text = row.cells.get(column.key, "")
        row.values[column.key] = text or None
        if not text:
            if column.required:
                self._fault(row, column.key, f"Thiếu {column.title.lower()}.")
        elif len(text) > column.longest:
            self._fault(row, column.key, f"Dài {len(text)} ký tự; nhiều nhất {column.longest} ký tự.")
        elif column.key in PARSERS:
            try:
                row.values[column.key] = PARSERS[column.key](text)
            except ValueError as error:
                row.values[column.key] = None
                self._fault(row, column.key, str(error))

    def _fault(self, row: Row, key: str, sentence: str, *, follows: bool = False) -> None:
        title = row.sheet.column(key).title
        self.faults.append(Fault(row.sheet.title, row.number, title, sentence, follows))
        self.wrong.add((row.sheet.title, row.number))

    def _is_right(self, row: Row) -> bool:
        return (row.sheet.title, row.number) not in self.wrong

    def _right(self, key: str) -> list[Row]:
        return [row for row in self.rows[key] if self._is_right(row)]

    # --- rows among rows

    def _agencies(self) -> None:
        rows = self.rows[AGENCIES.key]
        self._once(rows, ("agency",), "Mã cơ quan “{0}” đã có ở dòng {row}.")
        superiors = {
            slug: profile.superior.slug for slug, profile in self.present.profiles.items() if profile.superior
        }
        codes = {row["agency"] for row in rows}
        for row in rows:
            self._agency(row, codes)
            if row["agency"] and row["superior"]:
                superiors[row["agency"]] = row["superior"]
        for row in rows:
            if row["superior"] and _circle(superiors, row["agency"]):
                way = " → ".join(_circle(superiors, row["agency"]))
                self._fault(row, "superior", f"Cơ quan chủ quản vòng tròn: {way}.")
        self._follow_superiors(rows)

    def _agency(self, row: Row, codes: set[str]) -> None:
        if row["agency"] in self.present.closed:
            self._fault(row, "agency", f"Cơ quan “{row['agency']}” đã kết thúc hoạt động; mã không dùng lại.")
        superior = row["superior"]
        if superior and superior not in codes and superior not in self.present.agencies:
            self._fault(row, "superior", f"Không có cơ quan mang mã “{superior}” trong tệp và trong cổng.")
        current = self.present.profiles.get(row["agency"] or "")
        day = row["valid_from"]
        if current is not None and day is not None and day < current.valid_from:
            self._fault(
                row,
                "valid_from",
                f"Cơ quan đã mang tên hiện nay từ ngày {dates.short_date(current.valid_from)}; tên trước đó không sửa bằng tệp.",
            )

    def _follow_superiors(self, rows: list[Row]) -> None:
        """Below a wrong new agency nothing new can stand."""
        right = {row["agency"] for row in rows if self._is_right(row)}
        wrong = {row["agency"] for row in rows if row["agency"]} - right - set(self.present.agencies)
        changed = True
        while changed:
            changed = False
            for row in rows:
                if self._is_right(row) and row["superior"] in wrong:
                    self._fault(row, "superior", _FOLLOWS.format(row["superior"]), follows=True)
                    if row["agency"] not in self.present.agencies:
                        wrong.add(row["agency"])
                    changed = True

    def _units(self) -> None:
        rows = self.rows[UNITS.key]
        self._once(rows, ("agency", "unit"), "Đơn vị “{1}” của cơ quan này đã có ở dòng {row}.")
        for row in rows:
            self._knows_agency(row)

    def _posts(self) -> None:
        rows = self.rows[POSTS.key]
        self._once(rows, ("agency", "title"), "Chức danh “{1}” của cơ quan này đã có ở dòng {row}.")
        for row in rows:
            if self._knows_agency(row) and row["unit"]:
                self._knows(row, "unit", (row["agency"], row["unit"]), self.present.units, UNITS)
            self._keeps_own_right(row)

    def _keeps_own_right(self, row: Row) -> None:
        """Whoever enters the book stays able to enter the next."""
        own = self.present.memberships.get((self.importer, row["agency"], row["title"]))
        kept = row["roles"] is None or Role.PROVINCE_ADMIN in row["roles"]
        if own and own.has_role(Role.PROVINCE_ADMIN) and not kept:
            self._fault(row, "roles", "Dòng này bỏ vai trò quản trị của chính người đang nhập tệp.")

    def _people(self) -> None:
        rows = self.rows[PEOPLE.key]
        self._once(rows, ("email", "agency", "title"), "Người này giữ vị trí này đã có ở dòng {row}.")
        names: dict[str, tuple[str, int]] = {}
        for row in rows:
            self._person(row, names)
            if self._knows_agency(row) and row["title"]:
                self._knows(row, "title", (row["agency"], row["title"]), self.present.posts, POSTS)

    def _person(self, row: Row, names: dict[str, tuple[str, int]]) -> None:
        email, name, start, end = (row[key] for key in ("email", "name", "starts_on", "ends_on"))
        if email and name:
            first, number = names.setdefault(email, (name, row.number))
            if first != name:
                self._fault(
                    row, "name", f"Địa chỉ này đã dùng cho “{first}” ở dòng {number}; mỗi người một địa chỉ."
                )
        if len(self.present.users.get(email or "", ())) > 1:
            self._fault(row, "email", "Có nhiều tài khoản dùng địa chỉ này; quản trị hệ thống cần sửa trước.")
        if end and end < (start or self.present.today):
            self._fault(
                row,
                "ends_on",
                f"Ngày kết thúc sớm hơn ngày bắt đầu ({dates.short_date(start or self.present.today)}).",
            )
        own = self.present.memberships.get((email or "", row["agency"], row["title"]))
        if own and email == self.importer and end and own.has_role(Role.PROVINCE_ADMIN):
            self._fault(row, "ends_on", "Dòng này kết thúc vị trí quản trị của chính người đang nhập tệp.")

    def _knows_agency(self, row: Row) -> bool:
        code = row["agency"]
        if not code:
            return False
        if code in self.present.closed:
            self._fault(row, "agency", f"Cơ quan “{code}” đã kết thúc hoạt động.")
            return False
        return code in self.present.agencies or self._knows(row, "agency", (code,), (), AGENCIES)

    def _knows(
        self, row: Row, key: str, wanted: tuple[str, ...], standing: Container[Any], sheet: SheetForm
    ) -> bool:
        """In the book or in the province; where only a wrong row has it, this one waits for that."""
        if wanted in standing:
            return True
        if wanted in self.named[sheet.key]:
            self._fault(row, key, _FOLLOWS.format(wanted[-1]), follows=True)
            return False
        if wanted in self.in_book[sheet.key]:
            return True
        self._fault(row, key, f"Không có {_WHAT[sheet.key]} “{wanted[-1]}” trong tệp và trong cổng.")
        return False

    def _once(self, rows: list[Row], keys: tuple[str, ...], sentence: str) -> None:
        seen: dict[tuple[Any, ...], int] = {}
        for row in rows:
            what = tuple(row[key] for key in keys)
            if not all(what):
                continue
            first = seen.setdefault(what, row.number)
            if first != row.number:
                self._fault(row, keys[-1], sentence.format(*what, row=first))


_NAMED_BY = {
    AGENCIES.key: ("agency",),
    UNITS.key: ("agency", "unit"),
    POSTS.key: ("agency", "title"),
    PEOPLE.key: ("email", "agency", "title"),
}
_FOLLOWS = "Chưa nhập được vì dòng của “{0}” có lỗi."
_WHAT = {
    AGENCIES.key: "cơ quan mang mã",
    UNITS.key: "đơn vị",
    POSTS.key: "chức danh",
}


def _circle(superiors: dict[str, str], start: str | None) -> list[str]:
    """The way up from an agency back to itself, if there is one."""
    way = [start or ""]
    while (above := superiors.get(way[-1])) is not None:
        way.append(above)
        if above == start:
            return way
        if above in way[:-1]:
            break
    return []
