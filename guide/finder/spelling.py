"""Words and names that are spelled nearly as what was typed."""

import math

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .index import Index
from .names import is_weak

LEAST_LIKENESS = 0.78
SHORT = 8


def is_likely(word: str, other: str, errors: int) -> bool:
    """Whether one word may be meant by the other: the more letters, the more of them may be wrong.

    In short words letters change places, even far apart (phyton for python), but the first is seldom wrong.

    >>> is_likely("ivroy", "ivory", 1), is_likely("phyton", "python", 2), is_likely("acipencer", "acipenser", 1)
    (True, True, True)
    >>> is_likely("timber", "tiger", 2), is_likely("feather", "leather", 1), is_likely("seal", "sea", 1)
    (False, False, False)
    """
    shortest = min(len(word), len(other))
    if shortest <= SHORT and word[0] != other[0] and sorted(word[:2]) != sorted(other[:2]):
        return False
    if sorted(word) == sorted(other):
        return errors <= 2
    if shortest < 5 or (shortest < 8 and errors > 1):
        return False
    return 1 - errors / max(len(word), len(other)) >= LEAST_LIKENESS


def words_near(index: Index, word: str, limit: int = 8) -> list[tuple[str, float]]:
    """Return words of the index with their likeness to that word, the most alike first."""
    if len(word) < 4 or not word.isalpha():
        return []
    most = 2 if len(word) < 13 else 3 if len(word) < 18 else 4
    lengths = len(word) - most, len(word) + most
    if len(word) <= SHORT:
        letters = [
            index.words_by_letter[letter] for letter in dict.fromkeys(word[:2]) if letter in index.words_by_letter
        ]
        pool = [other for words in letters for other in words.between(*lengths)]
    else:
        pool = index.words_by_length.between(*lengths)
    found = process.extract(word, pool, scorer=OSA.distance, score_cutoff=most, limit=limit * 4)
    likely = [(other, errors) for other, errors, _at in found if is_likely(word, other, errors)]
    return [(other, 1 - errors / max(len(word), len(other))) for other, errors in likely[:limit]]


def spellings_near(index: Index, text: str, least: float = 0.82, limit: int = 8) -> list[tuple[str, float]]:
    """Return compact names with their likeness to a compact text. Figures must be the same: R-143a is not R-134a."""
    if len(text) < 5 or text.isdigit():
        return []
    figures = figures_of(text)
    # So much shorter or longer a name may be and still be so much alike.
    pool = index.names_by_length.between(math.ceil(len(text) * least), math.floor(len(text) / least))
    scorer = OSA.normalized_similarity
    found = process.extract(text, pool, scorer=scorer, score_cutoff=least, limit=limit * 4)
    return [(form, likeness) for form, likeness, _at in found if figures_of(form) == figures][:limit]


def figures_of(text):
    return "".join(sign for sign in text if sign.isdigit())


def is_worth_correcting(word: str) -> bool:
    return len(word) >= 4 and not is_weak(word)
