"""Appendices that have been laid out, by province and by what they say: derived from snapshots, may be lost at any time."""

import logging
from pickle import UnpicklingError
from zlib import error as NotCompressed

from django.core.cache import caches

from cchc_portal.documents.paper import Leaves

log = logging.getLogger(__name__)


class KeptAppendices:
    """The shelf of one province. A paper never waits or fails for it: what cannot be read is laid out anew."""

    def __init__(self, province_id: int) -> None:
        self._province_id = province_id

    def get(self, key: str) -> Leaves | None:
        try:
            found = caches["appendices"].get(self._key(key))
        except (OSError, EOFError, UnpicklingError, NotCompressed):
            log.warning("Không đọc được phụ lục đã dựng sẵn; dựng lại.")
            return None
        return Leaves(*found) if found else None

    def put(self, key: str, leaves: Leaves) -> None:
        try:
            caches["appendices"].set(self._key(key), (leaves.content, leaves.pages, leaves.top))
        except OSError:
            log.warning("Không giữ được phụ lục đã dựng.")

    def _key(self, key: str) -> str:
        return f"{self._province_id}:{key}"
