"""guide/finder/: what is written on the goods, looked up across all treaties; or the goods of one kind."""

from django.http import JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greencustoms.core.page_part import PagePart, render_part, url_of

from ..cards import card_of, card_of_category, places_of, treaties_of
from ..finder import find
from ..goods import by_category, items_in_category, items_under
from ..identifiers import Kind
from ..models.items import ItemCategory
from .items import item_in
from .shared import chapters_by_translation, reading_order

ROUTE = "finder/"
LONGEST_QUERY = 200
SUGGESTIONS = 8
TEN_MINUTES = 600


def finder(guide, request):
    """Answer a query; without one list goods of one kind; without that offer the kinds."""
    query = clean_query(request)
    chapters = chapters_by_translation(guide)
    part = PagePart(
        guide,
        ROUTE,
        title=_("What do you have in front of you?"),
        description=_("Type what is written on the goods: HS code, CAS or UN number, R-number, trade name or species."),
    )
    context = {"query": query, "chapters": list(chapters.values())}
    if query:
        context |= results(guide, request, query, chapters)
    elif goods := goods_named(request.GET.get("goods", ""), chapters):
        part.query = f"?goods={goods['slug']}"
        part.above = [(part.title, ROUTE)]
        part.title = goods["title"]
        context |= {"goods": goods, "card": goods["card"](request)}
    return render_part(request, part, "pages/finder_page.html", context)


def suggest(guide, request):
    """Names to offer while somebody types. Cheap: from memory, and the same for everybody."""
    query = clean_query(request)
    hits = find(query, get_language()).hits[:SUGGESTIONS] if len(query) > 1 else ()
    names = [{"name": hit.item.name, "why": str(hit.reasons[0]) if hit.reasons else ""} for hit in hits]
    response = JsonResponse({"query": query, "suggestions": names})
    patch_cache_control(response, public=True, max_age=TEN_MINUTES)
    response["X-Robots-Tag"] = "noindex"
    return response


def clean_query(request):
    """What was typed, on one line and of bounded length."""
    typed = request.GET.get("q", "")[:LONGEST_QUERY]
    return " ".join("".join(sign if sign.isprintable() else " " for sign in typed).split())


def results(guide, request, query, chapters):
    """The answer of the finder, with the card of the one item that it is certain of."""
    answer = find(query, get_language())
    certain = answer.top if answer.top and answer.top.is_certain and not answer.is_ambiguous else None
    item = item_in(certain.item.slug, reading_order()) if certain else None
    card = None
    if item:
        treaties = treaties_of(places_of(item.listings.all()), chapters, lambda chapter: url_of(chapter, request))
        card = card_of(item, treaties)
    return {
        "answer": answer,
        "card": card,
        "card_slug": item.slug if item else "",
        "more": len(answer.hits) - 1 if item else len(answer.hits),
        "names_trade": any(reason.kind == Kind.TRADE_NAME for hit in answer.hits for reason in hit.reasons),
    }


def goods_named(slug, chapters):
    """The goods of a treaty or category by its slug: title, items and, for a category, its card. None if unknown."""
    chapter = next((one for one in chapters.values() if one.slug == slug), None)
    if chapter:
        items = items_under(str(chapter.translation_key))
        return {
            "slug": slug,
            "title": chapter.goods,
            "chapter": chapter,
            "groups": by_category(items),
            "count": len(items),
            "card": lambda request: None,
        }
    category = category_named(slug)
    if category is None:
        return None
    items = items_in_category(slug)

    def card(request):
        keys = {listed.chapter.key for item in items for listed in item.listings}
        named = {key: [] for key in chapters if str(key) in keys}
        return card_of_category(category, treaties_of(named, chapters, lambda chapter: url_of(chapter, request)))

    return {
        "slug": slug,
        "title": category.name,
        "chapter": None,
        "groups": by_category(items),
        "count": len(items),
        "card": card,
    }


def category_named(slug):
    """The category in the first language of the reader that has it."""
    languages = reading_order()
    found = ItemCategory.objects.filter(slug=slug[:80], locale__language_code__in=languages).select_related("locale")
    return min(found, key=lambda one: languages.index(one.locale.language_code), default=None)
