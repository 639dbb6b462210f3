"""One box: what is written on a package, looked up among all controlled items.

`find(query, language)` returns a `FinderAnswer`. The items are kept in memory and compared in Python, so that the
answer is the same on every database. The stamp of the content (core/stamp.py) tells all processes that it changed.
"""

from .ranking import find
from .records import (
    CERTAIN,
    NAMED,
    NEAR,
    CategorySummary,
    ChapterSummary,
    FinderAnswer,
    Group,
    Hit,
    ItemSummary,
    ListingSummary,
    Mark,
    Reason,
    Recognised,
    Suggestion,
)

__all__ = [
    "CERTAIN",
    "NAMED",
    "NEAR",
    "CategorySummary",
    "ChapterSummary",
    "FinderAnswer",
    "Group",
    "Hit",
    "ItemSummary",
    "ListingSummary",
    "Mark",
    "Reason",
    "Recognised",
    "Suggestion",
    "find",
]
