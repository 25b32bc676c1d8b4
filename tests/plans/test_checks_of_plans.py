"""Checks of whole plans: a real plan of 2020 carried into 2027, a draft of a sở, the plans of the demonstration; and what they cost."""

import copy
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from cchc_portal.documents import snapshots
from plans import checks
from plans.checks import Finding
from publications import demo

TODAY = date(2026, 11, 22)
DEMO = Path(demo.__file__).parent / "plans"
SHARED = Path(settings.BASE_DIR).parent / "shared" / "plans"


def read(path: Path) -> dict[str, Any]:
    return snapshots.read(path.read_text(encoding="utf-8"), name=path.name)


def copied(snapshot: dict[str, Any]) -> dict[str, Any]:
    """As a drafter finds it who took the plan of 2020 for 2027: its words as they were."""
    return {
        **snapshot,
        "number": None,
        "issued_on": None,
        "rules": "ND30_2020",
        "period": {"from": "2027-01-01", "to": "2027-12-31"},
    }


def plan_001() -> Path:
    found = sorted(SHARED.glob("001-*.yaml"))
    return found[0] if found else DEMO / "dong-nai-06-2020.yaml"


def sources(name: str) -> list[Any]:
    """The plan of the demonstration and, where it lies beside the project, the file that it was made from."""
    shared = sorted(SHARED.glob(f"{name}-*.yaml"))
    ours = DEMO / {"001": "dong-nai-06-2020.yaml", "004": "tien-giang-so-ngoai-vu-2020.yaml"}[name]
    beside = pytest.param(
        *(shared or [ours]), marks=[] if shared else pytest.mark.skip("no ../shared"), id="shared"
    )
    return [pytest.param(ours, id="demo"), beside]


def messages(found: list[Finding]) -> list[str]:
    return [finding.message for finding in found]


def of_2019(path: Path, year: int) -> str:
    """The row that speaks of a plan of 2019."""
    row = (
        "Kế hoạch CCHC năm 2019"
        if path.parent == DEMO
        else "Kế hoạch CCHC của UBND tỉnh và Ban Quản lý năm 2019"
    )
    return f"“{row}” ghi năm 2019, trước thời gian thực hiện kế hoạch (năm {year}). Đề nghị kiểm tra."


@pytest.mark.parametrize("path", sources("001"))
def test_a_plan_of_2020_carried_into_2027_tells_every_leftover(path: Path) -> None:
    told = messages(checks.findings(copied(read(path)), on=TODAY))
    expected = [
        of_2019(path, 2027),
        "“giai đoạn 2016 – 2020” là giai đoạn đã kết thúc trước thời gian thực hiện kế hoạch (năm 2027). Đề nghị kiểm tra.",
        "“18/NQ-TW” có thể viết chưa đúng ký hiệu. Đề nghị kiểm tra: 18-NQ/TW.",
        "“19/NQ-TW” có thể viết chưa đúng ký hiệu. Đề nghị kiểm tra: 19-NQ/TW.",
        "Nghị quyết số 18-NQ/TW ghi ngày 25/11/2017; ngày ban hành trong sổ là 25/10/2017. Đề nghị kiểm tra.",
        "Nghị định số 61/2018/NĐ-CP hết hiệu lực từ ngày 01/07/2025, được thay bằng Nghị định số 118/2025/NĐ-CP ngày 09/06/2025.",
        "“mức độ 3, mức độ 4” không còn dùng từ ngày 15/08/2022: nay là toàn trình, một phần.",
    ]
    assert [told.count(message) for message in expected] == [1, 2, 1, 1, 1, 1, 1]


@pytest.mark.parametrize("path", sources("001"))
def test_the_same_plan_in_its_own_year_is_told_of_its_own_faults_alone(path: Path) -> None:
    found = checks.findings(read(path), on=TODAY)
    assert messages([each for each in found if each.level is checks.Level.WARNING]) == [
        "“18/NQ-TW” có thể viết chưa đúng ký hiệu. Đề nghị kiểm tra: 18-NQ/TW.",
        "Nghị quyết số 18-NQ/TW ghi ngày 25/11/2017; ngày ban hành trong sổ là 25/10/2017. Đề nghị kiểm tra.",
        "“19/NQ-TW” có thể viết chưa đúng ký hiệu. Đề nghị kiểm tra: 19-NQ/TW.",
        of_2019(path, 2020),
    ]


@pytest.mark.parametrize("path", sources("004"))
def test_a_contest_after_its_plan_is_told(path: Path) -> None:
    told = messages(checks.findings(read(path), on=TODAY))
    assert [message for message in told if "438/KH-UBND" in message] == [
        "Văn bản 438/KH-UBND ghi ngày 31/12/2020, sau thời gian thường ban hành kế hoạch năm 2020. Đề nghị kiểm tra."
    ]


LEFT_OUT = {"dong-nai-kcn-2027-hai-long": ["Dòng số 2 của bảng nội dung chưa có đơn vị chủ trì."]}


@pytest.mark.parametrize("path", sorted(DEMO.glob("*-2027*.yaml")), ids=lambda path: path.stem)
def test_a_plan_of_the_demonstration_warns_of_nothing_that_is_right(path: Path) -> None:
    found = checks.findings(read(path), on=TODAY)
    told = [each.message for each in found if each.level is not checks.Level.HINT]
    assert told == LEFT_OUT.get(path.stem, [])


def test_four_hundred_rows_are_checked_in_a_blink() -> None:
    snapshot = copied(read(plan_001()))
    groups = copy.deepcopy(snapshot["sections"][2]["blocks"][0]["items"]["groups"])
    for group in groups:
        rows = group["items"]
        group["items"] = [
            {**rows[number % len(rows)], "note": f"Ghi chú của dòng {number}"} for number in range(200)
        ]
    snapshot["sections"][2]["blocks"][0]["items"]["groups"] = groups
    checks.findings(snapshot, on=TODAY)
    taken = []
    for _ in range(3):
        begun = time.process_time()
        checks.findings(snapshot, on=TODAY)
        taken.append(time.process_time() - begun)
    assert min(taken) <= 0.15
