"""The verbs of the book: keep an upload, enter its rows in one transaction; nothing is ever removed by a book."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from cchc_portal.agencies import inviting
from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import (
    Agency,
    AgencyProfile,
    Membership,
    Post,
    Province,
    ProvinceUpload,
    Unit,
    User,
)
from cchc_portal.agencies.permissions import Refused, may_set_up, require
from cchc_portal.vietnam import alphabet

from . import present, reading
from .checking import Checked, check, emails_of
from .columns import AGENCIES, PEOPLE, POSTS, SHEETS, UNITS
from .comparing import Difference, What, compare
from .present import Present
from .reading import Book

MANY = 500


@dataclass
class Outlook:
    """An upload as it would be entered now."""

    present: Present
    checked: Checked
    differences: list[Difference]

    def count(self, what: What, sheet: str | None = None) -> int:
        return sum(each.what == what and sheet in (None, each.row.sheet.key) for each in self.differences)


def keep(content: bytes, name: str, *, by: Membership) -> ProvinceUpload:
    """Keep what the file says, not the file; a person's earlier upload that was not entered is forgotten."""
    require(may_set_up(by, by.agency))
    book = reading.read(content, name)
    ProvinceUpload.objects.filter(user=by.user, entered_at__isnull=True).delete()
    kept: ProvinceUpload = ProvinceUpload.objects.create(user=by.user, name=name[:300], book=book.to_json())
    return kept


def look(upload: ProvinceUpload, *, by: Membership) -> Outlook:
    book = Book.from_json(upload.book)
    standing = present.look(by.province, timezone.localdate(), emails_of(book))
    checked = check(book, standing, importer_email=by.user.email)
    return Outlook(standing, checked, compare(checked, standing))


def enter(upload_id: int, *, good_only: bool, invite: bool, by: Membership) -> ProvinceUpload:
    """All rows, or with `good_only` those without a fault; the check is made again on what stands at this moment."""
    require(may_set_up(by, by.agency))
    Province.objects.select_for_update().get(pk=by.province_id)
    upload: ProvinceUpload = ProvinceUpload.objects.select_for_update().get(pk=upload_id)
    if upload.entered_at is not None:
        raise Refused("Tệp này đã được nhập.")
    outlook = look(upload, by=by)
    if outlook.checked.faults and not good_only:
        raise Refused("Tệp còn lỗi. Sửa tệp rồi tải lên lại, hoặc chọn chỉ nhập các dòng đúng.")
    newcomers = _Entry(outlook).enter()
    upload.entered_at, upload.book = timezone.now(), {}
    upload.entered = _summary(outlook)
    upload.save()
    record(upload, "province_entered", by=by, agency_id=by.agency.pk, file=upload.name, **upload.entered)
    if invite:
        inviting.ask(newcomers, by=by)
    return upload


def _summary(outlook: Outlook) -> dict[str, Any]:
    """What the history keeps: how many of each, and each change with the old and the new."""
    changed = [each for each in outlook.differences if each.what == What.CHANGE]
    return {
        "added": {sheet.title: outlook.count(What.ADD, sheet.key) for sheet in SHEETS},
        "same": outlook.count(What.SAME),
        "left_out": outlook.checked.wrong_rows,
        "changed": [{"name": each.name, "lines": each.lines} for each in changed],
    }


