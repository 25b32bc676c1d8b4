"""Why a file cannot be read."""


class Unreadable(Exception):
    """The one sentence that the person reads."""
