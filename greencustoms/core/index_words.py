"""What the search index holds beside the text itself: its words folded and without endings, alike on every database.

SQLite stems nothing, PostgreSQL one language, and neither can cut Chinese into words. So texts and queries both go
through `index_words`, and the databases only compare. Where texts are written without spaces, each sign and each two
neighbouring signs stand for words. A code such as CFC-12 is there in its parts and as one word.
"""

import re
from functools import lru_cache, reduce
from html import unescape
from operator import and_

from django.utils.html import strip_tags
from modelsearch.index import RelatedFields, SearchField
from modelsearch.query import PlainText, SearchQuery

from .folding import WITHOUT_SPACES, fold
from .stemming import stem

# A word with the marks on its letters; and hyphens, dots and strokes between parts of a code.
MARK = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060\ufeff"
SIGN = WITHOUT_SPACES.pattern
LETTER = rf"(?!{SIGN})[^\W_]"
CHUNK = re.compile(rf"{SIGN}+|{LETTER}(?:{LETTER}|[{MARK}])*(?:[-‐‑–./]{LETTER}(?:{LETTER}|[{MARK}])*)*")
ELISION = re.compile(r"\b(?:[cdjlmnst]|qu)['’ʼ](?=\w{2})|['’ʼ]s\b", re.IGNORECASE)
MOST_ASKED = 16
"""So many words are asked for at most: a long query in Chinese has a pair for each sign."""


def chunks_of(text: str) -> list[str]:
    """The words of a text as they are written, codes in one piece."""
    return CHUNK.findall(ELISION.sub(" ", text))


def index_words(text: str) -> list[str]:
    """Return what the index holds for a text, in its order."""
    return [word for chunk in chunks_of(text) for word in words_held(chunk)]


@lru_cache(maxsize=65536)
def words_held(chunk: str) -> tuple[str, ...]:
    """What stands in the index for one word or code.

    >>> words_held("Déchets"), words_held("CFC-12"), words_held("海关官员")
    (('dechet',), ('cfc', '12', 'cfc12'), ('海', '关', '官', '员', '海关', '关官', '官员'))
    """
    held = []
    parts = parts_of(chunk)
    for part in parts:
        held += [*part, *pairs(part)] if WITHOUT_SPACES.match(part) else [stem(part)]
    if code := code_of(parts):
        held.append(code)
    return tuple(held)


def search_query(chunks: list[str]) -> SearchQuery | None:
    """All words must be there, codes in any of the ways the index holds them; None if there are no words."""
    asked = [query for chunk in chunks for query in queries_of(chunk)][:MOST_ASKED]
    return reduce(and_, asked) if asked else None


def queries_of(chunk):
    parts = parts_of(chunk)
    asked = [PlainText(word) for part in parts for word in words_asked(part)]
    if code := code_of(parts):
        return [PlainText(code) | reduce(and_, asked[:4])]
    return asked


def asked_of(chunk: str) -> list[str]:
    """The words of the index that one word of a query is found by; scripts without spaces are left out."""
    parts = parts_of(chunk)
    code = code_of(parts)
    return [code] if code else [stem(part) for part in parts if not WITHOUT_SPACES.match(part)]


def words_asked(part):
    return (pairs(part) or [part]) if WITHOUT_SPACES.match(part) else [stem(part)]


def parts_of(chunk):
    """Letters and figures between hyphens, dots and the like."""
    return fold(chunk).split()


def pairs(part):
    return [part[at : at + 2] for at in range(len(part) - 1)]


def code_of(parts):
    code = "".join(parts)
    is_code = len(parts) > 1 and any(sign.isdigit() for sign in code)
    return code if is_code else ""


class WordsField(SearchField):
    """A search field with the words of its text added, folded and without endings."""

    def get_value(self, obj):
        text = self.text(obj)
        return f"{text} {' '.join(index_words(text))}"

    def text(self, obj) -> str:
        return plain_text(super().get_value(obj))


def plain_text(value) -> str:
    """Text without markup, of whatever a field gives to the index."""
    if isinstance(value, dict):
        value = value.values()
    elif value is None or isinstance(value, str) or not hasattr(value, "__iter__"):
        return " ".join(unescape(strip_tags(str("" if value is None else value))).split())
    return " ".join(filter(None, map(plain_text, value)))


def with_words(fields):
    """The same search fields, texts with their words."""
    found = []
    for field in fields:
        if isinstance(field, RelatedFields):
            found.append(RelatedFields(field.field_name, with_words(field.fields)))
        elif type(field) is SearchField:
            found.append(WordsField(field.field_name, boost=field.boost, **field.kwargs))
        else:
            found.append(field)
    return found