class _Entry:
    """Writes the differences, sheet after sheet, in as few statements as there are kinds of rows."""

    def __init__(self, outlook: Outlook) -> None:
        self.standing = outlook.present
        self.today = outlook.present.today
        self.differences = outlook.differences

    def enter(self) -> list[User]:
        """The accounts that were made."""
        self._agencies()
        self._units()
        self._posts()
        return self._people()

    def _of(self, sheet: str, what: What) -> list[Difference]:
        return [each for each in self.differences if each.row.sheet.key == sheet and each.what == what]

    # --- agencies

    def _agencies(self) -> None:
        new = self._of(AGENCIES.key, What.ADD)
        made = Agency.objects.bulk_create(
            Agency.in_province(
                slug=each.values["agency"],
                name=each.values["name"],
                level=each.values["level"],
                sort_key=alphabet.sort_text(each.values["name"], 600),
            )
            for each in new
        )
        self.standing.agencies |= {agency.slug: agency for agency in made}
        AgencyProfile.objects.bulk_create(self._profile(each) for each in new)
        for each in self._of(AGENCIES.key, What.CHANGE):
            self._change_agency(each)

    def _profile(self, each: Difference) -> AgencyProfile:
        return AgencyProfile.in_province(agency=self._agency(each), **self._profile_values(each))

    def _agency(self, each: Difference) -> Agency:
        return self.standing.agencies[each.values["agency"]]

    def _profile_values(self, each: Difference) -> dict[str, Any]:
        values = each.values
        return {
            "name": values["full_name"] or values["name"],
            "header": values["header"] or [values["name"].upper()],
            "superior": self.standing.agencies[values["superior"]] if values["superior"] else None,
            "superior_header": values["superior_header"] or [],
            "symbol": values["symbol"],
            "place": values["place"] or self.standing.province.name,
            "province_name": self.standing.province.name,
            "valid_from": values["valid_from"] or self.today,
            "source": values["source"] or "",
        }

    def _change_agency(self, each: Difference) -> None:
        """A later first day is a new name beside the old one, which ends the day before; else the name is corrected."""
        agency, values = self._agency(each), self._profile_values(each)
        current = self.standing.profiles.get(agency.slug)
        if values["valid_from"] <= self.today:
            agency.name = each.values["name"]
        agency.level = each.values["level"]
        agency.save()
        if current is not None and values["valid_from"] > current.valid_from:
            ends = values["valid_from"] - timedelta(days=1)
            AgencyProfile.objects.filter(pk=current.pk).update(valid_to=ends)
            AgencyProfile.objects.update_or_create(
                agency=agency, valid_from=values.pop("valid_from"), defaults=values
            )
        elif current is not None:
            AgencyProfile.objects.filter(pk=current.pk).update(**values)
        else:
            AgencyProfile.objects.create(agency=agency, **values)

    # --- units and posts

    def _units(self) -> None:
        made = Unit.objects.bulk_create(
            Unit.in_province(
                agency=self._agency(each),
                name=each.values["unit"],
                abbreviation=each.values["abbreviation"] or "",
            )
            for each in self._of(UNITS.key, What.ADD)
        )
        for unit in made:
            self.standing.units[unit.agency.slug, unit.name] = unit
        for each in self._of(UNITS.key, What.CHANGE):
            unit = self.standing.units[each.values["agency"], each.values["unit"]]
            unit.abbreviation = each.values["abbreviation"] or ""
            unit.save()

    def _posts(self) -> None:
        made = Post.objects.bulk_create(
            Post.in_province(agency=self._agency(each), title=each.values["title"], **self._post_values(each))
            for each in self._of(POSTS.key, What.ADD)
        )
        for post in made:
            self.standing.posts[post.agency.slug, post.title] = post
        for each in self._of(POSTS.key, What.CHANGE):
            post = self.standing.posts[each.values["agency"], each.values["title"]]
            for name, value in self._post_values(each).items():
                setattr(post, name, value)
            post.save()

    def _post_values(self, each: Difference) -> dict[str, Any]:
        values = each.values
        unit = self.standing.units[values["agency"], values["unit"]] if values["unit"] else None
        return {
            "unit": unit,
            "signing_title": values["signing_title"] or "",
            "roles": values["roles"] or [],
        }

    # --- people

    def _people(self) -> list[User]:
        new = self._of(PEOPLE.key, What.ADD)
        newcomers = self._accounts(new)
        self._rename([*new, *self._of(PEOPLE.key, What.CHANGE)])
        Membership.objects.bulk_create(
            Membership.in_province(
                user=self.standing.users[each.values["email"]][0],
                post=self.standing.posts[each.values["agency"], each.values["title"]],
                starts_on=each.values["starts_on"],
                ends_on=each.values["ends_on"],
            )
            for each in new
        )
        for each in self._of(PEOPLE.key, What.CHANGE):
            values = each.values
            held = self.standing.memberships[values["email"], values["agency"], values["title"]]
            held.starts_on, held.ends_on = values["starts_on"], values["ends_on"]
            held.save()
        return newcomers

    def _accounts(self, new: list[Difference]) -> list[User]:
        """For addresses that nobody has yet; without a password until the person has set one."""
        names = {
            each.values["email"]: each.values["name"]
            for each in new
            if each.values["email"] not in self.standing.users
        }
        taken = set(User.objects.filter(username__in=names).values_list("username", flat=True))
        accounts = [
            User(
                username=f"{email[:140]}-{alphabet.fold(name)[:5]}" if email in taken else email,
                email=email,
                full_name=name,
                password=make_password(None),
            )
            for email, name in names.items()
        ]
        made = User.objects.bulk_create(accounts, batch_size=MANY)
        self.standing.users |= {user.email: [user] for user in made}
        return made

    def _rename(self, people: list[Difference]) -> None:
        for each in people:
            if "name" in each.changes:
                user = self.standing.users[each.values["email"]][0]
                user.full_name = each.values["name"]
                user.save(update_fields=["full_name"])
