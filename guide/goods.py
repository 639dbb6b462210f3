"""Published items by treaty, category or id, by name, from the memory of the finder: no query of their own."""

import unicodedata

from django.utils.translation import get_language

from greencustoms.core.memo import remember

from .finder import ItemSummary
from .finder.index import get_index


def items_under(chapter_key, language: str | None = None) -> list[ItemSummary]:
    """Items that a treaty lists, each in that language or as it is in English. The key is that of its chapter."""
    key = str(chapter_key)
    return [item for item in all_items(language) if any(listed.chapter.key == key for listed in item.listings)]


def items_in_category(slug: str, language: str | None = None) -> list[ItemSummary]:
    return [item for item in all_items(language) if item.category.slug == slug]


def items_with_ids(ids, language: str | None = None) -> list[ItemSummary]:
    """Items one of whose versions has one of those ids, in the order of the ids."""
    places = {pk: place for place, pk in enumerate(ids)}
    index, language = get_index(), language or get_language()
    found = {}
    for number, versions in enumerate(index.items):
        for version in versions.values():
            if version.pk in places:
                found[places[version.pk]] = index.summary(number, language)
    return [found[place] for place in sorted(found)]


def all_items(language=None):
    """Every published item, A to Z; sorted once, then remembered until content changes."""
    language = language or get_language()

    def read():
        index = get_index()
        found = [index.summary(number, language) for number in range(len(index.items))]
        return sorted(found, key=lambda item: (sort_key(item.name), item.pk))

    return remember(("items A to Z", language), read)


def slugs_in_use() -> set[str]:
    """The slugs of all published items, in whatever language."""

    def read():
        return {version.slug for versions in get_index().items for version in versions.values()}

    return remember(("item slugs",), read)


def by_category(items) -> list[dict]:
    """The items under their categories, both A to Z."""
    groups = {}
    for item in items:
        groups.setdefault(item.category.slug, {"category": item.category, "items": []})["items"].append(item)
    return sorted(groups.values(), key=lambda group: sort_key(group["category"].name))


def sort_key(name: str) -> str:
    """Names are sorted without regard to capitals and accents."""
    return unicodedata.normalize("NFKD", name).casefold()
