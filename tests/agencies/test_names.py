"""How provinces and people are called in a sentence."""

import pytest

from cchc_portal.agencies.models import HistoryEvent, Province


@pytest.mark.parametrize(
    ("kind", "name", "called"),
    [
        ("tinh", "Nghệ An", "tỉnh Nghệ An"),
        ("thanh-pho", "Đồng Nai", "thành phố Đồng Nai"),
        ("thanh-pho", "Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
    ],
)
def test_the_common_noun_has_a_capital_before_a_persons_name(kind: str, name: str, called: str) -> None:
    assert Province(kind=kind, name=name).full_name == called


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("Văn thư", "Sở Nội vụ"),
        ("Chuyên viên Văn phòng", "Văn thư, Sở Nội vụ"),
        ("Văn", "Văn thư, Sở Nội vụ"),
    ],
)
def test_who_is_called_by_the_post_is_not_called_so_twice(name: str, post: str) -> None:
    assert HistoryEvent(actor_name=name, actor_post="Văn thư, Sở Nội vụ").post == post
