"""What several of the views under the Guide ask for."""

from django.conf import settings

from greencustoms.core.memo import remember
from greencustoms.core.page_part import language_of, url_of

from ..cards import card_of, card_of_category, places_of, treaties_of
from ..goods import slugs_in_use
from ..models.chapter import ChapterPage
from ..models.items import ControlledItem, ItemCategory


def reading_order(request) -> list[str]:
    """The languages in which a reader is served: the one asked for, then English."""
    return list(dict.fromkeys([language_of(request), settings.LANGUAGE_CODE]))


def chapters_by_translation(guide) -> dict:
    """The chapters that a visitor may see, by what their translations share, in the order of the Guide."""

    def read():
        return {chapter.translation_key: chapter for chapter in ChapterPage.objects.child_of(guide).for_cards()}

    return remember(("chapters of the Guide", guide.pk), read)


def best_version(versions, languages):
    """The one of several versions of a thing that comes first in the order of languages; None if there is none."""
    return min(versions, key=lambda version: languages.index(version.locale.language_code), default=None)


def item_named(slug: str, request):
    """The published item with that slug, with all that its card shows. Only items that exist are remembered."""
    languages = reading_order(request)

    def read():
        found = ControlledItem.objects.for_cards().select_related("locale")
        return best_version(found.filter(slug=slug, locale__language_code__in=languages), languages)

    return remember(("item", slug, *languages), read) if slug in slugs_in_use() else None


def category_named(slug: str, request):
    languages = reading_order(request)
    found = ItemCategory.objects.filter(slug=slug[:80], locale__language_code__in=languages)
    return best_version(found.select_related("locale"), languages)


def item_card(item, guide, request, offices=()):
    """The decision card of an item."""
    return card_of(item, treaties_for(places_of(item.listings.all()), guide, request, offices))


def category_card(category, items, guide, request):
    """The card of goods of which only the category is known; `items` are those of the category."""
    keys = {listed.chapter.key for item in items for listed in item.listings}
    places = {key: [] for key in chapters_by_translation(guide) if str(key) in keys}
    return card_of_category(category, treaties_for(places, guide, request))


def treaties_for(places, guide, request, offices=()):
    return treaties_of(places, chapters_by_translation(guide), lambda chapter: url_of(chapter, request), offices)
