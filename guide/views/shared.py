"""What several of the views under the Guide ask for."""

from django.conf import settings
from django.utils.translation import get_language

from ..models.chapter import ChapterPage


def reading_order() -> list[str]:
    """The languages in which a reader is served: the active one, then English."""
    return list(dict.fromkeys([get_language(), settings.LANGUAGE_CODE]))


def chapters_by_translation(guide) -> dict:
    """The chapters that a visitor may see, by what their translations share, in the order of the Guide."""
    chapters = ChapterPage.objects.child_of(guide).for_cards().select_related("locale")
    return {chapter.translation_key: chapter for chapter in chapters}
