"""The topics of a workshop as one text that a database can filter and list, whatever database it is.

Each topic is a line of its key, a tab and its words. The key is what topics are compared by: "E-Waste" and "e waste"
are one topic.
"""

from collections.abc import Iterable

from greencustoms.core.folding import fold


def write_topics(topics: Iterable[str]) -> str:
    return "".join(f"\n{fold(topic)}\t{' '.join(topic.split())}\n" for topic in topics)


def read_topics(texts: Iterable[str]) -> dict[str, str]:
    """Return the words of each topic in these texts by its key. Of several spellings the first in the alphabet counts."""
    lines = sorted({line for text in texts for line in text.split("\n") if line}, reverse=True)
    return dict(line.split("\t") for line in lines)


def with_topic(topic: str) -> str:
    """Return what a text with that topic contains."""
    return f"\n{fold(topic)}\t"
