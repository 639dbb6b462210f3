"""One box: what is written on a package, looked up among all controlled items.

`find(query, language)` returns a `FinderAnswer`. The items are kept in memory and compared in Python, so that the
answer is the same on every database; `touch()` tells all processes that items changed, where no signal did.
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
from .stamp import touch

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
    "touch",
]
