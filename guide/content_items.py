"""Makes controlled items of `content/items.yaml`, their categories, and the words they are found by."""

from collections import defaultdict

from wagtail.models import Locale

from greencustoms.core.content import ContentFolder, Entry, RecordEntry, RecordReference, Row
from greencustoms.core.icons import GOODS_ICONS

from .identifiers import Kind
from .models import ControlledItem, ItemCategory

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh-hans")
HS_EDITION = "HS 2022"

MARKS = {
    "cas": Kind.CAS,
    "un": Kind.UN,
    "ashrae": Kind.ASHRAE,
    "hs2022": Kind.HS,
    "basel": Kind.BASEL_CODE,
    "schedule": Kind.ANNEX_CODE,
    "events": Kind.EVENT_CODE,
    "trade_names": Kind.TRADE_NAME,
    "synonyms": Kind.SYNONYM,
    "scientific_names": Kind.SCIENTIFIC_NAME,
    "common_names": Kind.COMMON_NAME,
    "other_marks": Kind.OTHER,
}
WORDS = {"scientific": Kind.SCIENTIFIC_NAME, "trade": Kind.TRADE_NAME, "marks": Kind.OTHER}


def read(folder: ContentFolder):
    categories, slugs = [], set()
    for order, entry in enumerate(folder.entries("item-categories.yaml"), start=1):
        categories.append(read_category(entry, order))
        slugs.add(entry.values.get("slug"))
    yield from categories
    entries = folder.entries("items.yaml")
    words = read_words(folder, {entry.values.get("slug") for entry in entries})
    for entry in entries:
        yield read_item(entry, slugs, words)


def english():
    return Locale.objects.get(language_code="en")


def find(slug):
    """A record is known by its slug among the English ones; translations are made in the admin."""
    return lambda: {"slug": slug, "locale": english()}


def text_of_lines(entry: Entry, key: str) -> str:
    return "\n".join(entry.texts(key))


def read_category(entry: Entry, order: int) -> RecordEntry:
    slug = entry.slug()
    entry.folder.take("category", slug, entry.place_of("slug"))
    fields = {
        "name": entry.text("name"),
        "icon": entry.choice("icon", [icon for icon, _meaning in GOODS_ICONS]),
        "order": order,
        "danger": entry.text("danger"),
        "handling": text_of_lines(entry, "handling"),
        "ask_for": text_of_lines(entry, "ask_for"),
        "must_match": text_of_lines(entry, "must_match"),
        "warning_signs": text_of_lines(entry, "warning_signs"),
        "import_note": entry.text("import_note", required=False),
        "export_note": entry.text("export_note", required=False),
        "transit_note": entry.text("transit_note", required=False),
        "afterwards": text_of_lines(entry, "afterwards"),
        "contact": entry.text("contact"),
        "words": text_of_lines(entry, "words"),
        "source": entry.text("source", required=False),
    }
    return RecordEntry(entry, ItemCategory, find(slug), fields, f"item category {slug}", entry.values)


def read_words(folder: ContentFolder, slugs) -> dict[str, list]:
    """The words of `content/finder-words.yaml` by the slug of the item: kind, language, word and place."""
    by_slug = defaultdict(list)
    for entry in folder.entries("finder-words.yaml"):
        found = []
        for key in (*LANGUAGES, *WORDS):
            kind, language = (Kind.COMMON_NAME, key) if key in LANGUAGES else (WORDS[key], "")
            found += [(kind, language, word, place) for place, word in entry.words(key)]
        for place, slug in entry.words("items"):
            if slug not in slugs:
                folder.problems.add(place, f"‘items’: there is no item “{slug}”")
            by_slug[slug] += found
    return by_slug


def read_item(entry: Entry, categories, words) -> RecordEntry:
    slug, category = entry.slug(), entry.choice("category", sorted(categories))
    entry.folder.take("item", slug, entry.place_of("slug"))
    source = entry.entry("source")
    listings = [read_listing(listing) for listing in entry.entries("listings", required=True)]
    fields = {
        "name": entry.text("name"),
        "category": RecordReference(ItemCategory, find(category)),
        "danger": entry.text("danger", required=False),
        "handling": text_of_lines(entry, "handling"),
        "ask_for": text_of_lines(entry, "ask_for"),
        "warning_signs": text_of_lines(entry, "warning_signs"),
        "import_note": entry.text("import_note", required=False),
        "export_note": entry.text("export_note", required=False),
        "transit_note": entry.text("transit_note", required=False),
        "afterwards": text_of_lines(entry, "afterwards"),
        "note": entry.text("note", required=False),
        "source_title": source.text("title"),
        "source_url": source.text("url", required=False),
        "facts_as_of": entry.text("facts_as_of", required=False),
        "verified_on": entry.day("verified_on", required=False),
        "review_by": entry.day("review_by", required=False),
        "editors_note": entry.text("editors_note", required=False),
        "listings": listings,
        "identifiers": read_marks(entry) + word_rows(entry, words.get(slug, [])),
    }
    known_by = [(kind, language, word) for kind, language, word, _place in words.get(slug, [])]
    seen = {"entry": entry.values, "words": known_by}
    return RecordEntry(entry, ControlledItem, find(slug), fields, f"item {slug}", seen)


def read_listing(entry: Entry) -> Row:
    source = entry.entry("source", required=False)
    return Row(
        {
            "chapter": entry.page("treaty", under="guide", noun="chapter of a treaty"),
            "list_name": entry.text("list"),
            "since": entry.text("since", required=False),
            "note": entry.text("note", required=False),
            "source_title": source.text("title", required=False),
            "source_url": source.text("url", required=False),
        },
        entry.place,
    )


def read_marks(entry: Entry) -> list[Row]:
    rows = []
    for key, kind in MARKS.items():
        edition = HS_EDITION if kind == Kind.HS else ""
        language = "en" if kind == Kind.COMMON_NAME else ""
        rows += [
            Row({"kind": kind, "value": value, "edition": edition, "language": language}, place)
            for place, value in entry.words(key)
        ]
    return rows


def word_rows(entry: Entry, words) -> list[Row]:
    """The words of an item, without those that it has as names already."""
    own = {str(value).casefold() for key in MARKS for value in entry.values.get(key) or []}
    own.add(str(entry.values.get("name")).casefold())
    rows = {}
    for kind, language, word, place in words:
        if word.casefold() not in own:
            row = Row({"kind": kind, "value": word, "edition": "", "language": language}, place)
            rows.setdefault((language, word.casefold()), row)
    return list(rows.values())
