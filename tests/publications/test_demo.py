"""The demo says what the real documents say, twice the same, and every file of it is valid."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from cchc_portal.agencies import chains
from cchc_portal.agencies.models import Agency, Province, ProvinceSuccession, User
from cchc_portal.agencies.tenancy import TenantModel, acting_in
from cchc_portal.documents import snapshots
from cchc_portal.documents.attached import attaching
from cchc_portal.documents.models import IssuedNumber
from cchc_portal.documents.signed import signatures
from cchc_portal.documents.signed.states import Order
from plans import approval
from plans.actions import attached_files, beginning, signing
from plans.assignments.coverage import Coverage
from plans.beginning import sources
from plans.models import ContentItem, ParentPlan, Plan, PlanStep, Section
from plans.records import to_snapshot
from publications import demo
from publications.demo import signing as demo_keys
from publications.demo.accounts import PASSWORD, PLATFORM_ADMIN
from publications.demo.files import agency_called, inside, plan_files
from publications.demo.people import holder
from publications.models import Announcement

BQL, UBND = "ban-quan-ly-cac-khu-cong-nghiep", "uy-ban-nhan-dan"
# province, agency → symbol, day of issue, issuer as printed, state, rule set, groups, rows of the tables, sections with their parts, channels
FIVE = [
    (
        "vinh-phuc",
        BQL,
        "43/KH-BQLKCN",
        "2020-01-10",
        "Ban Quản lý các Khu công nghiệp",
        "issued",
        "TT01_2011",
        1,
        5,
        4,
        4,
    ),
    (
        "dong-nai",
        BQL,
        "06/KH-KCNĐN",
        "2020-01-21",
        "Ban Quản lý các Khu công nghiệp",
        "issued",
        "TT01_2011",
        2,
        21,
        4,
        15,
    ),
    (
        "quang-nam",
        UBND,
        "1572/KH-UBND",
        "2018-03-29",
        "Ủy ban nhân dân tỉnh Quảng Nam",
        "issued",
        "TT01_2011",
        1,
        4,
        3,
        0,
    ),
    (
        "kon-tum",
        UBND,
        "100/KH-UBND",
        "2020-01-09",
        "Ủy ban nhân dân tỉnh Kon Tum",
        "issued",
        "TT01_2011",
        1,
        5,
        3,
        6,
    ),
    ("tien-giang", "so-ngoai-vu", "", None, "Sở Ngoại vụ", "draft", "ND30_2020", 0, 0, 7, 0),
]
# announced: symbol → how many main contents, how many channels, who told it
TOLD = [
    ("vinh-phuc", "43/KH-BQLKCN", 5, 4, "Phòng Kế hoạch Tổng hợp"),
    ("dong-nai", "06/KH-KCNĐN", 2, 15, "Văn phòng"),
    ("quang-nam", "1572/KH-UBND", 4, 5, "Sở Nội vụ"),
    ("kon-tum", "100/KH-UBND", 5, 6, "Ủy ban nhân dân tỉnh"),
]
CITED = {
    "dong-nai-06-2020.yaml": [
        "15245/KH-UBND ngày 31/12/2019",
        "Nghị quyết số 17-NQ/TW",
        "Nghị quyết số 52-NQ/TW",
        "Quyết định số 225/QĐ-TTg ngày 04/02/2016",
        "Nghị quyết 18/NQ-TW ngày 25/11/2017",
        "Nghị quyết 19/NQ-TW ngày 25/10/2017",
        "Quyết định số 2014/QĐ-UBND ngày 29/6/2016",
        "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018",
    ],
    "tien-giang-so-ngoai-vu-2020.yaml": [
        "53/KH-UBND ngày 28/02/2020",
        "438/KH-UBND ngày 31 tháng 12 năm 2020",
    ],
}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield demo.load()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _in_the_demo(loaded: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def counted() -> dict[str, int]:
    """Rows of every tenant table, over all provinces."""
    models = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    totals = {model.__name__: 0 for model in models}
    for province in Province.objects.all():
        with acting_in(province.pk):
            for model in models:
                totals[model.__name__] += model.objects.count()
    return {**totals, "User": User.objects.count(), "Province": Province.objects.count()}


@pytest.mark.parametrize("path", plan_files(), ids=lambda path: path.name)
def test_every_plan_file_is_valid(path: Path) -> None:
    read = snapshots.read_bytes(path.read_bytes(), name=path.name)
    assert snapshots.normalise(read) == read


@pytest.mark.parametrize("name", CITED)
def test_citations_stand_as_the_real_documents_print_them(name: str) -> None:
    text = " ".join(
        next(path for path in plan_files() if path.name == name).read_text(encoding="utf-8").split()
    )
    assert [citation for citation in CITED[name] if citation not in text] == []


@pytest.mark.parametrize("row", FIVE, ids=lambda row: row[0])
def test_the_five_plans(row: tuple) -> None:
    province, agency, *_ = row
    with inside(province):
        plan = Plan.objects.get(agency__slug=agency, period_to__lt="2027-01-01")
        known = (
            plan.symbol,
            plan.issued_on and plan.issued_on.isoformat(),
            plan.agency.profile_on(plan.issued_on or plan.period_from).name,
            plan.state,
            plan.rules,
            plan.groups.count(),
            ContentItem.objects.filter(plan=plan).count(),
            Section.objects.filter(plan=plan, parent=None).count()
            + Section.objects.filter(plan=plan).exclude(parent=None).count(),
            plan.channel_uses.count(),
        )
    assert (province, agency, *known) == row


def test_plan_06_has_fourteen_and_seven_rows() -> None:
    with inside("dong-nai"):
        plan = Plan.objects.get(symbol="06/KH-KCNĐN")
        assert [group.items.count() for group in plan.groups.order_by("position")] == [14, 7]
        assert plan.issued_snapshot.content["signatures"] == [
            {"authority": [], "title": "TRƯỞNG BAN", "name": "Cao Tiến Sỹ"}
        ]
        assert plan.issued_snapshot.content["agency"]["superior"] == ["UBND TỈNH ĐỒNG NAI"]


@pytest.mark.parametrize(("province", "symbol", "contents", "channels", "source"), TOLD)
def test_issued_ones_are_announced_with_their_groups_and_paper(
    province: str, symbol: str, contents: int, channels: int, source: str
) -> None:
    with inside(province):
        news = Announcement.objects.get(symbol=symbol)
        assert (len(news.contents), len(news.channels), news.source, news.is_public) == (
            contents,
            channels,
            source,
            True,
        )
        assert (news.paper, news.paper.snapshot) == (news.plan.paper, news.plan.issued_snapshot)
        assert IssuedNumber.objects.get(symbol=symbol).by_hand is True
    response = Client().get(f"/{province}/cong-bo/{news.slug}/")
    assert (response.status_code, response.context["announcement"].symbol) == (200, symbol)


def test_the_plan_of_kon_tum_is_about_control_of_procedures() -> None:
    with inside("kon-tum"):
        assert Plan.objects.get(symbol="100/KH-UBND").kind == "tthc"


def test_a_plan_for_2027_stands_in_each_state() -> None:
    with inside("dong-nai"):
        plans = Plan.objects.filter(agency__slug=BQL, period_from="2027-01-01")
        assert sorted(plan.state for plan in plans) == [
            "approved",
            "draft",
            "issued",
            "returned",
            "signing",
            "submitted",
        ]
        returned, issued = plans.get(state="returned"), plans.get(state="issued")
        assert (
            returned.return_reason
            == "Nội dung số 2 chưa ghi đơn vị chủ trì; bổ sung đơn vị và sản phẩm của từng nội dung."
        )
        assert issued.issued_snapshot.content["agency"]["superior"] == ["UBND THÀNH PHỐ ĐỒNG NAI"]
        assert Announcement.objects.get(plan=issued).is_public is False
        parents = ParentPlan.objects.filter(plan__in=plans).values_list("inside__symbol", flat=True)
        assert list(parents) == ["385/KH-UBND"] * 6


def test_an_issued_plan_has_a_file_of_its_own_and_so_has_the_one_that_is_being_signed() -> None:
    with inside("dong-nai"):
        plans = Plan.objects.filter(agency__slug=BQL, period_from="2027-01-01")
        (kept,) = attaching.of_paper(plans.select_related("paper").get(state="issued").paper)
        (waiting,) = attached_files.of_draft(plans.get(state="signing"))
    assert [(row.title, row.pages) for row in (kept, waiting)] == [
        ("Phụ lục. Mẫu phiếu góp ý về nội dung, hình thức tuyên truyền", 1),
        ("Phụ lục. Sổ theo dõi hồ sơ tiếp nhận tại bộ phận một cửa", 1),
    ]
    assert kept.state == "unsigned"


def test_a_numbered_plan_waits_for_its_head_who_has_a_key_to_sign_with() -> None:
    with inside("dong-nai"):
        plan = Plan.objects.select_related("paper").get(state="signing")
        found = signatures.standing(plan.paper)
        means = [signing.means_of(plan, order) for order in found]
        told = [
            (order, each.state, with_what.key_name)
            for (order, each), with_what in zip(found.items(), means, strict=True)
        ]
    assert told == [
        (Order.PERSON, "waiting", demo_keys.KEYS[0]),
        (Order.AGENCY, "waiting", demo_keys.KEYS[1]),
    ]


def test_a_plan_lies_with_the_head_after_two_checks_and_the_deputy_may_sign_for_them() -> None:
    with inside("dong-nai"):
        agency = Agency.objects.get(slug="so-khoa-hoc-va-cong-nghe")
        plan = Plan.objects.get(agency=agency, state="submitted")
        steps = list(PlanStep.objects.filter(plan=plan).order_by("position").values_list("kind", "result"))
        people = [str(each.post) for each in approval.holders(plan, approval.current(plan))]
        usual = chains.chain_of(Agency.objects.get(slug=BQL), date(2027, 1, 4))
    assert steps == [("content", "passed"), ("form", "passed"), ("approve", ""), ("number", "")]
    assert people == ["Giám đốc Sở", "Phó Giám đốc Sở"]
    assert usual.source is None


def test_provinces_of_today_and_those_merged_away() -> None:
    today = Province.objects.filter(closed_on=None)
    assert (today.count(), Province.objects.exclude(closed_on=None).count()) == (34, 29)
    assert sorted(today.filter(kind="thanh-pho").values_list("slug", flat=True)) == [
        "bac-ninh", "can-tho", "da-nang", "dong-nai", "ha-noi", "hai-phong", "ho-chi-minh", "hue", "quang-ninh",
    ]  # fmt: skip
    wanted = ["kon-tum", "quang-nam", "tien-giang", "vinh-phuc"]
    heirs = ProvinceSuccession.objects.filter(predecessor__slug__in=wanted).order_by("predecessor__slug")
    assert [(one.predecessor.slug, one.successor.slug, one.effective_on.isoformat()) for one in heirs] == [
        ("kon-tum", "quang-ngai", "2025-07-01"),
        ("quang-nam", "da-nang", "2025-07-01"),
        ("tien-giang", "dong-thap", "2025-07-01"),
        ("vinh-phuc", "phu-tho", "2025-07-01"),
    ]


def test_every_role_has_an_account() -> None:
    with inside("dong-nai"):
        roles = {
            role for agency in Agency.objects.all() for post in agency.posts.all() for role in post.roles
        }
    assert roles == {
        "drafter",
        "unit_head",
        "form_officer",
        "agency_head",
        "clerk",
        "agency_admin",
        "reviewer",
        "province_admin",
    }
    assert [user.username for user in User.objects.filter(is_superuser=True)] == [PLATFORM_ADMIN]
    assert User.objects.get(username="haivitri").check_password(PASSWORD) is True


def test_the_accounts_are_told(loaded: str) -> None:
    lines = loaded.splitlines()
    assert lines[0] == f"Tài khoản minh họa (mật khẩu chung: {PASSWORD}):"
    assert (
        lines[1]
        == "  soanthao           Chuyên viên Văn phòng, Ban Quản lý các Khu công nghiệp Đồng Nai (Người soạn thảo)"
    )
    assert {line.split()[0] for line in lines[1:]} == set(User.objects.values_list("username", flat=True))


def test_loading_twice_changes_nothing() -> None:
    before = counted()
    User.objects.filter(username="soanthao").update(password="đã đổi")
    demo.load()
    assert counted() == before
    assert User.objects.get(username="soanthao").password == "đã đổi"


def test_the_citys_two_templates_begin_whole_plans() -> None:
    with inside("dong-nai"):
        agency = agency_called(BQL)
        drafter = holder("soanthao", BQL)
        offered = list(sources.templates_for(agency))
        assert [(each.title, each.level) for each in offered] == [
            ("Kế hoạch tuyên truyền CCHC của sở, ban, ngành", "so")
        ]
        plan = beginning.from_template(agency, offered[0].pk, 2028, by=drafter)
        words = snapshots.canonical_json(to_snapshot(plan))
        assert ("{năm}" in words, "{cơ quan}" in words, "2027" in words) == (False, False, False)
        assert (
            plan.subject
            == "Thông tin, tuyên truyền cải cách hành chính năm 2028 của Ban Quản lý các Khu công nghiệp"
        )
        assert Section.objects.filter(plan=plan).exclude(guide="").count() == len(offered[0].guides) == 5
        assert [line.title for line in plan.signatures.all()] == ["TRƯỞNG BAN"]


def test_the_park_authority_is_given_its_tasks_for_2027() -> None:
    with inside("dong-nai"):
        found = sources.tasks_for(agency_called(BQL), 2027)
        assert [(task.parent.symbol, task.assigned.number, task.assigned.part) for task in found] == [
            ("385/KH-UBND", 2, "support"),
            ("385/KH-UBND", 3, "support"),
            *(("385/KH-UBND", number, "lead") for number in (4, 5, 6, 7, 11)),
        ]


def test_the_city_s_thirteen_tasks_are_handed_down_and_partly_answered() -> None:
    with inside("dong-nai"):
        whole = Coverage(2027)
        shown = whole.shown()
        answered = {row.agency.slug: (row.answered, len(row.leads)) for row in shown.rows}
        assert len(whole.tasks) == 13
        assert answered == {
            BQL: (3, 5),
            "so-khoa-hoc-va-cong-nghe": (2, 6),
            "so-noi-vu": (0, 8),
            "so-tai-chinh": (1, 6),
            "so-xay-dung": (0, 5),
            "phuong-long-binh": (0, 7),
            "phuong-trang-dai": (1, 7),
            "xa-an-phuoc": (0, 7),
        }
        assert dict(shown.totals) == {"issued": 3, "draft": 2, "text": 2, "none": 44}
        assert whole.unlinked > 0
