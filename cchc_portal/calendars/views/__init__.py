"""Pages of deadlines, notices and the work calendar."""
