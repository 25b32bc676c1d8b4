"""The plans that are measured: the full plan 001 as it is, and with an appendix of n rows that are all different."""

from copy import deepcopy
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from django.conf import settings

from cchc_portal.documents import snapshots

GIVEN = Path(settings.BASE_DIR).parent / "shared" / "plans" / "001-dong-nai-2020.yaml"
OWN = Path(settings.BASE_DIR) / "publications" / "demo" / "plans" / "dong-nai-06-2020.yaml"


def plan_001() -> dict[str, Any]:
    """The plan file of the seeds where it is at hand, else the demo's own wording of it."""
    path = GIVEN if GIVEN.exists() else OWN
    return snapshots.read_bytes(path.read_bytes(), name=path.name)


def with_rows(count: int) -> dict[str, Any]:
    """Plan 001 with an appendix table of `count` five-column rows."""
    plan = deepcopy(plan_001())
    contents = [
        item["content"] for block in _tables(plan) for group in block["groups"] for item in group["items"]
    ]
    rows = [
        {
            "content": f"{content} (nội dung {number})",
            "lead": ["Văn phòng"],
            "products": [
                {"text": f"{number % 7 + 1} tin, bài", "quantity": number % 7 + 1, "unit": "tin, bài"}
            ],
            "time": {"text": f"Tháng {number % 12 + 1}/2020"},
        }
        for number, content in enumerate(islice(cycle(contents), count), start=1)
    ]
    columns = ["content", "lead", "products", "time"]
    table = {"columns": columns, "groups": [{"title": None, "items": rows}]}
    plan["appendices"] = [{"title": "Danh mục nội dung", "landscape": False, "blocks": [{"items": table}]}]
    return snapshots.normalise(plan)


def _tables(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [block["items"] for section in plan["sections"] for block in section["blocks"] if "items" in block]
