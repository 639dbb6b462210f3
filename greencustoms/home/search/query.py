"""From what was typed to what the index is asked.

Some characters are errors to one database and operators to the other, so only words and codes are kept; the index holds
them as core/index_words.py says, and the same query finds the same pages on both databases.
"""

import re

from greencustoms.core.index_words import chunks_of, parts_of

MAX_LENGTH = 200
MAX_WORDS = 12

PARAGRAPH_NUMBER = re.compile(r"^\s*(?:guide\s+)?(\d{1,2})(?:\.(\d))?(?:\.(\d{1,3}))?\s*$", re.IGNORECASE)


def clean_query(typed: str) -> str:
    """Return what was typed, shortened, without control characters and doubled spaces."""
    printable = "".join(character if character.isprintable() else " " for character in typed[:MAX_LENGTH])
    return " ".join(printable.split())


def words_of(query: str) -> list[str]:
    """Return the words and codes that the index can look for."""
    return [chunk for chunk in chunks_of(query) if parts_of(chunk)][:MAX_WORDS]


def paragraph_asked_for(query: str) -> tuple[int, int, int] | None:
    """Return chapter, topic and paragraph (0 where not given) if the query is a number such as 5.3.2."""
    match = PARAGRAPH_NUMBER.match(query)
    if not match or not match[2]:
        return None
    return int(match[1]), int(match[2]), int(match[3] or 0)
