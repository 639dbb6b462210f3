"""A piece of the text around the first word found, with the words found marked."""

import re

from django.utils.html import conditional_escape, format_html_join, strip_tags
from django.utils.safestring import SafeString
from modelsearch.index import SearchField

from .query import forms_of

LENGTH = 220


def text_of(page) -> str:
    """Return the searchable text of a page, title apart."""
    pieces = []
    for field in page.get_search_fields():
        if isinstance(field, SearchField) and field.field_name != "title":
            value = field.get_value(page)
            if isinstance(value, str):
                pieces.append(strip_tags(value))
            elif isinstance(value, list | tuple):
                pieces.extend(strip_tags(str(part)) for part in value)
    return " ".join(" ".join(pieces).split())


def pattern_for(words: list[str]) -> re.Pattern:
    """Match any of the words, in any of their forms, as whole words of the text."""
    forms = sorted({form for word in words for form in forms_of(word)}, key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(form)}\b" for form in forms), re.IGNORECASE)


def excerpt(text: str, words: list[str]) -> SafeString:
    """Return about two lines of the text around the first word found; the words are marked, all else escaped."""
    pattern = pattern_for(words)
    first = pattern.search(text)
    start = max(0, first.start() - LENGTH // 3) if first else 0
    if start:
        start = text.find(" ", start) + 1
    piece = text[start : start + LENGTH]
    if start + LENGTH < len(text):
        piece = piece.rsplit(" ", 1)[0] + " …"
    if start:
        piece = "… " + piece
    return mark(piece, pattern)


def mark(piece: str, pattern: re.Pattern) -> SafeString:
    """Escape a piece of text and put <mark> around what the pattern matches."""
    parts, end = [], 0
    for match in pattern.finditer(piece):
        parts.append(("", piece[end : match.start()], ""))
        parts.append((SafeString("<mark>"), match[0], SafeString("</mark>")))
        end = match.end()
    parts.append(("", piece[end:], ""))
    return format_html_join("", "{}{}{}", ((before, conditional_escape(text), after) for before, text, after in parts))
