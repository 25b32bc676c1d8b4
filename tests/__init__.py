"""The tests mirror the tree; `journeys/` crosses it."""
