"""Reads all live items with what they need, in a fixed number of queries, and leaves only plain values."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from wagtail.models import Locale

from ..identifiers import NAME_KINDS, Kind, refrigerant_key
from .names import LIST, NOTE, OWN_NAME
from .records import CategorySummary, ChapterSummary, Mark
from .text import fold

DEFAULT_LANGUAGE = "en"
MARK_ORDER = [Kind.CAS, Kind.UN, Kind.ASHRAE, Kind.HS, Kind.CN, Kind.BASEL_CODE, Kind.ANNEX_CODE, Kind.EVENT_CODE]


class ItemVersion(NamedTuple):
    """An item as it is written in one language. Its treaties and category are known by their keys."""

    pk: int
    key: str
    slug: str
    name: str
    language: str
    danger: str
    note: str
    category: str
    listings: tuple[tuple[str, str, str, str], ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass
class ItemRecord:
    """One item in all its languages, and what it is found by: marks (kind, value, key) and names (kind, value)."""

    versions: dict[str, ItemVersion] = field(default_factory=dict)
    marks: list[tuple[str, str, str]] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class CategoryRecord:
    summaries: dict[str, CategorySummary] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)


@dataclass
class Records:
    """`categories` and `chapters` by the key that their translations share, in their order."""

    items: list[ItemRecord]
    categories: dict[str, CategoryRecord]
    chapters: dict[str, dict[str, ChapterSummary]]


def load_records() -> Records:
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    chapters, chapter_keys = load_chapters(languages)
    return Records(load_items(languages, chapters, chapter_keys), load_categories(languages), chapters)


def load_chapters(languages):
    """Return the chapters that a visitor may see, by key and language, and the key of each chapter by its id."""
    from ..models import ChapterPage

    by_key = defaultdict(dict)
    visible = ChapterPage.objects.live().public().defer_streamfields().select_related("locale")
    for chapter in visible.order_by("number", "pk"):
        key = str(chapter.translation_key)
        language = languages[chapter.locale_id]
        by_key[key][language] = ChapterSummary(
            key, chapter.slug, chapter.title, language, chapter.number, chapter.icon, chapter.url or ""
        )
    keys = {pk: str(key) for pk, key in ChapterPage.objects.values_list("pk", "translation_key")}
    return dict(by_key), keys


def load_categories(languages):
    """Return the categories by their key, in their order."""
    from ..models import ItemCategory
    from ..models.items import lines

    by_key = defaultdict(CategoryRecord)
    for category in ItemCategory.objects.order_by("order", "pk"):
        record, language = by_key[str(category.translation_key)], languages[category.locale_id]
        record.summaries[language] = CategorySummary(
            category.slug,
            category.name,
            language,
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
    for item, *row in rows.values_list("item_id", "kind", "value", "normalised", "edition"):
        identifiers[item].append(row)
    rows = ItemListing.objects.order_by("item_id", "sort_order", "pk")
    for item, *row in rows.values_list("item_id", "chapter_id", "list_name", "since", "note"):
        listings[item].append(row)
    return identifiers, listings


def load_items(languages, chapters, chapter_keys):
    from ..models import ControlledItem

    identifiers, listings = load_children()
    by_key = defaultdict(ItemRecord)
    columns = ("pk", "translation_key", "locale_id", "slug", "name", "danger", "note", "category__translation_key")
    rows = ControlledItem.objects.live().order_by("pk").values_list(*columns)
    for pk, key, locale, slug, name, danger, note, category in rows:
        language = languages[locale]
        listed = tuple((chapter_keys.get(chapter, ""), *rest) for chapter, *rest in listings[pk])
        marks = marks_of(identifiers[pk])
        version = ItemVersion(pk, str(key), slug, name, language, danger, note, str(category), listed, marks)
        by_key[key].versions[language] = version
        add_names(by_key[key], version, identifiers[pk], chapters)
    return sorted(by_key.values(), key=place_in_alphabet)


def place_in_alphabet(record):
    """Databases sort names in different ways; what ties in the finder must not."""
    version = in_language(record.versions, DEFAULT_LANGUAGE)
    return fold(version.name), version.slug


def marks_of(identifiers):
    """The codes of an item, those on packages first."""
    marks = [
        Mark(kind, Kind(kind).label, value, edition) for kind, value, _key, edition in identifiers if kind in MARK_ORDER
    ]
    return tuple(sorted(marks, key=lambda mark: MARK_ORDER.index(mark.kind)))


def in_language(by_language, language):
    """What there is in that language, or else in English, or else in any; None if there is nothing."""
    return by_language.get(language) or by_language.get(DEFAULT_LANGUAGE) or next(iter(by_language.values()), None)


def add_names(record, version, identifiers, chapters):
    """Everything that the item is found by. A name with a refrigerant or halon number in it is a mark as well."""
    record.names.append((OWN_NAME, version.name))
    add_number_in_name(record, version.name)
    for kind, value, key, _edition in identifiers:
        if kind in NAME_KINDS:
            record.names.append((kind, value))
            add_number_in_name(record, value)
        record.marks.append((kind, value, key))
    if version.note:
        record.names.append((NOTE, version.note))
    for chapter, list_name, _since, _note in version.listings:
        summary = in_language(chapters.get(chapter, {}), version.language)
        record.names.append((LIST, f"{summary.title} {list_name}" if summary else list_name))


def add_number_in_name(record, name):
    halon = fold(name).replace("-", " ").split()
    if len(halon) == 2 and halon[0] == "halon" and halon[1].isdigit():
        record.marks.append((Kind.OTHER, name, f"halon{halon[1]}"))
    prefix = fold(name).split("-")[0].split(" ")[0]
    if prefix in ("cfc", "hcfc", "hfc", "hbfc", "r", "f", "freon") and (key := refrigerant_key(name)):
        record.marks.append((Kind.ASHRAE, name, key))
