"""Records as a snapshot and a snapshot as records, without loss: the two directions of the plan file."""

from .reading import letterhead, to_snapshot
from .rewriting import rewrite
from .writing import add_items, from_snapshot

__all__ = ["add_items", "from_snapshot", "letterhead", "rewrite", "to_snapshot"]
