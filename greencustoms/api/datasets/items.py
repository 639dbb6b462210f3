from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema

from guide.finder import find as find_goods
from guide.identifiers import Kind, normalise
from guide.models import ControlledItem, ItemIdentifier, ItemListing
from guide.models.item_category import lines

from .. import parameters
from ..visibility import address_of, guide_for, in_language, under_the_guide, visible_slugs
from .base import Dataset, day


class Identifier(Schema):
    kind: str = Field(description="`hs`, `cas`, `un`, `ashrae`, `trade-name`, `synonym`, `scientific-name`, …")
    value: str = Field(description="As written on packages and papers.")
    edition: str = Field(description="Of the Harmonized System: `HS 2022`.")
    language: str = Field(description="Of a name, where it has one.")


class ListingOfItem(Schema):
    treaty: str = Field(description="Id of a chapter.")
    list_name: str = Field(description="Annex, appendix or schedule.")
    since: str
    note: str
    source_title: str
    source_url: str


class Item(Schema):
    id: str = Field(description="Last part of the address of its card; the same in all languages.")
    uuid: str = Field(description="Stays even if the address is changed.")
    language: str
    name: str
    category: str
    category_name: str
    danger: str
    steps: list[str] = Field(description="What to do now.")
    papers: list[str] = Field(description="Papers to ask for.")
    must_match: list[str]
    warning_signs: list[str]
    on_import: list[str]
    on_export: list[str]
    in_transit: list[str]
    afterwards: list[str]
    whom_to_call: str
    note: str
    identifiers: list[Identifier]
    listings: list[ListingOfItem]
    owner: str = Field(description="Id of the partner that answers for these facts; empty if none.")
    facts_as_of: str
    verified_on: str | None
    source_title: str
    source_url: str
    url: str


class ItemParameters(parameters.Listing):
    q: str = parameters.words("What is written on the goods, as in the finder; best match first.")
    mark: str = parameters.words("A code or name that must be the same but for spaces, hyphens and case: `75-69-4`.")
    kind: parameters.one_of(Kind) = Field(
        "", description="Items with a mark or name of that kind; with `mark`, of that mark."
    )
    treaty: str = parameters.slug("Id of a chapter.")
    category: str = parameters.slug("Category of goods.")


class Items(Dataset):
    name = "items"
    title = _("Controlled items")
    summary = _("Substances, species, wastes and articles with their codes and names, and where treaties list them.")
    example = "mark=75-69-4"
    record = Item
    parameters = ItemParameters

    def find(self, asked, request):
        found = under_the_guide(in_language(ControlledItem.objects.live(), asked.language), asked.language)
        if asked.treaty:
            chapters = [key for key, slug in visible_slugs("guide.ChapterPage").items() if slug == asked.treaty]
            found = found.filter(pk__in=ItemListing.objects.filter(chapter__in=chapters).values("item"))
        if asked.category:
            found = found.filter(category__slug=asked.category)
        if asked.kind or asked.mark:
            found = found.filter(pk__in=marked(asked.kind, asked.mark).values("item"))
        found = found.select_related("category", "locale").prefetch_related("identifiers", "listings")
        if asked.q:
            return best_first(found, asked)
        return found.order_by("name", "pk")

    def rows(self, found, asked, request):
        items = list(found)
        guide = guide_for(asked.language)
        partners, chapters = visible_slugs("partners.PartnerPage"), visible_slugs("guide.ChapterPage")
        return [
            {
                "id": item.slug,
                "uuid": str(item.translation_key),
                "language": item.locale.language_code,
                "name": item.name,
                "category": item.category.slug,
                "category_name": item.category.name,
                "danger": item.danger_line,
                "steps": item.steps,
                "papers": item.papers,
                "must_match": lines(item.category.must_match),
                "warning_signs": item.signs,
                "on_import": item.own_or_common("import_note"),
                "on_export": item.own_or_common("export_note"),
                "in_transit": item.own_or_common("transit_note"),
                "afterwards": item.what_follows,
                "whom_to_call": item.category.contact,
                "note": item.note,
                "identifiers": [
                    {name: getattr(mark, name) for name in Identifier.model_fields} for mark in item.identifiers.all()
                ],
                "listings": [
                    {"treaty": chapters[listing.chapter_id]}
                    | {name: getattr(listing, name) for name in ListingOfItem.model_fields if name != "treaty"}
                    for listing in item.listings.all()
                    if listing.chapter_id in chapters
                ],
                "owner": partners.get(item.owner_id, ""),
                "facts_as_of": item.facts_as_of,
                "verified_on": day(item.verified_on),
                "source_title": item.source_title,
                "source_url": item.source_url,
                "url": address_of(guide, request, f"items/{item.slug}/"),
            }
            for item in items
        ]


def marked(kind, mark):
    """The marks and names of that kind that are the same as that one in the form in which they are compared."""
    found = ItemIdentifier.objects.all()
    if not mark:
        return found.filter(kind=kind)
    forms = {one: normalise(one, mark)[:200] for one in ([Kind(kind)] if kind else Kind)}
    keys = [
        key
        for key, its_kind, form in found.filter(normalised__in={form for form in forms.values() if form})
        .values_list("pk", "kind", "normalised")
        if forms.get(its_kind) == form
    ]  # fmt: skip
    return found.filter(pk__in=keys)


def best_first(found, asked):
    """Those that the finder finds, in its order."""
    slugs = [hit.item.slug for hit in find_goods(asked.q, asked.language).hits]
    by_slug = {item.slug: item for item in found.filter(slug__in=slugs)}
    return [by_slug[slug] for slug in dict.fromkeys(slugs) if slug in by_slug]
