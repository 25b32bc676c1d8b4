"""Check of an imported plan: what found no place in it must be placed or removed before it is submitted."""

from collections.abc import Iterator

from cchc_portal.vietnam.alphabet import fold
from plans.checks.finding import Finding, Snapshot, error
from plans.importing.building import UNPLACED


def unplaced(snapshot: Snapshot) -> Iterator[Finding]:
    for index, section in enumerate(snapshot["sections"]):
        if fold(section["heading"]) == fold(UNPLACED):
            yield error(
                f"Mục “{UNPLACED}” còn trong kế hoạch. Chuyển các đoạn trong mục này về đúng chỗ hoặc xóa đi.",
                "sections",
                index,
            )
