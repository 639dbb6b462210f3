"""The categories of goods and the treaties that the words of a query name."""

from greencustoms.core.stemming import HAN

from .index import Index
from .loading import in_language
from .names import STOP_WORDS
from .query import Query
from .text import compact, stems_of

GENERAL = frozenset(stems_of("convention protocol treaty agreement convenio protocolo конвенция протокол"))


def categories_named(index: Index, query: Query, language: str):
    """Categories one of whose names or everyday words stands in the query."""
    asked = set(query.stems)
    found = [
        category
        for category in index.categories.values()
        if any(is_named(word, asked, query) for word in category.words)
    ]
    return tuple(in_language(category.summaries, language) for category in found)


def is_named(word, asked, query):
    if HAN.search(word):
        return compact(word) in query.compact
    stems = {its_stem for its_stem in stems_of(word) if its_stem not in STOP_WORDS}
    return bool(stems) and stems <= asked


def chapters_named(index: Index, query: Query, language: str):
    """Treaties whose short name, in any language, is in the query."""
    asked = set(query.stems)
    found = []
    for by_language in index.chapters.values():
        titles = [set(stems_of(chapter.title)) - GENERAL for chapter in by_language.values()]
        if any(title and title <= asked for title in titles):
            found.append(in_language(by_language, language))
    return tuple(found)
