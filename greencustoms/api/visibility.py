"""What visitors may see, and in which language: asked in one place for all data sets."""

from django.conf import settings
from django.db.models import Q

from greencustoms.core.memo import remember
from greencustoms.core.page_part import url_of
from guide.models import GuideIndexPage
from workshops import exports


def visible_slugs(model: str) -> dict:
    """The slugs of the pages of that type that visitors may see, by their keys."""
    return remember(("visible slugs", model), lambda: exports.visible_slugs(model))


def in_language(queryset, language: str):
    """Each thing once: in that language, or in English where it has no published version in that language."""
    english = Q(locale__language_code=settings.LANGUAGE_CODE)
    if language == settings.LANGUAGE_CODE:
        return queryset.filter(english)
    own = queryset.order_by().filter(locale__language_code=language)
    missing = english & ~Q(translation_key__in=own.values("translation_key"))
    return queryset.filter(Q(locale__language_code=language) | missing)


def guide_for(language: str):
    """The Guide in that language, or else in English; None while visitors see neither."""

    def read():
        found = GuideIndexPage.objects.live().public().select_related("locale").order_by("path")
        return {page.locale.language_code: page for page in found}

    guides = remember("Guides", read)
    return guides.get(language) or guides.get(settings.LANGUAGE_CODE)


def under_the_guide(queryset, language: str):
    """Things without a page of their own stand under the Guide: while nobody sees the Guide, nobody sees them."""
    return queryset if guide_for(language) else queryset.none()


def address_of(page, request, route: str = "") -> str:
    """The whole address of a page, or of a route under it, as a reader of the language asked for has it."""
    return request.build_absolute_uri(url_of(page, request, route))
