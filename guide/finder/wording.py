"""Items whose names fit the words of the query."""

from collections import defaultdict

from django.utils.translation import gettext as _

from ..identifiers import Kind
from .index import Index
from .names import LIST, NOTE, OWN_NAME, STOP_WORDS, WEIGHTS, is_weak
from .query import Query
from .records import CERTAIN, NAMED, NEAR, Reason
from .scores import Match
from .spelling import is_worth_correcting, spellings_near, words_near
from .text import HAN, compact, stem

EXACT_NAME, SAME_WORDS, PREFIX, ALL_WORDS = 99, 98, 86, 88
WEAK, UNKNOWN = 0.12, 0.35
LEAST = 30


def match_wording(index: Index, query: Query) -> list[Match]:
    """Exact names first, then names that begin so, then names with these words, then near spellings."""
    matches = exact_names(index, query)
    matches += names_beginning(index, query)
    matches += han_names(index, query)
    matches += names_with_words(index, query)
    if not any(match.score >= 70 for match in matches):
        matches += names_spelled_alike(index, query)
    return matches


# Exact names


def exact_names(index, query):
    found = [match_of(index, at, EXACT_NAME) for form in forms_of(query) for at in index.exact.get(form, ())]
    stems = tuple(sorted({word for word in query.stems if word not in STOP_WORDS}))
    seen = {match.item for match in found}
    same = [match_of(index, at, SAME_WORDS) for at in index.same_words.get(stems, ())] if stems else []
    return found + [match for match in same if match.item not in seen]


def forms_of(query):
    return dict.fromkeys(form for form in (query.compact, compact(query.rest)) if form)


def match_of(index, at, score):
    name = index.names[at]
    return Match(name.item, score + (name.kind == OWN_NAME), name_reason(name), CERTAIN)


def names_beginning(index, query):
    """Names that go on where the query ends; figures must not go on: R-13 is not the beginning of R-134a."""
    start = compact(query.rest)
    if len(start) < 3 or HAN.match(start):
        return []
    matches = []
    for form in index.compacts_beginning(start):
        if form != start and not (start[-1].isdigit() and form[len(start)].isdigit()):
            share = len(start) / len(form)
            for at in index.exact[form]:
                name = index.names[at]
                matches.append(Match(name.item, PREFIX - 30 * (1 - share), beginning_reason(name), NAMED))
    return matches


def han_names(index, query):
    """Chinese is written without spaces: a name inside the query, or the query inside a name."""
    text = query.compact
    if not HAN.search(text):
        return []
    matches = []
    for at in index.han_names:
        name = index.names[at]
        if name.compact != text and name.compact in text:
            matches.append(Match(name.item, 60 + 28 * len(name.compact) / len(text), name_reason(name), NAMED))
        elif len(text) >= 2 and text in name.compact:
            matches.append(Match(name.item, 50 + 30 * len(text) / len(name.compact), shared_reason(name), NAMED))
    return matches


# Words of names


def names_with_words(index, query):
    words = asked_words(query)
    if not words:
        return []
    weights = [weight_of(index, word, its_stem) for word, its_stem in words]
    likeness = defaultdict(dict)
    by_name = defaultdict(dict)
    for place, choices in enumerate(candidates(index, words)):
        for its_stem, quality in choices:
            for at in index.postings[its_stem]:
                by_name[at].setdefault(its_stem, (place, quality))
                name = index.names[at]
                share = quality * WEIGHTS.get(name.kind, 1)
                if share > likeness[name.item].get(place, 0):
                    likeness[name.item][place] = share
    total = sum(weights)
    best = {}
    for at, stems in by_name.items():
        match = score_name(index, at, stems, weights, likeness[index.names[at].item], total)
        if match and (match.item not in best or match.score > best[match.item].score):
            best[match.item] = match
    return list(best.values())


def asked_words(query):
    """The words of the query that say what is looked for, with their stems; all of them if none does."""
    words = list(zip(query.words, query.stems, strict=True))
    words = [(word, its_stem) for word, its_stem in words if not HAN.match(word)]
    telling = [pair for pair in words if pair[0] not in STOP_WORDS]
    return list(dict.fromkeys(telling or words))[:12]


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
            for other in index.words_beginning(word) or index.words_beginning(its_stem):
                found[other] = 0.7 + 0.25 * len(word) / len(other)
        if is_worth_correcting(word) and max(found.values(), default=0) < 0.9:
            for other, likeness in words_near(index, its_stem):
                found[other] = max(found.get(other, 0), likeness)
        choices.append(list(found.items()))
    add_joined(index, words, choices)
    return choices


def add_joined(index, words, choices):
    """Two words of the query that are one in the index: sea horse and seahorse."""
    for place in range(len(words) - 1):
        joined = stem(words[place][0] + words[place + 1][0])
        if joined in index.postings:
            choices[place].append((joined, 1.0))
            choices[place + 1].append((joined, 1.0))


def score_name(index, at, stems, weights, item_likeness, total):
    """How much of the query the item and this name cover, and how much of the name the query covers."""
    name = index.names[at]
    of_item = sum(weights[place] * quality for place, quality in item_likeness.items()) / total
    places = {}
    for place, quality in stems.values():
        places[place] = max(quality, places.get(place, 0))
    of_query = sum(weights[place] * quality for place, quality in places.items()) / total
    of_name = (
        sum(index.weights[its_stem] * quality for its_stem, (_place, quality) in stems.items()) / index.name_weights[at]
    )
    of_name = min(of_name, 1.0)
    kind_weight = WEIGHTS.get(name.kind, 1)
    score = 30 * of_item + kind_weight * (30 * of_query + 28 * of_name)
    if score < LEAST or max(weights[place] for place in places) <= WEAK < max(weights):
        return None
    is_sure = min(quality for _place, quality in stems.values()) >= 0.95
    if is_sure and kind_weight == 1 and (of_name >= 0.99 or of_query >= 0.99):
        return Match(name.item, score, name_reason(name) if of_name >= 0.99 else shared_reason(name), NAMED)
    if is_sure:
        strength = NAMED if of_item >= 0.7 else NEAR
        return Match(name.item, score, shared_reason(name), strength)
    return Match(name.item, score, near_reason(name), NEAR)


def names_spelled_alike(index, query):
    matches = []
    for form in forms_of(query):
        for near, likeness in spellings_near(index, form):
            for at in index.exact[near]:
                name = index.names[at]
                matches.append(Match(name.item, 78 * likeness, near_reason(name), NEAR))
    return matches


# Why, in words


def name_reason(name):
    return Reason(kind_in_words(name.kind) % {"value": name.value}, name.kind, name.value)


def kind_in_words(kind):
    words = {
        OWN_NAME: _("name %(value)s"),
        LIST: _("listed in %(value)s"),
        NOTE: _("the note on it: %(value)s"),
        Kind.TRADE_NAME: _("trade name %(value)s"),
        Kind.SYNONYM: _("other name %(value)s"),
        Kind.SCIENTIFIC_NAME: _("scientific name %(value)s"),
        Kind.COMMON_NAME: _("common name %(value)s"),
    }
    return words.get(kind, _("mark %(value)s"))


def beginning_reason(name):
    return Reason(_("“%(value)s” begins so") % {"value": name.value}, name.kind, name.value)


def shared_reason(name):
    if name.kind in (LIST, NOTE):
        return name_reason(name)
    return Reason(_("words of “%(value)s”") % {"value": name.value}, name.kind, name.value)


def near_reason(name):
    return Reason(_("spelling is near “%(value)s”") % {"value": name.value}, name.kind, name.value)
