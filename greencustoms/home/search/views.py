from django.conf import settings
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from greencustoms.core.pagination import paginate

from .query import clean_query, words_of
from .results import Findings, Kind, near_titles, paragraph_result

RESULTS_ON_A_PAGE = 10


def language_searched():
    """The active language, if the site has pages in it; English otherwise, as the reader sees those."""
    language = get_language()
    if language != settings.LANGUAGE_CODE:
        pages = Page.objects.live().filter(locale__language_code=language, depth__gt=1)
        if not pages.exists():
            return settings.LANGUAGE_CODE
    return language


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
    """Search pages and documents. What makes no sense finds nothing and never fails."""
    query = clean_query(request.GET.get("q", ""))
    words = words_of(query)
    asked = request.GET.get("in", "")
    context = {"query": query, "count": 0, "results": [], "kinds": [], "near": [], "paragraph": None}
    if words:
        language = language_searched()
        findings = Findings(words, language, Kind(asked) if asked in Kind.values else None)
        context |= {
            "results": paginate(findings, request, RESULTS_ON_A_PAGE),
            "count": len(findings),
            "kinds": tabs(request, findings),
            "paragraph": paragraph_result(query),
        }
        if not findings.total:
            context["near"] = near_titles(query, language)
    return render(request, "pages/search_page.html", context)
