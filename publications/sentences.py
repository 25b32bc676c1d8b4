"""What was done to an announcement, as sentences."""

from typing import Any

from cchc_portal.agencies.models import HistoryEvent
from publications.models import Announcement

SENTENCES = {
    "announce": "Chuẩn bị tin từ văn bản đã ban hành",
    "correct": "Chỉnh sửa tin",
    "publish": "Công khai tin",
    "hide": "Ẩn tin",
}


def told(announcement: Announcement) -> list[dict[str, Any]]:
    """The announcement's history as steps of a timeline, in the order in which it happened."""
    return [
        {"verb": SENTENCES[event.verb], "who": event.actor_name, "post": event.post, "at": event.at}
        for event in HistoryEvent.objects.about(announcement)
    ]
