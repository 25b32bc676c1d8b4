"""From a provincial plan with thirteen groups of tasks, through three agencies' answers, to the coverage; on a desk and on a phone."""

import itertools
from typing import Any

import pytest

from cchc_portal.agencies.models import Agency
from plans.models import AssignedTask, Plan
from plans.records import from_snapshot
from plans.states import PlanState
from tests.journeys.conftest import Newcomer
from tests.journeys.person import PHONE, Person
from tests.plans.assigned_tasks import items
from tests.world import Office, World, a_plan_file, an_agency, entered

YEAR = 2033  # a year of this journey's own
_numbers = itertools.count(1)
HEAD = "TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tSản phẩm\tThời gian"
GROUPS = (
    "Phổ biến kế hoạch cải cách hành chính của tỉnh",
    "Hướng dẫn nộp hồ sơ trực tuyến toàn trình",
    "Niêm yết, giải thích thủ tục tại nơi tiếp nhận",
    "Văn hóa công vụ, kỷ luật, kỷ cương",
    "Đối thoại với doanh nghiệp về vướng mắc",
    "Tiếp nhận phản ánh, kiến nghị",
    "Công bố mức độ hài lòng",
    "Hội thi viết sáng kiến",
    "Tập huấn viết tin, bài",
    "Phát sóng chuyên mục hằng tháng",
    "Thanh toán trực tuyến",
    "Giới thiệu cách làm hay",
    "Khen thưởng tập thể, cá nhân",
)


@pytest.fixture
def offices(world: World) -> list[Office]:
    """Three new agencies, each with a draft of the year; the second's says what a task says, the third's nothing of the kind."""
    with entered(world.province):
        made = [
            Office.staffed(an_agency(world.province, f"co-quan-{number}", f"Sở Thử nghiệm {number}", "STN"))
            for number in itertools.islice(_numbers, 3)
        ]
        for office in made[:2]:
            plan = from_snapshot(a_plan_file(office.agency, year=YEAR), office.agency, by=office.drafter.user)
            first = items(plan)[0]
            first.content = GROUPS[1]
            first.save()
        return made


def table(offices: list[Office]) -> str:
    lead = "; ".join(office.agency.name for office in offices)
    rows = [f"{number}\t{words}\t{lead}\t\t2 tin, bài\tQuý II" for number, words in enumerate(GROUPS, 1)]
    return "\n".join([HEAD, *rows])


def home(office: Office) -> str:
    return f"/{office.agency.province.slug}/{office.agency.slug}/nhiem-vu/?nam={YEAR}"


def arrives(newcomer: Newcomer, who: Any, at: str, **options: Any) -> Person:
    person = newcomer(**options)
    person.sign_in(who)
    person.open(at)
    return person


def test_thirteen_tasks_three_agencies_and_the_coverage(
    world: World, offices: list[Office], newcomer: Newcomer
) -> None:
    # Given a provincial plan outside the portal, recorded by Sở Nội vụ with its thirteen groups of tasks
    reviewer = arrives(
        newcomer, world.reviewer, f"/{world.province.slug}/so-noi-vu/giao-nhiem-vu/?nam={YEAR}"
    )
    reviewer.press("Ghi văn bản")
    reviewer.fill("Giao cho năm", str(YEAR))
    reviewer.fill("Số, ký hiệu", "19/KH-UBND")
    reviewer.fill("Ngày ban hành", "05/01/2026")
    reviewer.fill("Cơ quan ban hành", "Ủy ban nhân dân")
    reviewer.fill("Trích yếu", "Thông tin, tuyên truyền cải cách hành chính")
    reviewer.press("Ghi văn bản", inside="main form")
    reviewer.press("Nhập bảng")
    reviewer.fill("Bảng nhiệm vụ", table(offices))
    reviewer.press("Đọc bảng")
    reviewer.sees("Đọc được 13 nhiệm vụ")
    reviewer.press("Giao 13 nhiệm vụ")
    reviewer.is_told("Đã giao 13 nhiệm vụ và báo cho các cơ quan.")

    # When the first agency answers in one press by what the list offers
    first = arrives(newcomer, offices[0].drafter, home(offices[0]))
    first.press(f"Trả lời bằng nội dung này cho nhiệm vụ {GROUPS[1]}")
    first.is_told("Đã gắn 1 nội dung với nhiệm vụ.")
    first.sees("Đã trả lời 1 trên 13 nhiệm vụ chủ trì")

    # and the second makes a new item of a task, in two
    second = arrives(newcomer, offices[1].drafter, home(offices[1]))
    second.press(f"Thêm vào bản nháp cho nhiệm vụ {GROUPS[7]}")
    second.is_told("và gắn với nhiệm vụ.")

    # and the third says on a phone that it has nobody to do it for
    third = arrives(newcomer, offices[2].drafter, home(offices[2]), viewport=PHONE)
    third.press(f"Trả lời nhiệm vụ cho nhiệm vụ {GROUPS[12]}")
    third.fill("Giải trình", "Cơ quan không có đối tượng thực hiện nhiệm vụ này.")
    third.press("Gửi giải trình")
    third.is_told("Đã lưu giải trình.")

    # Then the coverage says all of it, task by task
    reviewer.open(f"/{world.province.slug}/so-noi-vu/giao-nhiem-vu/do-phu/?nam={YEAR}")
    reviewer.sees("Đã trả lời 3 trên 39 lượt giao chủ trì (7 %).")
    marks = [
        reviewer.page.locator(f".matrix tbody tr:has-text('{office.agency.name}') td").all_inner_texts()
        for office in offices
    ]
    answered = {1: "DT", 7: "DT", 12: "GT"}
    expected = [["1/13", *("Chưa" for _ in GROUPS)] for _ in offices]
    for row, place in enumerate((1, 7, 12)):
        expected[row][place + 1] = answered[place]
    assert marks == expected
    reviewer.sees("10 nhiệm vụ chưa cơ quan nào trả lời")
    with entered(world.province):
        assert AssignedTask.objects.filter(source__year=YEAR).count() == 13
        assert Plan.objects.filter(agency=offices[1].agency, state=PlanState.DRAFT).count() == 1
        assert Agency.objects.filter(task_answers__task__source__year=YEAR).distinct().count() == 3
