"""The index file: all that the finder compares, compact enough for a phone. `static/js/offline/finder/` reads it.

One file for each language. What is compared is the same in all of them, so that a phone ranks as the server does; what
is shown is in that language. Of notes in other languages only the stems are there, and not even those where the file
would become too large. Names stand in columns by script, as
texts of one script pack best.
"""

import json
from itertools import groupby
from operator import itemgetter

import brotli

from ..finder.index import get_index
from ..finder.loading import DEFAULT_LANGUAGE, in_language
from ..finder.names import LIST, NOTE, OWN_NAME, taken_apart
from ..identifiers import NAME_KINDS, Kind
from .rules import rules
from .words import words_of_finder

SCRIPTS = (("\u0400", "\u04ff"), ("\u0600", "\u06ff"), ("\u3400", "\u9fff"))
KINDS = [OWN_NAME, *Kind.values]
SEPARATORS = str.maketrans("|\t\n", "   ")


LARGEST = 150_000
"""Bytes that an index may have when it is compressed."""


def index_file(language: str, largest: int = LARGEST) -> str:
    """Return the index for readers of that language, as JSON. Were it too large, notes in other languages are left out."""
    written = as_json(index_for(language))
    if len(brotli.compress(written.encode())) > largest:
        written = as_json(index_for(language, is_whole=False))
    return written


def as_json(index):
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def index_for(language, is_whole=True):
    index = get_index()
    lists, dangers = Table(), Table()
    names, shown, notes, listed, danger = [], [], [], [], []
    for number, record in enumerate(index.records.items):
        version = in_language(record.versions, language)
        pairs = distinct(record.names)
        names.append([pair for pair in pairs if pair[0] not in (LIST, NOTE)])
        own_names = in_order_of_scripts([value for kind, value in names[-1] if kind == OWN_NAME])
        shown.append(own_names.index(clean(version.name)))
        notes.append(notes_of(record, language, is_whole))
        own_lists = [lists.place(of_listing(index, version, listing)) for listing in version.listings]
        others = [lists.place(value) for kind, value in pairs if kind == LIST]
        own_lists = list(dict.fromkeys(own_lists))
        listed.append([own_lists, [place for place in dict.fromkeys(others) if place not in own_lists]])
        danger.append(dangers.place(index.summary(number, language).danger))
    return {
        "rules": rules(),
        "texts": words_of_finder(),
        "kinds": KINDS,
        "slugs": [in_language(record.versions, language).slug for record in index.records.items],
        "names": [["".join(column(pairs, script)) for pairs in names] for script in range(len(SCRIPTS) + 1)],
        "shown": shown,
        "marks": ["".join(grouped(marks_of(record))) for record in index.records.items],
        "notes": notes,
        "lists": lists.texts,
        "listed": listed,
        "dangers": dangers.texts,
        "danger": danger,
        "categories": categories_of(index, language),
        "chapters": chapters_of(index, language),
    }


class Table:
    """Texts that stand in a file once; where one is meant, its place stands."""

    def __init__(self):
        self.texts, self.places = [], {}

    def place(self, text):
        if text not in self.places:
            self.places[text] = len(self.texts)
            self.texts.append(text)
        return self.places[text]


def clean(value):
    """A name without the signs that separate names here."""
    return value.translate(SEPARATORS)


def distinct(names):
    """Names of one kind that are compared alike stand once."""
    found = {}
    for kind, value in names:
        forms = value if kind in (LIST, NOTE, OWN_NAME) else taken_apart(value)
        found.setdefault((kind, forms), (kind, value if kind == LIST else clean(value)))
    return list(found.values())


def script_of(value):
    """The number of the first script that a name has a letter of; Latin and all others come last."""
    found = [place for place, (first, last) in enumerate(SCRIPTS) if any(first <= sign <= last for sign in value)]
    return found[0] if found else len(SCRIPTS)


def in_order_of_scripts(values):
    return sorted(values, key=script_of)


def column(pairs, script):
    return grouped(pair for pair in pairs if script_of(pair[1]) == script)


def grouped(pairs):
    """Each run of one kind as "|", a letter for the kind, and the values with tabs between."""
    for kind, run in groupby(pairs, key=itemgetter(0)):
        yield f"|{chr(97 + KINDS.index(kind))}" + "\t".join(clean(value) for _kind, value in run)


def marks_of(record):
    """Its codes, each once; the number of a halon is a mark as well."""
    found = {}
    for kind, value, key in reversed(record.marks):
        if kind not in NAME_KINDS or key.startswith("halon"):
            found.setdefault((kind, value), None)
    return list(reversed(found))


def notes_of(record, language, is_whole):
    """The notes to be read, and after them the stems of each note in another language, with blanks between."""
    read = {version.note for code, version in record.versions.items() if code in (DEFAULT_LANGUAGE, language)} - {""}
    others = {value for kind, value in record.names if kind == NOTE} - read
    stems = [" ".join(stems_to_compare(note)) for note in sorted(others)] if is_whole else []
    return [[clean(note) for note in sorted(read)], [line for line in stems if line]]


def stems_to_compare(note):
    """The stems of a note, each once; figures as often as they stand there."""
    _form, stems = next(iter(taken_apart(note)), ("", ()))
    return [stem for place, stem in enumerate(stems) if stem.isdigit() or stem not in stems[:place]]


def of_listing(index, version, listing):
    """How a list of a treaty is called, as in `finder/loading.py`."""
    chapter, list_name, *_rest = listing
    summary = in_language(index.chapters.get(chapter, {}), version.language)
    return f"{summary.title} {list_name}" if summary else list_name


def categories_of(index, language):
    return [
        {
            "slug": in_language(category.summaries, language).slug,
            "name": in_language(category.summaries, language).name,
            "words": list(dict.fromkeys(category.words)),
        }
        for category in index.categories.values()
    ]


def chapters_of(index, language):
    return [
        {
            "slug": in_language(versions, language).slug,
            "title": in_language(versions, language).title,
            "titles": list(dict.fromkeys(chapter.title for chapter in versions.values())),
        }
        for versions in index.chapters.values()
    ]
