"""Recipients on paper: what stands in brackets with a stroke is never parted."""

import pytest

from cchc_portal.documents.paper.filters import recipient


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "- UBND thành phố (để b/c);",
            '- UBND thành phố <span class="whole">(để b/c)</span>;',
        ),
        ("- Sở <Nội vụ> (thay báo cáo);", "- Sở &lt;Nội vụ&gt; (thay báo cáo);"),
    ],
)
def test_what_stands_in_brackets_with_a_stroke_is_kept_whole(text: str, html: str) -> None:
    assert recipient(text) == html
