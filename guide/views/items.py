"""guide/items/<slug>/: the decision card of one controlled item."""

from django.http import Http404
from django.utils.translation import gettext as _

from greencustoms.core.page_part import PagePart, language_of, render_part
from greencustoms.core.translations.origins import original_changed_at

from ..country_choice import chosen_country, country_options
from ..models.focal_points import FocalPoint
from .shared import item_card, item_named


def item(guide, request, slug):
    """Show the card in the active language; in English where it is not translated."""
    found = item_named(slug, request)
    if found is None:
        raise Http404
    choice = chosen_country(request)
    card = item_card(found, guide, request, offices_for(found, choice.code) if choice.code else ())
    part = PagePart(
        request,
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
        "is_translated": card.language == language_of(request),
        "original_changed_at": original_changed_at(found),
    }
    return choice.finish(request, render_part(request, part, "pages/item_page.html", context))


def offices_for(item, country: str):
    """The offices of that country that answer for the treaties of an item."""
    keys = {listing.chapter.translation_key for listing in item.listings.all()}
    return list(FocalPoint.objects.for_readers().in_country(country).filter(treaty__translation_key__in=keys))


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
