"""What goes wrong where Vietnamese is typed, saved and pasted in a browser, and which tests show that it does not here."""

from dataclasses import dataclass

GRID, PROSE, SAVING = "journeys.test_grid", "journeys.test_prose", "journeys.test_editor_saving"
PASTING = "journeys.test_grid_pasting"
TYPING, AROUND = "journeys.test_pitfalls_typing", "journeys.test_pitfalls_saving"


@dataclass(frozen=True)
class Pitfall:
    """`tests` are modules below tests/ and their functions; `without` says why there is nothing to test yet."""

    name: str
    tests: tuple[str, ...] = ()
    without: str = ""


PITFALLS = {
    1: Pitfall(
        "Trả lời của máy chủ thay ô đang gõ",
        (
            f"{TYPING}.test_every_kind_of_field_takes_every_way_of_typing_while_answers_are_late",
            f"{TYPING}.test_a_composed_sentence_is_whole_after_a_save_in_its_middle",
            f"{SAVING}.test_a_syllable_that_is_being_composed_outlives_the_answer_of_a_save",
            f"{PROSE}.test_an_answer_leaves_a_syllable_that_is_being_composed_alone",
        ),
    ),
    2: Pitfall(
        "Trang nuốt phím Backspace, Enter, chữ cái",
        (
            f"{TYPING}.test_every_kind_of_field_takes_every_way_of_typing_while_answers_are_late",
            f"{GRID}.test_vietnamese_is_exact_however_it_is_typed",
            f"{PROSE}.test_vietnamese_is_typed_to_the_letter",
        ),
    ),
    3: Pitfall(
        "Gửi theo từng phím",
        (
            f"{TYPING}.test_at_most_one_request_in_two_seconds",
            f"{TYPING}.test_no_request_while_a_syllable_is_composed",
        ),
    ),
    4: Pitfall(
        "Enter chọn chữ lại gửi biểu mẫu",
        (f"{TYPING}.test_enter_that_chooses_a_candidate_does_nothing_else",),
    ),
    5: Pitfall("Báo lỗi khi chữ gõ dở", (f"{TYPING}.test_no_error_appears_while_somebody_types",)),
    6: Pitfall(
        "Tự định dạng sau “- ” và “1. ”",
        (f"{PROSE}.test_vietnamese_is_typed_to_the_letter",),
    ),
    7: Pitfall(
        "Giới hạn độ dài cắt chữ, đếm dấu rời hai lần",
        (
            f"{TYPING}.test_letters_apart_from_their_marks_count_once_and_are_stored_as_one",
            f"{TYPING}.test_spelling_is_not_checked_in_a_grid_and_no_field_cuts_letters",
        ),
    ),
    8: Pitfall(
        "Chữ có dấu rời (NFD) làm sai tìm kiếm, so sánh",
        (
            f"{TYPING}.test_letters_apart_from_their_marks_count_once_and_are_stored_as_one",
            "vietnam.test_text.test_text_is_cleaned",
        ),
    ),
    9: Pitfall(
        "Bảng mã cũ TCVN3, VNI",
        (
            f"{AROUND}.test_an_offer_to_convert_is_made_for_old_letters",
            f"{PROSE}.test_an_old_encoding_is_converted_only_when_somebody_says_so",
            "vietnam.test_encodings.test_a_sentence_is_recognised_and_comes_back_from_tcvn3",
            "vietnam.test_encodings.test_a_sentence_is_recognised_and_comes_back_from_vni",
        ),
    ),
    10: Pitfall(
        "Chữ dán từ Word và các bộ phần mềm văn phòng",
        (
            f"{PROSE}.test_what_office_programs_copy_is_pasted_as_paragraphs_and_lists",
            "plans.test_prose_pasting.test_a_clipboard_becomes_prose",
        ),
    ),
    11: Pitfall(
        "Ô Excel có nháy kép, xuống dòng, ô gộp",
        (
            "journeys.test_goals_grid.test_goal_04_fifty_rows_from_a_spreadsheet",
            f"{PASTING}.test_text_apart_by_tabs_is_pasted_with_its_quotes_and_line_ends",
            f"{PASTING}.test_a_table_from_word_is_read_by_its_headings_and_merged_cells_are_repeated",
        ),
    ),
    12: Pitfall("Dán nhầm chỗ", (f"{PASTING}.test_thirty_rows_are_pasted_and_taken_back",)),
    13: Pitfall(
        "Phiên làm việc hết khi đang gõ",
        (
            f"{SAVING}.test_a_lost_session_loses_nothing",
            "journeys.test_goals_nothing_lost.test_goal_07_nothing_typed_is_ever_lost",
        ),
    ),
    14: Pitfall(
        "Hai thẻ, hai người cùng sửa",
        (
            f"{AROUND}.test_two_tabs_of_one_person_show_both_texts",
            "journeys.test_editor_together.test_in_one_place_both_texts_are_shown_and_one_is_chosen",
            "plans.test_saving.test_two_people_in_one_field_see_both_texts",
        ),
    ),
    15: Pitfall(
        "Lịch sử đầy những lần tự lưu",
        ("plans.test_saving.test_twenty_saves_are_one_event_and_one_version",),
    ),
    16: Pitfall(
        "Báo đã lưu khi chưa lưu được",
        (
            f"{AROUND}.test_a_server_that_is_gone_is_said_within_five_seconds",
            f"{SAVING}.test_after_a_failure_of_the_server_it_is_sent_again",
        ),
    ),
    17: Pitfall("Đóng ứng dụng trên điện thoại", (f"{AROUND}.test_hiding_the_page_saves_at_once",)),
    18: Pitfall("Trang nhảy sau khi lưu", (f"{AROUND}.test_a_save_moves_neither_page_nor_cursor",)),
    19: Pitfall(
        "Thói quen Ctrl+S",
        (
            f"{AROUND}.test_ctrl_s_is_the_portals_in_every_kind_of_field",
            f"{SAVING}.test_ctrl_s_saves_at_once_and_says_so",
        ),
    ),
    20: Pitfall(
        "Gạch đỏ chính tả dưới mọi chữ Việt",
        (f"{TYPING}.test_spelling_is_not_checked_in_a_grid_and_no_field_cuts_letters",),
    ),
    21: Pitfall(
        "Gõ mật khẩu khi bộ gõ đang bật",
        ("interface.test_browser.test_a_password_with_marks_is_noticed_while_it_is_typed",),
    ),
    22: Pitfall(
        "Mã gõ bằng Telex thành chữ có dấu",
        (
            "vietnam.test_lookup_codes.test_no_letter_of_a_code_can_take_a_vietnamese_mark_or_make_one",
            "vietnam.test_lookup_codes.test_what_a_person_types_is_read_as_the_code",
        ),
    ),
}
