"""guide/glossary/: the words of the Guide, A to Z."""

from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext as _

from greencustoms.core.alphabet import letter_of, sort_key
from greencustoms.core.memo import remember
from greencustoms.core.page_part import PagePart, language_of, render_part, url_of

from ..models.glossary import OTHER_LETTERS, GlossaryTerm
from .shared import chapters_by_translation

ROUTE = "glossary/"


def glossary(guide, request):
    """Show all terms: those of the active language, and in English those that are not translated."""
    language = language_of(request)
    terms = remember(("glossary", language), lambda: terms_for_readers(language))
    chapters = chapters_by_translation(guide)
    sources = {}
    rows = [row_for(term, chapters, sources, request) for term in terms]
    part = PagePart(
        request,
        guide,
        ROUTE,
        title=_("Glossary"),
        description=_("The words of the environmental treaties, explained for customs officers, A to Z."),
        structured=[defined_terms(guide, rows)],
    )
    context = {
        "letters": by_letter(rows, language),
        "count": len(rows),
        "sources": [{"title": title, "url": url} for title, url in sources],
        "has_english": any(row["language"] != language for row in rows),
    }
    return render_part(request, part, "pages/glossary_page.html", context)


def terms_for_readers(language):
    terms = {term.translation_key: term for term in GlossaryTerm.objects.for_readers(settings.LANGUAGE_CODE)}
    if language != settings.LANGUAGE_CODE:
        terms |= {term.translation_key: term for term in GlossaryTerm.objects.for_readers(language)}
    return list(terms.values())


def row_for(term, chapters, sources, request):
    """A term with the chapters a visitor may see, and the numbers of its sources. New sources are added to them."""
    treaties = [chapters[page.translation_key] for page in term.treaties.all() if page.translation_key in chapters]
    pairs = [(source.value["title"], source.value["url"] or "") for source in term.sources]
    return {
        "term": term,
        "language": term.locale.language_code,
        "treaties": [{"title": chapter.title, "href": url_of(chapter, request)} for chapter in treaties],
        "sources": [sources.setdefault(pair, len(sources) + 1) for pair in pairs],
    }


def by_letter(rows, language):
    """Groups of a letter, its id and its rows, in the order of the alphabet; what begins with no letter comes first."""

    def letter(row):
        return letter_of(row["term"].term, language)

    def place(row):
        key = sort_key(row["term"].term, language)
        return sort_key(letter(row), language), key, row["term"].pk

    return [
        {"letter": found or OTHER_LETTERS, "anchor": f"letter-{found or 'other'}", "rows": list(group)}
        for found, group in groupby(sorted(rows, key=place), letter)
    ]


def defined_terms(guide, rows):
    """The glossary as schema.org knows it."""
    address = f"{guide.full_url}{ROUTE}"
    return {
        "@type": "DefinedTermSet",
        "@id": address,
        "name": "Green Customs glossary",
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "@id": f"{address}#{row['term'].slug}",
                "name": row["term"].term,
                "description": row["term"].definition,
                "inLanguage": row["language"],
            }
            for row in rows
        ],
    }
