"""Checks of a draft's words, as tables: what is told, what it mends, and texts that must not be told of."""

from datetime import date
from typing import Any

import pytest

from plans import checks
from tests.plans.drafts_to_check import ROW, TODAY, found, plan_saying


def mended(text: str, on: date = TODAY, **changes: Any) -> list[str | None]:
    """The text after each click by itself."""
    return [finding.mend.applied(text) if finding.mend else None for finding in found(text, on, **changes)]


TOLD: dict[str, list[tuple[str, str, str | None]]] = {
    # cited documents
    "Phổ biến Nghị quyết số 18/NQ-TW ngày 25/10/2017": [
        (
            "warning",
            "“18/NQ-TW” có thể viết chưa đúng ký hiệu. Đề nghị kiểm tra: 18-NQ/TW.",
            "Phổ biến Nghị quyết số 18-NQ/TW ngày 25/10/2017",
        )
    ],
    "Phổ biến Nghị quyết số 18-NQ/TW ngày 25/11/2017": [
        (
            "warning",
            "Nghị quyết số 18-NQ/TW ghi ngày 25/11/2017; ngày ban hành trong sổ là 25/10/2017. Đề nghị kiểm tra.",
            "Phổ biến Nghị quyết số 18-NQ/TW ngày 25/10/2017",
        )
    ],
    "Phổ biến Nghị định số 118/2025/NĐ-CP ngày 09 tháng 7 năm 2024": [
        (
            "warning",
            "Nghị định số 118/2025/NĐ-CP ghi ngày 09/07/2024; ngày ban hành trong sổ là 09/06/2025. Đề nghị kiểm tra.",
            "Phổ biến Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025",
        )
    ],
    "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ về cơ chế một cửa": [
        (
            "warning",
            (
                "Nghị định số 61/2018/NĐ-CP hết hiệu lực từ ngày 01/07/2025, được thay bằng Nghị định số 118/2025/NĐ-CP "
                "ngày 09/06/2025."
            ),
            (
                "Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ về thực hiện thủ tục hành chính theo cơ chế "
                "một cửa, một cửa liên thông tại Bộ phận Một cửa và Cổng Dịch vụ công quốc gia"
            ),
        )
    ],
    "Phổ biến Luật Tổ chức chính quyền địa phương ngày 19/6/2015 tới các phòng": [
        (
            "warning",
            (
                "Luật Tổ chức chính quyền địa phương số 77/2015/QH13 hết hiệu lực từ ngày 01/03/2025, được thay bằng Luật số "
                "72/2025/QH15 ngày 16/06/2025."
            ),
            "Phổ biến Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025 tới các phòng",
        )
    ],
    "Thi tìm hiểu theo Kế hoạch số 438/KH-UBND ngày 31 tháng 12 năm 2027": [
        (
            "warning",
            "Văn bản 438/KH-UBND ghi ngày 31/12/2027, sau hôm nay (21/01/2027). Đề nghị kiểm tra.",
            None,
        )
    ],
    "Thực hiện Kế hoạch số 15 /KH-UBND của tỉnh": [
        (
            "hint",
            "Số, ký hiệu “15 /KH-UBND” có khoảng trắng. Viết liền: 15/KH-UBND.",
            "Thực hiện Kế hoạch số 15/KH-UBND của tỉnh",
        )
    ],
    "Phổ biến Nghị quyết số 52-NQ/TW của Bộ Chính trị": [
        (
            "hint",
            "Lần dẫn đầu tiên của văn bản 52-NQ/TW chưa ghi ngày ban hành.",
            "Phổ biến Nghị quyết số 52-NQ/TW ngày 27 tháng 9 năm 2019 của Bộ Chính trị",
        )
    ],
    # years
    "Kế hoạch CCHC của tỉnh năm 2019": [
        (
            "warning",
            (
                "“Kế hoạch CCHC của tỉnh năm 2019” ghi năm 2019, trước thời gian thực hiện kế hoạch (năm 2027). "
                "Đề nghị kiểm tra."
            ),
            "Kế hoạch CCHC của tỉnh năm 2027",
        )
    ],
    "Phổ biến PAR INDEX, SIPAS năm 2025": [
        (
            "warning",
            "“Phổ biến PAR INDEX, SIPAS năm 2025” ghi năm 2025, trước thời gian thực hiện kế hoạch (năm 2027). Đề nghị kiểm tra.",
            "Phổ biến PAR INDEX, SIPAS năm 2026",
        )
    ],
    "Tuyên truyền kế hoạch năm 2026": [
        (
            "warning",
            (
                "“Tuyên truyền kế hoạch năm 2026” ghi năm 2026, trước thời gian thực hiện kế hoạch (năm 2027). "
                "Đề nghị kiểm tra."
            ),
            "Tuyên truyền kế hoạch năm 2027",
        )
    ],
    "Hoàn thành trước 30/6/2026": [
        (
            "warning",
            "“Hoàn thành trước 30/6/2026” ghi năm 2026, trước thời gian thực hiện kế hoạch (năm 2027). Đề nghị kiểm tra.",
            "Hoàn thành trước 30/6/2027",
        )
    ],
    "Chương trình CCHC giai đoạn 2016 – 2020": [
        (
            "warning",
            "“giai đoạn 2016 – 2020” là giai đoạn đã kết thúc trước thời gian thực hiện kế hoạch (năm 2027). Đề nghị kiểm tra.",
            None,
        )
    ],
    # names that are no more
    "Hướng dẫn dịch vụ công trực tuyến mức độ 3, mức độ 4": [
        (
            "warning",
            "“mức độ 3, mức độ 4” không còn dùng từ ngày 15/08/2022: nay là toàn trình, một phần.",
            "Hướng dẫn dịch vụ công trực tuyến toàn trình, một phần",
        )
    ],
    "Phối hợp Sở Kế hoạch và Đầu tư đối thoại với doanh nghiệp": [
        (
            "warning",
            "“Sở Kế hoạch và Đầu tư” không còn dùng từ ngày 01/03/2025: nay là Sở Tài chính.",
            "Phối hợp Sở Tài chính đối thoại với doanh nghiệp",
        )
    ],
    "Tập huấn cho UBND các huyện": [
        ("warning", "“UBND các huyện” không còn dùng từ ngày 01/07/2025: không còn cấp huyện.", None)
    ],
    "Tập huấn tại các huyện, thị xã, thành phố": [
        (
            "warning",
            "“các huyện, thị xã, thành phố” không còn dùng từ ngày 01/07/2025: không còn cấp huyện.",
            "Tập huấn tại các xã, phường, đặc khu",
        )
    ],
    "Học tập kinh nghiệm của tỉnh Vĩnh Phúc": [
        (
            "warning",
            "“tỉnh Vĩnh Phúc” không còn dùng từ ngày 01/07/2025: nay là tỉnh Phú Thọ.",
            "Học tập kinh nghiệm của tỉnh Phú Thọ",
        )
    ],
    "Công báo tỉnh Bình Phước": [
        (
            "warning",
            "“tỉnh Bình Phước” không còn dùng từ ngày 01/07/2025: nay là thành phố Đồng Nai.",
            "Công báo thành phố Đồng Nai",
        )
    ],
    # letters
    "Tuyên tryền kịp thời": [
        (
            "hint",
            "“Tuyên tryền” có thể viết sai chính tả. Đề nghị kiểm tra: Tuyên truyền.",
            "Tuyên truyền kịp thời",
        )
    ],
    "Nêu mặt tích cự của tập thể, các nhân": [
        (
            "hint",
            "“tích cự” có thể viết sai chính tả. Đề nghị kiểm tra: tích cực.",
            "Nêu mặt tích cực của tập thể, các nhân",
        ),
        (
            "hint",
            "“các nhân” có thể viết sai chính tả. Đề nghị kiểm tra: cá nhân.",
            "Nêu mặt tích cự của tập thể, cá nhân",
        ),
    ],
    "Báo cáo Ủy Ban nhân dân thành phố": [
        (
            "hint",
            "“Ủy Ban nhân dân” viết hoa chưa đúng. Viết là: Ủy ban nhân dân.",
            "Báo cáo Ủy ban nhân dân thành phố",
        )
    ],
    "Gửi sở nội vụ tổng hợp": [
        ("hint", "“sở nội vụ” viết hoa chưa đúng. Viết là: Sở Nội vụ.", "Gửi Sở Nội vụ tổng hợp")
    ],
    "Chính sách của nhà nước": [
        ("hint", "“nhà nước” viết hoa chưa đúng. Viết là: Nhà nước.", "Chính sách của Nhà nước")
    ],
    "Mở hội thi vào ngày 5 tháng 03 năm 2027": [
        (
            "hint",
            "Viết “ngày 05 tháng 3 năm 2027”: ngày dưới 10 và tháng 1, 2 có số 0 phía trước, các tháng khác không có.",
            "Mở hội thi vào ngày 05 tháng 3 năm 2027",
        )
    ],
    "Hội thi ngày 31 tháng 02 năm 2027": [
        ("warning", "Không có “ngày 31 tháng 02 năm 2027” trong lịch.", None)
    ],
    "Tập huấn cho CBCCVC": [("hint", "“CBCCVC” chưa được viết đầy đủ ở lần dùng đầu tiên.", None)],
    "Đăng trên Сổng thông tin": [  # the first letter is Cyrillic
        (
            "warning",
            "Có chữ cái của bảng chữ khác, trông giống chữ Việt: “С” (chữ Nga).",
            "Đăng trên Cổng thông tin",
        )
    ],
}


