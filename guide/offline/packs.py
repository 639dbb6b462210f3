"""Which packs there are, and the addresses that each holds. What a visitor may not see is in none of them."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from greencustoms.core.frame import localise
from greencustoms.core.memo import remember

from ..goods import all_items
from ..models import GuideIndexPage, PracticalIndexPage, PracticalPage
from ..views.shared import chapters_by_translation

FINDER, GUIDE, CHAPTER = "finder", "guide", "chapter-"


@dataclass(frozen=True)
class Pack:
    """`addresses` are those of its pages, that of its first page first."""

    name: str
    title: str
    addresses: tuple[str, ...]


def packs_for(language: str) -> dict[str, Pack]:
    """The packs in that language by their names: the finder, the whole Guide, then each chapter."""
    return remember(("packs", language), lambda: read_packs(language))


def read_packs(language):
    guide = guide_for(language)
    if guide is None:
        return {}
    top = localise(guide.get_url(), language)
    with override(language):
        chapters = list(chapters_by_translation(guide).values())
        packs = [
            Pack(FINDER, _("Finder with all decision cards"), finder_addresses(top, chapters, language)),
            Pack(GUIDE, _("The whole Guide"), guide_addresses(guide, top, chapters, language)),
            *(
                Pack(
                    f"{CHAPTER}{chapter.slug}",
                    _("Chapter %(number)s, %(title)s") % {"number": chapter.number, "title": chapter.title},
                    (localise(chapter.get_url(), language),),
                )
                for chapter in chapters
            ),
        ]
    return {pack.name: pack for pack in packs}


def guide_for(language):
    """The Guide that readers of a language are shown: in that language, or else in English."""
    guides = GuideIndexPage.objects.live().public().select_related("locale").order_by("path")
    found = {guide.locale.language_code: guide for guide in reversed(guides)}
    return found.get(language) or found.get(settings.LANGUAGE_CODE)


def finder_addresses(top, chapters, language):
    items = all_items(language)
    goods = [*dict.fromkeys(item.category.slug for item in items), *(chapter.slug for chapter in chapters)]
    return (
        f"{top}finder/",
        f"{top}focal-points/",
        *(f"{top}finder/?goods={slug}" for slug in goods),
        *(f"{top}items/{item.slug}/" for item in items),
    )


def guide_addresses(guide, top, chapters, language):
    others = [
        *PracticalIndexPage.objects.child_of(guide).live().public(),
        *PracticalPage.objects.descendant_of(guide).for_cards(),
    ]
    pages = [localise(page.get_url(), language) for page in [*chapters, *others]]
    return (top, *pages, f"{top}glossary/", f"{top}focal-points/")
