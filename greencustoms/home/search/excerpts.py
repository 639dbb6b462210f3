"""A piece of the text around the first word found, with the words found marked."""

import re

from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString

from greencustoms.core.folding import WITHOUT_SPACES
from greencustoms.core.index_words import CHUNK, WordsField, asked_of, pairs, parts_of, words_held

LENGTH = 220
LONGEST_WORD = 30


def text_of(page) -> str:
    """Return the searchable text of a page, title apart."""
    fields = [field for field in page.get_search_fields() if isinstance(field, WordsField)]
    return " ".join(field.text(page) for field in fields if field.field_name != "title")


class Asked:
    """The words looked for, and where they stand in a text, in whatever form."""

    def __init__(self, words: list[str]):
        self.held = {held for word in words for held in asked_of(word)}
        parts = [part for word in words for part in parts_of(word) if WITHOUT_SPACES.match(part)]
        pieces = sorted({piece for part in parts for piece in (part, *pairs(part))}, key=len, reverse=True)
        self.pieces = re.compile("|".join(map(re.escape, pieces))) if pieces else None

    def places(self, text: str, start=0):
        """Yield beginning and end of each; where no spaces stand between words, of the signs alone."""
        for chunk in CHUNK.finditer(text, start):
            if not self.held.isdisjoint(words_held(chunk[0])):
                yield chunk.span()
            elif self.pieces and WITHOUT_SPACES.search(chunk[0]):
                yield from (found.span() for found in self.pieces.finditer(text, *chunk.span()))


def excerpt(text: str, words: list[str]) -> SafeString:
    """Return about two lines of the text around the first word found; the words are marked, all else escaped."""
    asked = Asked(words)
    first, _end = next(asked.places(text), (0, 0))
    start = beginning(text, max(0, first - LENGTH // 3))
    piece = text[start : start + LENGTH]
    if start + LENGTH < len(text):
        whole, _space, rest = piece.rpartition(" ")
        piece = (whole if whole and len(rest) <= LONGEST_WORD else piece) + " …"
    if start:
        piece = "… " + piece
    return mark(piece, asked)


def beginning(text, at):
    """The next beginning of a word; right there where a text has no spaces."""
    space = text.find(" ", at, at + LONGEST_WORD) if at else -1
    return space + 1 if space >= 0 else at


def mark(piece: str, asked: Asked) -> SafeString:
    """Escape a piece of text and put <mark> around the words."""
    parts, end = [], 0
    for start, stop in asked.places(piece):
        parts.append(("", piece[end:start], ""))
        parts.append((SafeString("<mark>"), piece[start:stop], SafeString("</mark>")))
        end = stop
    parts.append(("", piece[end:], ""))
    return format_html_join("", "{}{}{}", ((before, conditional_escape(text), after) for before, text, after in parts))
