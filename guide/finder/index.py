"""Everything that can be found, in memory: built by a handful of queries, kept until the items change."""

import math
import threading
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import groupby
from typing import NamedTuple

from greencustoms.core import stamp
from greencustoms.core.stemming import HAN

from ..identifiers import Kind
from .loading import in_language, load_records
from .names import LIST, NOTE, Name, taken_apart
from .query import figures_of
from .records import ChapterSummary, ItemSummary, ListingSummary


class ListOfTreaty(NamedTuple):
    """An annex, appendix or schedule with the words of its name and the items in it."""

    stems: frozenset[str]
    items: list[int]


class ByLength:
    """Texts in the order of their lengths, so that those of nearly one length are a slice."""

    def __init__(self, texts):
        self.texts = sorted(texts, key=len)
        self.lengths = [len(text) for text in self.texts]

    def between(self, shortest, longest):
        return self.texts[bisect_left(self.lengths, shortest) : bisect_right(self.lengths, longest)]


class Index:
    """The items with their marks and names, arranged for looking up. It never changes; the next one takes its place.

    Only `stamp` does: the state of all content up to which the records are known to be what the database holds.
    """

    def __init__(self, records, its_stamp=None):
        self.stamp = its_stamp
        self.records = records
        self.items = [record.versions for record in records.items]
        self.summaries = {}
        self.categories = records.categories
        self.chapters = records.chapters
        self.marks = defaultdict(list)
        self.names = []
        self.lists = {}
        for number, record in enumerate(records.items):
            for mark in record.marks:
                self.add_mark(number, *mark)
            for name in record.names:
                self.add_name(number, *name)
        self.arrange()

    def add_mark(self, number, kind, value, key):
        self.marks[kind, key].append((number, value))

    def add_name(self, number, kind, value):
        """Each shorter name inside a name is a name too; only notes are taken as a whole."""
        forms = taken_apart(value)
        if kind == LIST:
            stems = frozenset(stem for _form, stems in forms for stem in stems)
            self.lists.setdefault(value, ListOfTreaty(stems, [])).items.append(number)
            return
        for form, stems in forms[:1] if kind == NOTE else forms:
            unique, words = tuple(dict.fromkeys(stems)), tuple(sorted(stems))
            self.names.append(Name(number, kind, value, form, unique, words, figures_of(words)))

    def arrange(self):
        self.exact, self.same_words, self.postings = defaultdict(list), defaultdict(list), defaultdict(list)
        items_with = defaultdict(set)
        for at, name in enumerate(self.names):
            if name.kind != NOTE:
                self.exact[name.compact].append(at)
                self.same_words[name.words].append(at)
            for stem in name.stems:
                self.postings[stem].append(at)
                items_with[stem].add(name.item)
        self.same_words.pop((), None)
        self.exact, self.same_words, self.postings = dict(self.exact), dict(self.same_words), dict(self.postings)
        total = math.log(2 + len(self.items))
        self.weights = {
            stem: math.log((2 + len(self.items)) / len(found)) / total for stem, found in items_with.items()
        }
        self.name_weights = [sum(self.weights[stem] for stem in name.stems) or 1 for name in self.names]
        self.vocabulary = sorted(self.postings)
        self.compacts = sorted(self.exact)
        words = [word for word in self.vocabulary if word.isalpha() and not HAN.match(word)]
        self.words_by_length = ByLength(words)
        self.words_by_letter = {letter: ByLength(words) for letter, words in groupby(words, key=lambda word: word[0])}
        self.names_by_length = ByLength(form for form in self.compacts if len(form) >= 5 and not HAN.match(form))
        self.han_names = [at for at, name in enumerate(self.names) if HAN.match(name.compact) and name.kind != NOTE]
        self.arrange_codes()

    def arrange_codes(self):
        self.hs = sorted({(key, number, value) for (kind, key), found in self.marks.items()
                          if kind in (Kind.HS, Kind.CN) for number, value in found})  # fmt: skip
        self.refrigerants = sorted(
            {(key, number, value) for (kind, key), found in self.marks.items() if kind == Kind.ASHRAE
             for number, value in found}
        )  # fmt: skip
        self.schedules = sorted({(key, number, value) for (kind, key), found in self.marks.items()
                                 if kind == Kind.ANNEX_CODE for number, value in found})  # fmt: skip
        self.cas = sorted(key for kind, key in self.marks if kind == Kind.CAS)

    # Looking up

    def summary(self, number: int, language: str) -> ItemSummary:
        """The item in that language, or as it is in English; its treaties and category in that language if they are."""
        if (number, language) not in self.summaries:
            self.summaries[number, language] = self.summarised(in_language(self.items[number], language), language)
        return self.summaries[number, language]

    def summarised(self, version, language):
        category = in_language(self.categories[version.category].summaries, language)
        listings = tuple(
            ListingSummary(in_language(self.chapters.get(chapter, {}), language) or ChapterSummary(), *rest)
            for chapter, *rest in version.listings
        )
        return ItemSummary(
            version.pk,
            version.key,
            version.slug,
            version.name,
            version.language,
            category,
            version.danger or category.danger,
            version.note,
            listings,
            version.marks,
        )

    def words_beginning(self, start, limit=60):
        return beginning(self.vocabulary, start, limit)

    def compacts_beginning(self, start, limit=200):
        return beginning(self.compacts, start, limit)

    def weight(self, stem):
        """How much a word tells: near 1 for the rarest, near 0 for one that stands in most items."""
        return self.weights.get(stem, 0.6)


def beginning(ordered, start, limit):
    """The entries of a sorted list that begin with that text."""
    at = bisect_left(ordered, start)
    found = []
    while at < len(ordered) and len(found) < limit and ordered[at].startswith(start):
        found.append(ordered[at])
        at += 1
    return found


_lock = threading.Lock()
_index = None


def get_index() -> Index:
    """Return the index of the items as they are now. One small query tells whether the one at hand may still be.

    Whatever content changes, the records are read again; only if they differ is the index arranged anew. A workshop
    that is published costs some queries, not all the taking apart of names.
    """
    global _index
    now = stamp.current()
    index = _index
    if index is None or index.stamp != now:
        with _lock:
            now = stamp.current()
            if _index is None or _index.stamp != now:
                records = load_records()
                if _index is not None and _index.records == records:
                    _index.stamp = now
                else:
                    _index = Index(records, now)
            index = _index
    return index
