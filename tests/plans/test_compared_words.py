"""The words of a comparison as HTML."""

import pytest

from plans.comparing.words import runs
from plans.templatetags.comparing import marked, shortened

OPEN_OLD, OPEN_NEW = (
    '<del><span class="visually-hidden">bỏ: </span>',
    '<ins><span class="visually-hidden">thêm: </span>',
)


@pytest.mark.parametrize(
    ("old", "new", "old_html", "new_html"),
    [
        ("một hai", "một hai", "một hai", "một hai"),
        ("năm 2026", "năm 2027", f"năm {OPEN_OLD}2026</del>", f"năm {OPEN_NEW}2027</ins>"),
        ("đưa tin kịp thời", "đưa tin **kịp thời**",
         f"đưa tin {OPEN_OLD}kịp thời</del>", f"đưa tin {OPEN_NEW}<b>kịp thời</b></ins>"),
        ("*báo cáo* quý I", "*báo cáo* quý II", f"<i>báo cáo</i> quý {OPEN_OLD}I</del>", f"<i>báo cáo</i> quý {OPEN_NEW}II</ins>"),
        ("<b>5 * 3</b>", "<b>5 * 4</b>",
         f"&lt;b&gt;5 * {OPEN_OLD}3</del>&lt;/b&gt;", f"&lt;b&gt;5 * {OPEN_NEW}4</ins>&lt;/b&gt;"),
        ("Trang tin\nTờ gấp", "Trang tin", f"Trang tin{OPEN_OLD}<br>Tờ gấp</del>", "Trang tin"),
    ],
)  # fmt: skip
def test_each_side_is_marked_where_it_differs(old: str, new: str, old_html: str, new_html: str) -> None:
    before, now = runs(old, new)
    assert (marked(before), marked(now)) == (old_html, new_html)


def test_a_text_for_orientation_is_cut_between_words() -> None:
    _, now = runs("", "**Tuyên** truyền " * 20)
    assert shortened(now) == "Tuyên truyền " * 10 + "Tuyên…"
