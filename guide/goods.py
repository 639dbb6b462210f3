"""The published items of one treaty or category, by name, from the memory of the finder: no query of their own."""

import unicodedata

from django.utils.translation import get_language

from .finder.index import get_index


def items_under(chapter_key: str, language: str | None = None) -> list:
    """Items that a treaty lists, each in that language or as it is in English. The key is that of its chapter."""
    return items_that(lambda item: any(listed.chapter.key == chapter_key for listed in item.listings), language)


def items_in_category(slug: str, language: str | None = None) -> list:
    return items_that(lambda item: item.category.slug == slug, language)


def items_that(fit, language=None):
    index, language = get_index(), language or get_language()
    found = [index.summary(number, language) for number in range(len(index.items))]
    return sorted(filter(fit, found), key=lambda item: (sort_key(item.name), item.pk))


def by_category(items) -> list[dict]:
    """The items under their categories, in the order in which the index has the categories."""
    groups = {}
    for item in items:
        groups.setdefault(item.category.slug, {"category": item.category, "items": []})["items"].append(item)
    return sorted(groups.values(), key=lambda group: sort_key(group["category"].name))


def sort_key(name: str) -> str:
    """Names are sorted without regard to capitals and accents."""
    return unicodedata.normalize("NFKD", name).casefold()
