"""Running text of a plan between two forms: blocks of the plan file, and the HTML of the rich-text editor."""

from plans.prose.markup import canonical, from_html, one_text, to_html
from plans.prose.runs import is_prose, runs_of

__all__ = ["canonical", "from_html", "is_prose", "one_text", "runs_of", "to_html"]
