from django.conf import settings
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from greencustoms.core.memo import remember
from greencustoms.core.pagination import paginate

from .query import clean_query, words_of
from .results import Findings, Kind, near_titles, paragraph_result

RESULTS_ON_A_PAGE = 10


def locales_searched():
    """The locale of the active language, if the site has pages in it, or else of English; and that of English."""
    codes = {get_language(), settings.LANGUAGE_CODE}
    locales = {locale.language_code: locale for locale in Locale.objects.filter(language_code__in=codes)}
    active, english = locales.get(get_language()), locales[settings.LANGUAGE_CODE]
    if not active or (active != english and not Page.objects.live().filter(locale=active, depth__gt=1).exists()):
        active = english
    return active, english


def tabs(request, findings):
    """The kinds of result with their numbers, each with its address."""
    query = request.GET.copy()
    query.pop("page", None)
    rows = [("", _("All"), findings.total), *((kind.value, kind.label, findings.counts[kind]) for kind in Kind)]
    links = []
    for value, label, count in rows:
        query["in"] = value
        links.append(
            {
                "value": value,
                "label": label,
                "count": count,
                "href": "?" + query.urlencode(),
                "is_current": value == (findings.kind or ""),
            }
        )
    return links


@require_safe
def search(request):
    """Search pages and documents. What makes no sense finds nothing and never fails.

    What is found is in the language asked for. Only if that is nothing, English is searched, and said to be English.
    """
    query = clean_query(request.GET.get("q", ""))
    words = words_of(query)
    asked = request.GET.get("in", "")
    kind = Kind(asked) if asked in Kind.values else None
    context = {"query": query, "count": 0, "results": [], "kinds": [], "near": [], "paragraph": None}
    if words:
        locale, english = remember(("locales searched", get_language()), locales_searched)
        findings = Findings(words, locale, kind)
        if not findings.total and locale != english:
            in_english = Findings(words, english, kind)
            findings = in_english if in_english.total else findings
        context |= {
            "results": paginate(findings, request, RESULTS_ON_A_PAGE),
            "count": len(findings),
            "kinds": tabs(request, findings),
            "paragraph": paragraph_result(query, locale),
            "is_english": findings.language != get_language(),
        }
        if not findings.total:
            context["near"] = near_titles(query, locale)
    return render(request, "pages/search_page.html", context)
