"""The everyday goals and their literal limits; they may be lowered, never raised. `docs/muc-tieu.md` repeats them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """What may not be exceeded; None: the goal says nothing of it."""

    name: str
    tests: tuple[str, ...]
    clicks: int | None = None
    pages: int | None = None
    seconds: float | None = None
    tabs: int | None = None
    more: str = ""

    @property
    def limit(self) -> str:
        """As the table of the documents writes it."""
        words = {
            "lần bấm": self.clicks,
            "trang": self.pages,
            "lần nhấn Tab": self.tabs,
            "giây": self.seconds,
        }
        told = [f"{str(most).replace('.', ',')} {unit}" for unit, most in words.items() if most is not None]
        return "; ".join([*told, *([self.more] if self.more else [])])


TAKEN_BACK = "1 lần bấm để hoàn tác; đúng từng ô"
NOTHING_LOST = "0 chữ khác sau khi quay lại; khi máy tắt đột ngột, mất nhiều nhất 2 giây vừa gõ"

GOALS = {
    1: Goal(
        "Từ đăng nhập đến đúng bản nháp",
        ("journeys.test_goals.test_goal_01_the_right_draft_is_one_click_from_home",),
        clicks=1,
        pages=1,
        more="việc cần làm đứng đầu trang",
    ),
    2: Goal(
        "Lập kế hoạch mới từ kế hoạch năm trước",
        (
            "journeys.test_goals.test_goal_02_a_new_plan_from_last_years",
            "journeys.test_beginning.test_goal_02_a_plan_from_last_years_is_open_in_three_clicks",
        ),
        clicks=3,
        pages=2,
        seconds=2,
        more="mọi năm cũ và căn cứ hết hiệu lực đều được đánh dấu",
    ),
    3: Goal(
        "Lập kế hoạch từ tệp Word của mình",
        (
            "journeys.test_goals.test_goal_03_a_plan_from_a_word_file",
            "journeys.test_import.test_a_well_recognised_file_takes_four_clicks",
        ),
        clicks=4,
        more="không mất đoạn nào, không mất dòng nào của bảng",
    ),
    4: Goal(
        "Dán 50 dòng × 5 cột từ Excel",
        ("journeys.test_goals_grid.test_goal_04_fifty_rows_from_a_spreadsheet",),
        clicks=1,
        seconds=0.5,
        more=TAKEN_BACK,
    ),
    5: Goal(
        "Thêm một nội dung chỉ bằng bàn phím",
        ("journeys.test_goals_grid.test_goal_05_an_activity_by_the_keyboard_alone",),
        tabs=12,
        more="không dùng chuột",
    ),
    6: Goal(
        "Chuyển dòng 18 lên vị trí 3",
        (
            "journeys.test_goals_grid.test_goal_06_row_eighteen_to_place_three",
            "journeys.test_grid.test_row_eighteen_goes_to_place_three_by_a_window_by_keys_and_by_dragging",
        ),
        clicks=2,
        more="cũng bằng Alt+↑ và bằng kéo thả",
    ),
    7: Goal(
        "Không mất chữ đã gõ",
        (
            "journeys.test_goals_nothing_lost.test_goal_07_nothing_typed_is_ever_lost",
            "plans.test_saving_at_random.test_goal_07_random_strikes_lose_nothing",
            "plans.test_saving_again.test_two_writers_who_lose_answers_lose_no_words",
            "journeys.test_goals_nothing_lost.test_goal_07_at_most_two_seconds_are_lost_with_the_power",
        ),
        more=NOTHING_LOST,
    ),
    8: Goal(
        "Biết kế hoạch đã sẵn sàng chưa",
        ("journeys.test_goals.test_goal_08_whether_it_is_ready_is_one_click_away",),
        clicks=1,
        more="mỗi chỗ cần sửa dẫn vào đúng ô",
    ),
    9: Goal(
        "Trình lãnh đạo",
        ("journeys.test_goals.test_goal_09_a_plan_is_submitted_from_the_editor",),
        clicks=3,
        more="báo rõ kế hoạch đang ở ai và việc tiếp theo",
    ),
    10: Goal(
        "Sửa kế hoạch bị trả lại",
        (
            "journeys.test_goals.test_goal_10_one_click_leads_from_the_notice_to_the_reason",
            "journeys.test_goals.test_goal_10_one_click_leads_from_the_notice_to_the_first_remark",
        ),
        clicks=1,
        more="nhận xét hiện cạnh phần được nhận xét",
    ),
    11: Goal(
        "Duyệt trên điện thoại, từ thông báo",
        ("journeys.test_goals_approving.test_goal_11_from_the_notice_to_approved_on_a_phone",),
        clicks=3,
        pages=2,
        seconds=3,
        more="phiên làm việc còn hiệu lực",
    ),
    12: Goal(
        "Thấy rõ kế hoạch sắp duyệt",
        ("journeys.test_goals_approving.test_goal_12_what_is_signed_stands_on_the_first_two_screens",),
        more="trên hai màn hình đầu của điện thoại: trích yếu, số nội dung, kinh phí, hạn duyệt, thay đổi từ lần trước",
    ),
    13: Goal(
        "Trả lại kèm lý do",
        ("journeys.test_goals_approving.test_goal_13_a_plan_is_returned_with_a_reason",),
        clicks=4,
        more="không gửi được khi chưa có lý do",
    ),
    14: Goal(
        "Duyệt 10 kế hoạch một lần",
        ("journeys.test_goals_approving.test_goal_14_ten_plans_each_opened",),
        clicks=21,
        more="nhiều nhất 2 lần bấm mỗi kế hoạch và 1 lần duyệt; kế hoạch chưa mở thì không chọn được",
    ),
    15: Goal(
        "Giao ký thay một tuần",
        ("journeys.test_goals_approving.test_goal_15_a_week_is_given_to_a_deputy",),
        clicks=5,
        pages=1,
    ),
    16: Goal(
        "Cấp số, ghi ngày, in",
        ("journeys.test_goals_clerk.test_goal_16_from_the_queue_to_the_paper_that_is_printed",),
        clicks=3,
        pages=3,
        seconds=15,
        more="số tiếp theo ghi sẵn; thấy số trang, số tờ in hai mặt và số bản theo nơi nhận",
    ),
    17: Goal(
        "Ghi 20 bản quét đã ký vào đúng văn bản",
        (
            "journeys.test_goals_clerk.test_goal_17_twenty_scans_at_once",
            "plans.test_scanning.test_goal_17_clean_scans_find_their_records_by_the_code_on_the_page",
        ),
        clicks=2,
        pages=2,
        more="ít nhất 95 % khớp theo mã trên trang, không bản nào ghi nhầm; số còn lại chọn theo số, ký hiệu",
    ),
    18: Goal(
        "Tìm “kế hoạch 43 khu công nghiệp” gõ không dấu",
        (
            "journeys.test_goals_clerk.test_goal_18_one_paper_among_ten_thousand",
            "documents.register.test_register_pages.test_a_paper_is_found_among_ten_thousand_within_a_second",
        ),
        clicks=1,
        seconds=1,
        more="đúng văn bản trong ba dòng đầu của 10.000 dòng",
    ),
    19: Goal(
        "Thấy ai quá hạn và đôn đốc tất cả",
        ("journeys.test_urging.test_goal_19_all_who_are_late_are_reminded_from_the_first_screen",),
        clicks=1,
        more="màn hình đầu cho biết ai quá hạn và ai sẽ nhận; một lần bấm gửi tất cả",
    ),
    20: Goal(
        "Thẩm định một kế hoạch cạnh nhiệm vụ tỉnh, thành phố giao",
        ("journeys.test_goals_submitting.test_goal_20_a_plan_is_reviewed_beside_the_provincial_tasks",),
        clicks=5,
        more="trong đó 1 để so với nhiệm vụ, 2 mỗi nhận xét, 2 để quyết định",
    ),
    21: Goal(
        "Tổng hợp kỳ báo cáo của tỉnh, thành phố",
        ("journeys.test_goals_overseeing.test_goal_21_the_summary_of_a_period_as_a_word_draft",),
        clicks=3,
        more="thành dự thảo Word; mỗi số mở ra danh sách đã đếm",
    ),
    23: Goal(
        "Trình báo cáo quý không có gì phát sinh",
        ("journeys.test_goals_submitting.test_goal_23_a_report_with_nothing_unusual",),
        clicks=5,
        pages=3,
        more="không nhập số liệu cổng đã có",
    ),
    24: Goal(
        "Biết thời hạn của mình",
        (
            "journeys.test_goals_overseeing.test_goal_24_ones_deadlines_are_one_press_away_with_weekday_and_working_days",
            "journeys.test_goals_overseeing.test_goal_24_deadlines_come_to_the_phones_calendar_in_two_presses",
        ),
        clicks=1,
        more="mỗi ngày có thứ và số ngày làm việc còn lại; đưa vào lịch của điện thoại: 2 lần bấm",
    ),
    26: Goal(
        "Kiểm tra bản in bằng mã",
        (
            "journeys.test_goals_checking.test_goal_26_a_scan_leads_to_the_answer_in_one_page",
            "journeys.test_goals_checking.test_goal_26_a_typed_code_is_one_page_away",
        ),
        clicks=1,
        pages=1,
        more="không cần tài khoản",
    ),
    27: Goal(
        "Thêm 30 người của một cơ quan từ Excel",
        (
            "journeys.test_goals_setting_up.test_goal_27_thirty_people_from_a_workbook",
            "journeys.test_goals_setting_up.test_goal_27_wrong_rows_come_back_with_their_reasons",
        ),
        clicks=5,
        more="xem trước mọi dòng; dòng lỗi tải về kèm lý do",
    ),
}
