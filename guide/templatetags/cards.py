"""Decision cards where no view makes them: in the previews of the admin."""

from django import template

from ..cards import card_of, card_of_category, places_of, treaties_of

register = template.Library()


@register.simple_tag
def item_card(item):
    """The card of an item that is being edited. Unpublished chapters are left out, as for readers."""
    listings = [listing for listing in item.listings.all() if listing.chapter_id and listing.chapter.live]
    chapters = {listing.chapter.translation_key: listing.chapter for listing in listings}
    return card_of(item, treaties_of(places_of(listings), chapters, lambda chapter: chapter.url or ""))


@register.simple_tag
def category_card(category):
    return card_of_category(category, [])
