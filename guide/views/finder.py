"""guide/finder/: what is written on the goods, looked up across all treaties; or the goods of one kind."""

from django.http import JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from greencustoms.core.page_part import PagePart, language_of, render_part

from ..finder import find
from ..goods import by_category, items_in_category, items_under
from ..identifiers import Kind
from .shared import category_card, category_named, chapters_by_translation, item_card, item_named

ROUTE = "finder/"
LONGEST_QUERY = 200
SUGGESTIONS = 8
TEN_MINUTES = 600


def finder(guide, request):
    """Answer a query; without one list goods of one kind; without that offer the kinds."""
    query = clean_query(request)
    part = PagePart(
        request,
        guide,
        ROUTE,
        title=_("What do you have in front of you?"),
        description=_("Type what is written on the goods: HS code, CAS or UN number, R-number, trade name or species."),
    )
    context = {"query": query, "chapters": list(chapters_by_translation(guide).values())}
    if query:
        context |= results(guide, request, query)
    elif goods := goods_named(request.GET.get("goods", ""), guide, request):
        part.query = f"?goods={goods['slug']}"
        part.above = [(part.title, ROUTE)]
        part.title = goods["title"]
        context |= {"goods": goods, "card": goods["card"]}
    return render_part(request, part, "pages/finder_page.html", context)


def suggest(guide, request):
    """Names to offer while somebody types. Cheap: from memory, and the same for everybody."""
    query = clean_query(request)
    hits = find(query, language_of(request)).hits[:SUGGESTIONS] if len(query) > 1 else ()
    names = [{"name": hit.item.name, "why": str(hit.reasons[0]) if hit.reasons else ""} for hit in hits]
    response = JsonResponse({"query": query, "suggestions": names})
    patch_cache_control(response, public=True, max_age=TEN_MINUTES)
    response["X-Robots-Tag"] = "noindex"
    return response


def clean_query(request):
    """What was typed, on one line and of bounded length."""
    typed = request.GET.get("q", "")[:LONGEST_QUERY]
    return " ".join("".join(sign if sign.isprintable() else " " for sign in typed).split())


def results(guide, request, query):
    """The answer of the finder, with the card of the one item that it is certain of."""
    answer = find(query, language_of(request))
    certain = answer.top if answer.top and answer.top.is_certain and not answer.is_ambiguous else None
    item = item_named(certain.item.slug, request) if certain else None
    return {
        "answer": answer,
        "card": item_card(item, guide, request) if item else None,
        "card_slug": item.slug if item else "",
        "more": len(answer.hits) - bool(item),
        "names_trade": any(reason.kind == Kind.TRADE_NAME for hit in answer.hits for reason in hit.reasons),
    }


def goods_named(slug, guide, request):
    """The goods of a treaty or category by its slug: title, items and, for a category, its card. None if unknown."""
    chapters = chapters_by_translation(guide)
    chapter = next((one for one in chapters.values() if one.slug == slug), None)
    if chapter:
        items, title, card = items_under(chapter.translation_key, language_of(request)), chapter.goods, None
    else:
        category = category_named(slug, request)
        if category is None:
            return None
        items, title = items_in_category(slug, language_of(request)), category.name
        card = category_card(category, items, guide, request)
    groups = by_category(items)
    return {"slug": slug, "title": title, "chapter": chapter, "groups": groups, "count": len(items), "card": card}
