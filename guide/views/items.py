"""guide/items/<slug>/: the decision card of one controlled item."""

from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greencustoms.core.page_part import PagePart, render_part, url_of

from ..cards import card_of, places_of, treaties_of
from ..country_choice import chosen_country, country_options
from ..models.focal_points import FocalPoint
from ..models.items import ControlledItem
from .shared import chapters_by_translation, reading_order


def item(guide, request, slug):
    """Show the card in the active language; in English where it is not translated."""
    found = item_in(slug, reading_order())
    if found is None:
        raise Http404
    choice = chosen_country(request)
    chapters = chapters_by_translation(guide)
    places = places_of(found.listings.all())
    offices = offices_for(places, choice.code) if choice.code else []
    treaties = treaties_of(places, chapters, lambda chapter: url_of(chapter, request), offices)
    card = card_of(found, treaties)
    part = PagePart(
        guide,
        f"items/{found.slug}/",
        title=found.name,
        description=_("%(name)s at the border: %(danger)s") % {"name": found.name, "danger": card.danger},
        above=[(_("Finder"), "finder/")],
    )
    part.structured = [structured_card(card, part.full_url)]
    context = {
        "card": card,
        "choice": choice,
        "countries": country_options(),
        "is_translated": card.language == get_language(),
    }
    return choice.finish(request, render_part(request, part, "pages/item_page.html", context))


def item_in(slug: str, languages: list[str]):
    """The published item with that slug, in the first of those languages that has it."""
    found = ControlledItem.objects.for_cards().select_related("locale")
    versions = found.filter(slug=slug, locale__language_code__in=languages)
    return min(versions, key=lambda version: languages.index(version.locale.language_code), default=None)


def offices_for(translation_keys, country: str):
    """The offices of that country that answer for those treaties."""
    offices = FocalPoint.objects.for_readers().in_country(country)
    return list(offices.filter(treaty__translation_key__in=translation_keys))


def structured_card(card, address):
    """The item as schema.org knows it: a defined thing with its codes, not a product for sale."""
    return {
        "@type": "DefinedTerm",
        "@id": address,
        "name": card.name,
        "description": card.danger,
        "inLanguage": card.language,
        "inDefinedTermSet": [{"@type": "DefinedTermSet", "name": treaty.title} for treaty in card.treaties],
        "termCode": [value["text"] for marks in card.codes for value in marks.values],
        "alternateName": [value["text"] for marks in card.names for value in marks.values],
    }
