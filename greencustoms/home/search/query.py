"""From what was typed to what the index is asked.

The database backends differ: PostgreSQL stems English words, SQLite does not, and some characters are errors to
one and operators to the other. So only letters, digits and hyphens are kept, and each word is asked for in its
singular and plural forms; the same query then finds the same pages on both.
"""

import re
from functools import reduce
from operator import and_, or_

from modelsearch.query import PlainText, SearchQuery

MAX_LENGTH = 200
MAX_WORDS = 12

NOT_A_WORD = re.compile(r"[^\w\s-]", re.UNICODE)
PARAGRAPH_NUMBER = re.compile(r"^\s*(?:guide\s+)?(\d{1,2})(?:\.(\d))?(?:\.(\d{1,3}))?\s*$", re.IGNORECASE)


def clean_query(typed: str) -> str:
    """Return what was typed, shortened, without control characters and doubled spaces."""
    printable = "".join(character if character.isprintable() else " " for character in typed[:MAX_LENGTH])
    return " ".join(printable.split())


def words_of(query: str) -> list[str]:
    """Return the words that the index can look for."""
    words = (word.strip("-_") for word in NOT_A_WORD.sub(" ", query).split())
    return [word for word in words if word][:MAX_WORDS]


def forms_of(word: str) -> set[str]:
    """Return a word with its English singular and plural. Short words and codes stay as they are."""
    forms = {word}
    lower = word.lower()
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return forms
    if lower.endswith("ies"):
        forms.add(word[:-3] + "y")
    elif lower.endswith(("ses", "xes", "ches", "shes")):
        forms.add(word[:-2])
    if lower.endswith("s") and not lower.endswith("ss"):
        forms.add(word[:-1])
    elif lower.endswith("y"):
        forms.add(word[:-1] + "ies")
    else:
        forms.add(word + "s")
    return forms


def search_query(words: list[str]) -> SearchQuery:
    """All words must be there, each in any of its forms."""
    return reduce(and_, (reduce(or_, (PlainText(form) for form in sorted(forms_of(word)))) for word in words))


def paragraph_asked_for(query: str) -> tuple[int, int, int] | None:
    """Return chapter, topic and paragraph (0 where not given) if the query is a number such as 5.3.2."""
    match = PARAGRAPH_NUMBER.match(query)
    if not match or not match[2]:
        return None
    return int(match[1]), int(match[2]), int(match[3] or 0)