@pytest.mark.parametrize("text", TOLD)
def test_what_is_told_and_what_a_click_makes_of_it(text: str) -> None:
    told = [
        (each.level.value, each.message, each.mend.applied(text) if each.mend else None)
        for each in found(text)
        if each.place == ROW
    ]
    assert told == TOLD[text]


@pytest.mark.parametrize(
    "text",
    [
        # another document's own date and title
        "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình giai đoạn 2021 - 2030",
        "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
        "Kế hoạch số 99/KH-UBND ngày 31/12/2026 của Ủy ban nhân dân thành phố về tuyên truyền năm 2026",
        # other documents with a number that the register knows
        "Quyết định số 225/QĐ-TTg ngày 03/3/2024 của Thủ tướng Chính phủ",
        "Kế hoạch số 100/KH-UBND ngày 05/01/2027 của Ủy ban nhân dân phường",
        "Quyết định số 9999/QĐ-BXD ngày 05/01/2027",
        # years that are meant
        "Công bố kết quả, xếp hạng Chỉ số CCHC năm 2026",
        "Phổ biến PAR INDEX, SIPAS năm 2026",
        "Tăng 5% so với năm 2026",
        "Phổ biến Bộ luật Dân sự năm 2015",
        "Áp dụng từ năm 2021",
        "Tầm nhìn đến năm 2030, giai đoạn 2026 - 2030",
        "Tuyên truyền kế hoạch năm 2027",
        "Tổng đài 1022 và số 2026 người",
        # names that only look old
        "Phối hợp Sở Tài chính, Sở Nội vụ",
        "Đạt mức độ hài lòng 95%",
        "Bảo đảm an toàn hệ thống thông tin cấp độ 3",
        "Đoàn thể các xã, phường, đặc khu",
        "Nghệ nhân tỉnh Thái Nguyên",
        # words that only look wrong
        "Các nhân viên và các nhân tố mới",
        "Hoạt động tích cực của cá nhân",
        "Sở xây dựng kế hoạch và cán bộ tài chính phối hợp",
        "Cơ sở y tế, nội bộ tài chính",
        "Cải cách hành chính nhà nước, cơ quan nhà nước",
        "Ủy ban nhân dân, Hội đồng nhân dân và Nhân dân",
        "Chính phủ điện tử của tỉnh",
        "TUYÊN TRUYỀN CỦA NHÀ NƯỚC VÀ UỶ BAN NHÂN DÂN",
        # abbreviations that everybody knows, or that are explained
        "CCHC, TTHC, UBND, HĐND, mã QR, Chỉ số PAPI, SIPAS",
        "Cán bộ, công chức, viên chức (CBCCVC) và CBCCVC cấp xã",
        "Chương II Phần IV",
        # dates in order
        "Khai mạc ngày 05 tháng 3 năm 2027, bế mạc ngày 10 tháng 01 năm 2027",
    ],
)
def test_what_must_not_be_told_of(text: str) -> None:
    assert [each.message for each in found(text) if each.place == ROW] == []


