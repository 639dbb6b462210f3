"""Items whose names fit the words of the query."""

from rapidfuzz.distance import OSA

from greencustoms.core.stemming import HAN, stem

from .index import Index
from .names import LIST, OWN_NAME, STOP_WORDS, is_weak
from .query import Query
from .reasons import BEGINS, IS, NEARLY, SHARES, Why
from .records import CERTAIN, NAMED, NEAR
from .scores import Match
from .spelling import spellings_near
from .text import compact
from .words import MOST_WORDS, names_with_words, weight_of

EXACT_NAME, SAME_WORDS, PREFIX, NEAR_SPELLING, INSIDE, INSIDE_ONE, NAMED_LIST = 99, 98, 86, 78, 62, 52, 32
GOOD = 70
LONGEST_NAME = 5
LEAST_LIKE, LEAST_LIKE_KNOWN = 0.5, 0.9


def match_wording(index: Index, query: Query, has_code: bool) -> list[Match]:
    """Exact names first, then names that begin so, then names with these words, then near spellings.

    Where a code of the query was found, spellings are not guessed at.
    """
    matches = exact_names(index, query)
    matches += han_names(index, query)
    # "R 22 gas" says nothing of mustard gas: beside a code, words of packing are not looked for.
    if not has_code or any(is_telling(word) for word in query.words):
        matches += names_beginning(index, query)
        matches += names_inside(index, query)
        matches += names_sharing_words(index, query)
    matches += lists_named(index, query)
    if not has_code and not any(match.score >= GOOD for match in matches):
        matches += names_spelled_alike(index, query)
    return matches


def why(how, name):
    return Why(how, name.kind, name.value)


# Exact names


def exact_names(index, query):
    found = [match_of(index, at, EXACT_NAME) for form in forms_of(query) for at in index.exact.get(form, ())]
    words = zip(query.words, query.stems, strict=True)
    stems = tuple(sorted(its_stem for word, its_stem in words if word not in STOP_WORDS))
    seen = {match.item for match in found}
    same = [match_of(index, at, SAME_WORDS) for at in index.same_words.get(stems, ())]
    return found + [match for match in same if match.item not in seen]


def forms_of(query):
    return dict.fromkeys(form for form in (query.compact, compact(query.rest)) if form)


def match_of(index, at, score):
    name = index.names[at]
    return Match(name.item, score + (name.kind == OWN_NAME), why(IS, name), CERTAIN)


def names_beginning(index, query):
    """Names that go on where the query ends; figures must not go on: R-13 is not the beginning of R-134a."""
    start = compact(query.rest)
    if len(start) < 3 or HAN.match(start):
        return []
    matches, words = [], set(query.stems)
    for form in index.compacts_beginning(start):
        if form != start and not (start[-1].isdigit() and form[len(start)].isdigit()):
            share = len(start) / len(form)
            for at in index.exact[form]:
                name = index.names[at]
                strength = NAMED if share >= 0.5 or words.issubset(name.stems) else NEAR
                matches.append(Match(name.item, PREFIX - 30 * (1 - share), why(BEGINS, name), strength))
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
            matches.append(Match(name.item, 60 + 28 * len(name.compact) / len(text), why(IS, name), NAMED))
        elif len(text) >= 2 and text in name.compact:
            matches.append(Match(name.item, 50 + 30 * len(text) / len(name.compact), why(SHARES, name), NAMED))
    return matches


def is_telling(word):
    return word not in STOP_WORDS and not is_weak(word)


def names_inside(index, query):
    """Whole names between the other words of the query, also such as are written together in one and apart in the other:
    "E waste mixed", "GB nerve agent". The more of the query such a name covers, the better."""
    words = query.words[:MOST_WORDS]
    total = sum(weight_of(index, word, its_stem) for word, its_stem in zip(words, query.stems, strict=False))
    matches = []
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1):
            inside = words[start:end]
            if end - start == len(words) or not any(is_telling(word) for word in inside):
                continue
            stems = tuple(sorted(query.stems[start:end]))
            for at in index.exact.get("".join(inside)) or index.same_words.get(stems, ()):
                share = sum(weight_of(index, word, stem(word)) for word in inside) / total
                # What stands first says more: a snow leopard fur is no leopard fur.
                least = (INSIDE if len(inside) > 1 else INSIDE_ONE) + 3 * (start == 0)
                matches.append(Match(index.names[at].item, least + 26 * share, why(IS, index.names[at]), NAMED))
    return matches


# Words of names


def names_sharing_words(index, query):
    matches = []
    for found in names_with_words(index, query):
        name = index.names[found.name]
        how = IS if found.is_whole else SHARES if found.is_sure else NEARLY
        matches.append(Match(name.item, found.score, why(how, name), found.strength))
    return matches


def names_spelled_alike(index, query):
    matches = []
    for form in forms_of(query):
        for near, likeness in spellings_near(index, form):
            for at in index.exact[near]:
                name = index.names[at]
                if is_spelled_alike(index, query, name):
                    matches.append(Match(name.item, NEAR_SPELLING * likeness, why(NEARLY, name), NEAR))
    return matches


def is_spelled_alike(index, query, name):
    """Whether what differs may be a wrong spelling: GB nerve agent is not VX nerve agent.

    A word that is a name itself is right as it is: a tensiómetro is no termómetro.
    """
    words = zip(query.words, query.stems, strict=True)
    asked = {word: its_stem for word, its_stem in words if its_stem not in name.stems}
    named = [its_stem for its_stem in name.stems if its_stem not in query.stems]
    least = LEAST_LIKE_KNOWN if any(word in index.exact for word in asked) else LEAST_LIKE
    return not (asked and named) or OSA.normalized_similarity("".join(asked.values()), "".join(named)) >= least


# Lists of treaties


def lists_named(index, query):
    """All items of an annex, appendix or schedule, if the query has no words but those of its name."""
    asked = {its_stem for word, its_stem in zip(query.words, query.stems, strict=True) if word not in STOP_WORDS}
    matches = []
    for value, listed in index.lists.items() if asked else ():
        if asked <= listed.stems:
            score = NAMED_LIST + 8 * len(asked) / len(listed.stems)
            matches += [Match(item, score, Why(IS, LIST, value), NEAR) for item in listed.items]
    return matches
