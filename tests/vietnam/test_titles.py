"""A document named by its type and its subject: the type is said once."""

import pytest

from cchc_portal.vietnam import titles


@pytest.mark.parametrize(
    ("type_name", "subject", "said"),
    [
        ("Kế hoạch", "Tập huấn nghiệp vụ năm 2027", "Kế hoạch tập huấn nghiệp vụ năm 2027"),
        ("Kế hoạch", "Kế hoạch tập huấn nghiệp vụ năm 2027", "Kế hoạch tập huấn nghiệp vụ năm 2027"),
        ("Kế hoạch", "KẾ HOẠCH Tập huấn", "Kế hoạch tập huấn"),
        ("Kế hoạch", "Kế hoạch hóa nguồn nhân lực", "Kế hoạch kế hoạch hóa nguồn nhân lực"),
        ("Kế hoạch", "Kế hoạch", "Kế hoạch kế hoạch"),
        ("Báo cáo", "Báo cáo kết quả quý I", "Báo cáo kết quả quý I"),
        ("Quyết định", "Ban hành Kế hoạch năm 2027", "Quyết định ban hành Kế hoạch năm 2027"),
        ("Công văn", "Về việc đính chính Kế hoạch", "Công văn về việc đính chính Kế hoạch"),
        ("", "Về việc đính chính", "Về việc đính chính"),
    ],
)
def test_the_type_is_said_once(type_name: str, subject: str, said: str) -> None:
    assert titles.with_type(type_name, subject) == said


@pytest.mark.parametrize(
    ("subject", "right"),
    [
        ("Kế hoạch tập huấn năm 2027", "Tập huấn năm 2027"),
        ("Tập huấn năm 2027", "Tập huấn năm 2027"),
        ("Kế hoạch số 06/KH-STC", "Kế hoạch số 06/KH-STC"),
        ("Kế hoạch hóa nguồn nhân lực", "Kế hoạch hóa nguồn nhân lực"),
    ],
)
def test_a_subject_without_its_type(subject: str, right: str) -> None:
    assert titles.without_type(subject) == right
