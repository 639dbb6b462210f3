"""The names of an item, taken apart for comparing."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from greencustoms.core.stemming import HAN, stem

from .text import compact, fold, words_of

OWN_NAME, LIST, NOTE = "name", "list", "note"
"""Kinds of names beside those of the identifiers: the title of the item, its lists in treaties, the note on it."""

WEIGHTS = {NOTE: 0.55}


def read_words(file):
    text = (Path(__file__).parent / file).read_text(encoding="utf-8")
    return frozenset(fold(word) for word in text.split())


STOP_WORDS = read_words("stop_words.txt")
"""Words that say nothing about what a thing is."""

WEAK_WORDS = read_words("weak_words.txt")
"""Words that say how goods are packed, sold or kept: they count little beside any other word."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of the item with that number in the index.

    `stems` are without repeats; `words` are all of them, sorted: 1,1,2,2-tetrafluoroethane is not 1,1,1,2-.
    """

    item: int
    kind: str
    value: str
    compact: str
    stems: tuple[str, ...]
    words: tuple[str, ...]
    figures: tuple[str, ...]


@lru_cache(maxsize=131072)
def taken_apart(value: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the compact form and the stems of a name and of the shorter names inside it.

    >>> [form for form, stems in taken_apart("Polychlorinated biphenyls (PCBs)")]
    ['polychlorinatedbiphenylspcbs', 'polychlorinatedbiphenyls', 'pcbs']
    >>> [form for form, stems in taken_apart("Dalbergia spp.")]
    ['dalbergia']
    """
    forms = {}
    for variant in variants(value):
        stems = tuple(stem(word) for word in words_of(variant) if word not in STOP_WORDS)
        key = compact(variant)
        if key and (stems or HAN.search(variant)):
            forms.setdefault(key, stems)
    return tuple(forms.items())


def variants(value):
    """A name, the same without what stands in brackets or after a comma, and an abbreviation in brackets."""
    value = re.sub(r"\bspp?\.?(?=\s|$)", "", value).strip()
    yield value
    bare = re.sub(r"\s*\([^)]*\)", "", value).strip()
    # (E) and (2,3-dibromopropyl) are parts of a chemical name: no space before them.
    outside = re.sub(r"\s+\([^)]*\)", "", value).strip()
    if outside and outside != value:
        yield outside
        for inside in re.findall(r"\s\(([^)\s]{2,9})\)", value):
            if inside.upper() != inside.lower() and inside not in ("I", "II", "III"):
                yield inside
    head = re.split(r"[,;] ", bare)[0]
    if head and head not in (value, outside):
        yield head


def is_weak(word: str) -> bool:
    """Whether a word of a query counts little: a word of packing or trade, a letter, or one with figures, as 75wp."""
    return word in WEAK_WORDS or (len(word) == 1 and word.isascii()) or any(sign.isdigit() for sign in word)
