from django.db import models
from django.db.models.functions import Lower

from greencustoms.core.querysets import SitePageQuerySet


class ChapterQuerySet(SitePageQuerySet):
    def for_cards(self):
        """What a visitor may see, in the order of the Guide, without the long texts."""
        return self.live().public().defer_streamfields().order_by("number", "pk")


class PracticalQuerySet(SitePageQuerySet):
    def for_cards(self):
        """What a visitor may see, in the order editors gave them, without the long texts."""
        return self.live().public().defer_streamfields().order_by("path")


class GlossaryQuerySet(models.QuerySet):
    def for_readers(self, language: str):
        """What a visitor may see in that language, A to Z, in a fixed number of queries."""
        found = self.filter(live=True, locale__language_code=language).select_related("locale")
        return found.prefetch_related("treaties").order_by(Lower("term"), "pk")


class FocalPointQuerySet(models.QuerySet):
    def for_readers(self):
        """What a visitor may see, in the order of the Guide, then by country and office."""
        found = self.filter(live=True).select_related("treaty")
        return found.order_by("treaty__number", "country", "office", "pk")

    def in_country(self, code: str):
        return self.filter(country=code)

    def of_treaty(self, chapter):
        """Those that answer for the treaty of a chapter, whatever language the chapter is in."""
        return self.filter(treaty__translation_key=chapter.translation_key)


class QuestionQuerySet(models.QuerySet):
    def for_readers(self, languages: list[str]):
        """Published questions in those languages, with their answers, in a fixed number of queries."""
        found = self.filter(live=True, locale__language_code__in=languages).select_related("locale", "if_unsure")
        return found.prefetch_related("answers__next_question", "answers__category").order_by("order", "pk")