def test_an_abbreviation_is_told_of_once() -> None:
    snapshot = plan_saying("Tập huấn CBCCVC", closing="CBCCVC thực hiện")
    told = [each.place for each in checks.findings(snapshot, on=TODAY) if "CBCCVC" in each.message]
    assert told == [ROW]


def test_a_plan_is_judged_on_its_own_day() -> None:
    text = (
        "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ và dịch vụ công mức độ 4 của tỉnh Vĩnh Phúc"
    )
    period = {"from": "2020-01-01", "to": "2020-12-31"}
    issued = plan_saying(text, number="6", issued_on="2020-01-21", period=period)
    assert [each.message for each in checks.findings(issued, on=TODAY) if each.place == ROW] == []


def test_a_text_in_decomposed_letters_is_told_and_composed() -> None:
    snapshot = plan_saying("x")
    decomposed = "Tuye\u0302n truye\u0302\u0300n"
    snapshot["opening"] = decomposed
    (told,) = [each for each in checks.findings(snapshot, on=TODAY) if each.place == ("opening",)]
    assert told.mend is not None
    assert (told.message, told.mend.now) == (
        "Chữ ở đây dùng bảng mã Unicode tổ hợp, tìm kiếm sẽ không thấy.",
        "Tuyên truyền",
    )


def test_a_mend_touches_nothing_where_the_words_have_changed() -> None:
    (finding,) = found("Tuyên tryền kịp thời")
    assert finding.mend is not None
    assert [finding.mend.applied(text) for text in ("Truyền thông kịp thời", "Tuyên tryền")] == [
        None,
        "Tuyên truyền",
    ]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Nộp hồ sơ trực tuyến ,góp phần", "Nộp hồ sơ trực tuyến, góp phần"),
        ("Cổng thông tin , báo chí", "Cổng thông tin, báo chí"),
        ("Viết tin, bài ;", "Viết tin, bài;"),
    ],
)
def test_a_space_before_a_comma_is_taken_away_by_one_click(text: str, right: str) -> None:
    assert mended(text) == [right]


@pytest.mark.parametrize("text", ["Viết tin, bài", "Tỷ lệ 1 ,5", "Tháng 3, tháng 4; quý II"])
def test_commas_that_stand_well_are_left_alone(text: str) -> None:
    assert mended(text) == []


def test_of_two_equal_words_the_first_is_mended_first() -> None:
    text = "Gửi sở nội vụ và sở nội vụ"
    (first,) = mended(text)
    assert (first, mended(str(first))) == ("Gửi Sở Nội vụ và sở nội vụ", ["Gửi Sở Nội vụ và Sở Nội vụ"])
