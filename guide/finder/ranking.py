"""From what was typed to an answer: the best hits first, each with its reasons."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..identifiers import Kind
from .codes import cas_near, label_of, match_code
from .index import Index, get_index
from .names import NOTE
from .query import Query, read_query
from .reasons import in_words
from .records import CERTAIN, NEAR, ChapterSummary, FinderAnswer, Group, Hit, Recognised, Suggestion
from .scores import gather
from .spelling import spellings_near, words_near
from .subjects import categories_named, chapters_named
from .wording import forms_of, match_wording

MOST_HITS, MOST_NEAR = 60, 6
TIE = 1.5


def find(query: str, language: str | None = None) -> FinderAnswer:
    """Answer one query in that language, by default the active one. Never fails, whatever was typed."""
    return answer(get_index(), read_query(query or ""), language or get_language() or "en")


def answer(index: Index, query: Query, language: str) -> FinderAnswer:
    matched = {code: match_code(index, code) for code in query.codes}
    matches = [match for found in matched.values() for match in found]
    matches += match_wording(index, query, has_code=bool(matches))
    ranked = rank(matches)
    shown = tuple(hit_of(index, one, language) for one in ranked[:MOST_HITS])
    is_named = any(one.strength != NEAR for one in ranked)
    return FinderAnswer(
        query=query.text,
        recognised_as=tuple(recognised(code, found) for code, found in matched.items() if code.is_sure or found),
        hits=shown,
        groups=group(shown),
        near=() if is_named else near(index, query, shown, language),
        is_ambiguous=is_tie(ranked) or codes_differ(matched),
        categories=categories_named(index, query, language),
        chapters=chapters_named(index, query, language),
        total=len(ranked),
        was_cut=query.was_cut,
    )


def rank(matches):
    """The best first, at a tie by name. Beside a certain hit there is no room for guesses."""
    scored = sorted(gather(matches).values(), key=lambda one: (-round(one.score, 2), one.item))
    if not scored:
        return []
    best = scored[0]
    if best.strength == CERTAIN:
        scored = [one for one in scored if one.strength == CERTAIN or (one.strength != NEAR and one.score >= 55)]
    else:
        scored = [one for one in scored if one.score >= 0.6 * best.score]
    return scored


def hit_of(index, one, language):
    reasons = tuple(in_words(why) for why in one.whys)
    return Hit(index.summary(one.item, language), reasons, round(one.score, 2), one.strength)


def group(hits):
    """The hits by treaty: the treaty of the best hit first. What no published chapter names comes last."""
    groups = {}
    for hit in hits:
        for chapter in hit.item.chapters or [None]:
            groups.setdefault(chapter, []).append(hit)
    named = [Group(chapter, tuple(found)) for chapter, found in groups.items() if chapter]
    unnamed = [Group(ChapterSummary(), tuple(groups[None]))] if None in groups else []
    return (*named, *unnamed)


def is_tie(ranked):
    return len(ranked) > 1 and ranked[0].score - ranked[1].score < TIE


def codes_differ(matched):
    """Whether two codes of the query belong to different items, as on a box with a false label."""
    items = [{match.item for match in found} for code, found in matched.items() if found and code.is_sure]
    return len(items) > 1 and not set.intersection(*items)


def recognised(code, found):
    problem = _("The last digit does not fit: compare it with the label.") if code.is_wrong else ""
    return Recognised(code.kind, label_of(code), code.written, bool(found), problem)


def near(index, query, hits, language):
    """Spellings to try instead, those of other items than the hits first found."""
    suggestions, seen = [], {hit.item.key for hit in hits}
    for code in query.codes:
        if code.kind == Kind.CAS and code.is_sure:
            for written in cas_near(index, code):
                for number, value in index.marks[Kind.CAS, written.replace("-", "")]:
                    suggestions.append(Suggestion(value, index.summary(number, language)))
    spellings = [found for form in forms_of(query) for found in spellings_near(index, form, 0.68)]
    for form, _likeness in sorted(spellings, key=lambda found: -found[1]):
        name = index.names[index.exact[form][0]]
        suggestions.append(Suggestion(name.value, index.summary(name.item, language)))
    for its_stem in query.stems:
        for other, _likeness in words_near(index, its_stem, 3):
            names = (index.names[at] for at in index.postings[other])
            name = next((name for name in names if name.kind != NOTE), None)
            if name:
                suggestions.append(Suggestion(name.value, index.summary(name.item, language)))
    fresh = {suggestion.item.key: suggestion for suggestion in reversed(suggestions) if suggestion.item.key not in seen}
    return tuple(reversed(fresh.values()))[:MOST_NEAR]
