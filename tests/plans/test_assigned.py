"""Whom an upper plan means: by name, as one of its level, as one of all."""

import pytest

from plans.beginning.assigned import Body, answered
from tests.documents import samples


@pytest.mark.parametrize(
    ("text", "finance", "parks", "commune"),
    [
        ("Sở Tài chính", True, False, False),
        ("Sở Tài chính thành phố Đồng Nai", True, False, False),
        ("SỞ TÀI CHÍNH", True, False, False),
        ("Sở Nội vụ, Sở Tài chính", True, False, False),
        ("Sở Nội vụ và Sở Tài chính chủ trì", True, False, False),
        ("Ban Quản lý các Khu công nghiệp", False, True, False),
        ("Trung tâm thuộc Sở Tài chính", False, False, False),
        ("Sở Tài chính doanh nghiệp", False, False, False),
        ("Các sở, ban, ngành", True, True, False),
        ("Các Sở, ngành", True, True, False),
        ("Các cơ quan chuyên môn thuộc UBND thành phố", True, True, False),
        ("UBND các xã, phường", False, False, True),
        ("Ủy ban nhân dân xã, phường, đặc khu", False, False, True),
        ("Các sở, ban, ngành; UBND các xã, phường", True, True, True),
        ("Các cơ quan, đơn vị, địa phương", True, True, True),
        ("UBND phường Trảng Dài", False, False, True),
        ("UBND phường Long Bình", False, False, False),
        ("Trung tâm Phục vụ hành chính công các xã, phường", False, False, False),
        ("Công an thành phố", False, False, False),
        ("", False, False, False),
    ],
)
def test_an_agency_knows_when_it_is_meant(text: str, finance: bool, parks: bool, commune: bool) -> None:
    bodies = (
        Body(("Sở Tài chính",), "so", "Đồng Nai"),
        Body(("Ban Quản lý các Khu công nghiệp",), "so", "Đồng Nai"),
        Body(("Ủy ban nhân dân phường Trảng Dài",), "xa", "Đồng Nai"),
    )
    assert tuple(body.is_named(text) for body in bodies) == (finance, parks, commune)


@pytest.mark.parametrize(
    ("task", "done"),
    [
        (samples.SENTENCE, True),
        (samples.SENTENCE.upper(), True),
        ("Các phòng và đơn vị trực thuộc đưa tin kịp thời", False),
        ("", False),
    ],
)
def test_a_task_is_answered_by_a_row_that_says_much_the_same(task: str, done: bool) -> None:
    assert answered(task, samples.plan()) is done
