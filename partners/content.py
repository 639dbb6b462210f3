"""Makes partner pages of `content/partners.yaml`."""

from greencustoms.core.content import ContentFolder, Entry, PageEntry, article_fields, blocks_of, menu_fields

from .models import PartnerIndexPage, PartnerPage

FOLDER = "partners"


def read(folder: ContentFolder):
    for entry in folder.entries("partners.yaml"):
        yield read_partner(entry)


def read_index(entry: Entry, address: str):
    """The list of partners, from `content/pages/partners.yaml`."""
    yield PageEntry(entry, PartnerIndexPage, address, article_fields(entry) | menu_fields(entry))


def read_partner(entry: Entry) -> PageEntry:
    acronym = entry.text("acronym")
    entry.folder.take("acronym", acronym, entry.place_of("acronym"))
    fields = article_fields(entry) | {
        "full_name": entry.text("full_name"),
        "acronym": acronym,
        "kind": entry.choice("kind", PartnerPage.Kind.values),
        "city": entry.text("city", required=False),
        "country": entry.country("country", required=False),
        "website": entry.text("website", required=False),
        "joined_year": entry.number("joined_year", required=False),
        "joined_note": entry.text("joined_note", required=False),
        "regulates": blocks_of("thing", entry.texts("regulates"), entry.place_of("regulates")),
        "contributions": blocks_of("contribution", entry.texts("contributions"), entry.place_of("contributions")),
    }
    return PageEntry(entry, PartnerPage, f"{FOLDER}/{entry.slug()}", fields)
