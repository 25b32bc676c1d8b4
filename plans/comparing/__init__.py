"""What differs between two snapshots: sections, paragraphs word by word, tables row by row. Pure functions of the two."""

from .comparison import Cell, Change, Comparison, Row, compare
from .sentences import sentence
from .words import Run

__all__ = ["Cell", "Change", "Comparison", "Row", "Run", "compare", "sentence"]
