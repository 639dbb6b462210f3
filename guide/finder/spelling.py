"""Words and names that are spelled nearly as what was typed."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .index import Index
from .names import is_weak


def allowed_errors(length: int) -> int:
    """How many wrong, missing, added or exchanged letters a word of that length may have.

    >>> [allowed_errors(length) for length in (3, 5, 7, 9, 12, 20)]
    [0, 1, 2, 2, 3, 4]
    """
    if length < 4:
        return 0
    return 1 if length < 6 else 2 if length < 10 else 3 if length < 16 else 4


def words_near(index: Index, word: str, limit: int = 8) -> list[tuple[str, float]]:
    """Return words of the index with their likeness to that word, the most alike first."""
    errors = allowed_errors(len(word))
    if not errors or not word.isalpha():
        return []
    pool = [
        other
        for length in range(len(word) - errors, len(word) + errors + 1)
        for other in index.by_length.get(length, ())
    ]
    found = process.extract(word, pool, scorer=OSA.distance, score_cutoff=errors, limit=limit * 2)
    # In a short word the first letter is seldom the wrong one.
    likely = [
        (other, distance) for other, distance, _at in found if len(word) > 7 or distance < 2 or other[0] == word[0]
    ]
    return [(other, 1 - distance / max(len(word), len(other))) for other, distance in likely[:limit]]


def spellings_near(index: Index, text: str, least: float = 0.82, limit: int = 8) -> list[tuple[str, float]]:
    """Return compact names with their likeness to a compact text. Figures must be the same: R-143a is not R-134a."""
    if len(text) < 5:
        return []
    figures = figures_of(text)
    found = process.extract(
        text, index.spellings, scorer=OSA.normalized_similarity, score_cutoff=least, limit=limit * 4
    )
    return [(form, likeness) for form, likeness, _at in found if figures_of(form) == figures][:limit]


def figures_of(text):
    return "".join(sign for sign in text if sign.isdigit())


def is_worth_correcting(word: str) -> bool:
    return len(word) >= 4 and not is_weak(word)
