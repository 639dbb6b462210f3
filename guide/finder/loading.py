"""Reads all live items with what they need, in a fixed number of queries, and leaves only plain values."""

from collections import defaultdict
from dataclasses import dataclass, field

from wagtail.models import Locale

from ..identifiers import NAME_KINDS, Kind, refrigerant_key
from .names import LIST, NOTE, OWN_NAME
from .records import CategorySummary, ChapterSummary, ItemSummary, ListingSummary, Mark
from .text import fold

DEFAULT_LANGUAGE = "en"
MARK_ORDER = [Kind.CAS, Kind.UN, Kind.ASHRAE, Kind.HS, Kind.CN, Kind.BASEL_CODE, Kind.ANNEX_CODE, Kind.EVENT_CODE]


@dataclass
class ItemRecord:
    """One item in all its languages: what is shown, and what it is found by."""

    summaries: dict[str, ItemSummary] = field(default_factory=dict)
    marks: list[tuple[str, str, str]] = field(default_factory=list)
    names: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass
class CategoryRecord:
    summaries: dict[str, CategorySummary] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)


@dataclass
class Records:
    items: list[ItemRecord]
    categories: list[CategoryRecord]
    chapters: dict[str, dict[str, ChapterSummary]]


def load_records() -> Records:
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    chapters, chapter_keys = load_chapters(languages)
    categories = load_categories(languages)
    identifiers, listings = load_children()
    items = load_items(languages, categories, chapters, chapter_keys, identifiers, listings)
    return Records(items, list(categories.values()), chapters)


def load_chapters(languages):
    """Return the chapters that a visitor may see, by key and language, and the key of each chapter by its id."""
    from ..models import ChapterPage

    by_key = defaultdict(dict)
    visible = ChapterPage.objects.live().public().defer_streamfields().select_related("locale")
    for chapter in visible.order_by("number", "pk"):
        key = str(chapter.translation_key)
        by_key[key][languages[chapter.locale_id]] = ChapterSummary(
            key, chapter.slug, chapter.title, chapter.number, chapter.icon, chapter.url or ""
        )
    keys = {pk: str(key) for pk, key in ChapterPage.objects.values_list("pk", "translation_key")}
    return dict(by_key), keys


def load_categories(languages):
    """Return the categories by their key, in their order."""
    from ..models import ItemCategory
    from ..models.items import lines

    by_key = defaultdict(CategoryRecord)
    for category in ItemCategory.objects.order_by("order", "pk"):
        record = by_key[category.translation_key]
        record.summaries[languages[category.locale_id]] = CategorySummary(
            category.slug,
            category.name,
            category.icon,
            category.danger,
            category.contact,
            tuple(lines(category.ask_for)),
        )
        record.words += [category.name, *lines(category.words)]
    return by_key


def load_children():
    """Return the marks and the listings of each item, live or not, as plain tuples."""
    from ..models import ItemIdentifier, ItemListing

    identifiers, listings = defaultdict(list), defaultdict(list)
    rows = ItemIdentifier.objects.order_by("item_id", "sort_order", "pk")
    for item, *row in rows.values_list("item_id", "kind", "value", "normalised", "language", "edition"):
        identifiers[item].append(row)
    rows = ItemListing.objects.order_by("item_id", "sort_order", "pk")
    for item, *row in rows.values_list("item_id", "chapter_id", "list_name", "since", "note"):
        listings[item].append(row)
    return identifiers, listings


def load_items(languages, categories, chapters, chapter_keys, identifiers, listings):
    from ..models import ControlledItem

    by_key = defaultdict(ItemRecord)
    columns = ("pk", "translation_key", "locale_id", "slug", "name", "danger", "note", "category__translation_key")
    rows = ControlledItem.objects.live().order_by("name", "pk").values_list(*columns)
    for pk, key, locale, slug, name, danger, note, category_key in rows:
        record, language = by_key[key], languages[locale]
        category = in_language(categories[category_key].summaries, language)
        listed = tuple(
            ListingSummary(
                in_language(chapters.get(chapter_keys.get(chapter), {}), language) or ChapterSummary(),
                list_name,
                since,
                remark,
            )
            for chapter, list_name, since, remark in listings[pk]
        )
        record.summaries[language] = ItemSummary(
            pk,
            str(key),
            slug,
            name,
            language,
            category,
            danger or category.danger,
            note,
            listed,
            marks_of(identifiers[pk]),
        )
        add_names(record, language, name, note, identifiers[pk], listed)
    return list(by_key.values())


def marks_of(identifiers):
    """The codes of an item, those on packages first."""
    marks = [
        Mark(kind, Kind(kind).label, value, edition)
        for kind, value, _key, _language, edition in identifiers
        if kind in MARK_ORDER
    ]
    return tuple(sorted(marks, key=lambda mark: MARK_ORDER.index(mark.kind)))


def in_language(by_language, language):
    """What there is in that language, or else in English, or else in any; None if there is nothing."""
    return by_language.get(language) or by_language.get(DEFAULT_LANGUAGE) or next(iter(by_language.values()), None)


def add_names(record, language, name, note, identifiers, listed):
    """Everything that the item is found by. A name with a refrigerant or halon number in it is a mark as well."""
    record.names.append((OWN_NAME, language, name))
    add_number_in_name(record, name)
    for kind, value, key, its_language, _edition in identifiers:
        if kind in NAME_KINDS:
            record.names.append((kind, its_language, value))
            add_number_in_name(record, value)
        record.marks.append((kind, value, key))
    if note:
        record.names.append((NOTE, language, note))
    for listing in listed:
        record.names.append((LIST, language, f"{listing.chapter.title} {listing.list_name}"))


def add_number_in_name(record, name):
    halon = fold(name).replace("-", " ").split()
    if len(halon) == 2 and halon[0] == "halon" and halon[1].isdigit():
        record.marks.append((Kind.OTHER, name, f"halon{halon[1]}"))
    prefix = fold(name).split("-")[0].split(" ")[0]
    if prefix in ("cfc", "hcfc", "hfc", "hbfc", "r", "f", "freon") and (key := refrigerant_key(name)):
        record.marks.append((Kind.ASHRAE, name, key))
