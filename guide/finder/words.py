"""Items some of whose names have words of the query, in any order, each perhaps spelled a little differently."""

from collections import defaultdict
from dataclasses import dataclass, field

from greencustoms.core.stemming import HAN, stem

from .index import Index
from .names import STOP_WORDS, WEIGHTS, is_weak
from .query import Query
from .records import NAMED, NEAR
from .spelling import is_worth_correcting, words_near

WEAK, UNKNOWN = 0.12, 0.35
"""What a word of packing counts, and one that no item knows; known words count by how rare they are."""

LEAST = 30
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Found:
    """One name with words of the query. `is_sure` if they are spelled alike, `is_whole` if it has no other words."""

    name: int
    score: float
    strength: str
    is_sure: bool
    is_whole: bool


@dataclass
class Asked:
    """The words of a query that say what is looked for, what each counts, and the words of the index it may mean."""

    words: list[tuple[str, str]]
    figures: tuple[str, ...]
    weights: list[float] = field(default_factory=list)
    choices: list[dict[str, float]] = field(default_factory=list)

    @property
    def total(self):
        return sum(self.weights)


def names_with_words(index: Index, query: Query) -> list[Found]:
    """Return the best name of each item that has words of the query."""
    asked = Asked(asked_words(query), query.figures)
    if not any(sign.isalpha() for word, _stem in asked.words for sign in word):
        return []
    asked.weights = [weight_of(index, word, its_stem) for word, its_stem in asked.words]
    asked.choices = candidates(index, asked.words)
    of_names, of_items = likeness(index, asked)
    best = {}
    for at, places in of_names.items():
        item = index.names[at].item
        found = score_name(index, asked, at, places, of_items[item])
        if found and (item not in best or found.score > best[item].score):
            best[item] = found
    return list(best.values())


def asked_words(query):
    """The words that say what is looked for, with their stems; all of them if none does. Chinese has its own way."""
    words = list(zip(query.words, query.stems, strict=True))
    words = [(word, its_stem) for word, its_stem in words if not HAN.match(word)]
    telling = [pair for pair in words if pair[0] not in STOP_WORDS]
    return list(dict.fromkeys(telling or words))[:MOST_WORDS]


def weight_of(index, word, its_stem):
    if is_weak(word):
        return WEAK
    return index.weight(its_stem) if its_stem in index.postings else UNKNOWN


def candidates(index, words):
    """For each word of the query the words of the index that it may stand for, with how alike they are."""
    choices = []
    for word, its_stem in words:
        found = {its_stem: 1.0} if its_stem in index.postings else {}
        if not found and len(word) >= 3 and not word[0].isdigit():
            for other in words_beginning(index, word, its_stem):
                found[other] = 0.7 + 0.25 * len(word) / len(other)
        if is_worth_correcting(word) and max(found.values(), default=0) < 0.9:
            for other, alike in words_near(index, its_stem):
                found[other] = max(found.get(other, 0), alike)
        choices.append(found)
    # Two words of the query that are one in the index: sea horse and seahorse.
    for place in range(len(words) - 1):
        joined = stem(words[place][0] + words[place + 1][0])
        if joined in index.postings:
            choices[place][joined] = choices[place + 1][joined] = 1.0
    return choices


def words_beginning(index, word, its_stem):
    found = index.words_beginning(word)
    return found or (index.words_beginning(its_stem) if len(its_stem) > 4 else [])


def likeness(index, asked):
    """For each name, and for each item over all its names, how well each word of the query is met."""
    of_names, of_items = defaultdict(dict), defaultdict(dict)
    for place, choices in enumerate(asked.choices):
        for its_stem, alike in choices.items():
            for at in index.postings[its_stem]:
                of_names[at][its_stem] = (place, alike)
                name = index.names[at]
                share = alike * WEIGHTS.get(name.kind, 1)
                if share > of_items[name.item].get(place, 0):
                    of_items[name.item][place] = share
    return of_names, of_items


def score_name(index, asked, at, met, met_by_item):
    """How much of the query the item and this name cover, and how much of the name the query covers."""
    name, places = index.names[at], {}
    for place, alike in met.values():
        places[place] = max(alike, places.get(place, 0))
    if max(asked.weights[place] for place in places) <= WEAK < max(asked.weights):
        return None
    of_item = sum(asked.weights[place] * alike for place, alike in met_by_item.items()) / asked.total
    of_query = sum(asked.weights[place] * alike for place, alike in places.items()) / asked.total
    known = sum(index.weights[its_stem] * alike for its_stem, (_place, alike) in met.items())
    of_name = min(known / index.name_weights[at], 1.0)
    kind_weight = WEIGHTS.get(name.kind, 1)
    score = 30 * of_item + kind_weight * (30 * of_query + 28 * of_name)
    if score < LEAST:
        return None
    score += 0.5 * bool(asked.figures and asked.figures == name.figures)
    is_sure = min(alike for _place, alike in met.values()) == 1
    is_whole = is_sure and kind_weight == 1 and of_name >= 0.99
    # All that was asked, in a name that is not much longer; or most of it, in most of a name.
    is_all = of_query >= 0.99 and (of_name >= 0.3 or 2 * len(met) >= len(name.stems))
    is_most = of_item >= 0.7 and of_name >= 0.5
    is_named = is_whole or (is_sure and kind_weight == 1 and (is_all or is_most))
    return Found(at, score, NAMED if is_named else NEAR, is_sure, is_whole)
