"""The questions the site asks of workshops."""

from functools import reduce
from operator import and_

from django.apps import apps
from django.conf import settings
from django.db.models import Count, F, Q
from django.db.models.functions import ExtractMonth, ExtractYear, Lower
from django.utils import timezone
from django.utils.translation import get_language

from greencustoms.core.countries import countries_in, countries_named
from greencustoms.core.folding import fold, start_of
from greencustoms.core.memo import remember
from greencustoms.core.querysets import SitePageQuerySet

from .topics import with_topic

MAX_WORDS = 12

ORDERS = {
    "newest": ("-start_date", "-pk"),
    "oldest": ("start_date", "pk"),
    "place": (Lower("place"), "-start_date", "-pk"),
    "title": (Lower("title"), "-start_date", "-pk"),
    "participants": (F("participants_total").desc(nulls_last=True), "-start_date", "-pk"),
}


class WorkshopQuerySet(SitePageQuerySet):
    def upcoming(self, on=None):
        """Not over on that day (today by default), soonest first. A workshop is upcoming through its last day."""
        day = on or timezone.localdate()
        return self.filter(end_date__gte=day).order_by("start_date", "pk")

    def past(self, on=None):
        """Over before that day (today by default), latest first: the exact complement of `upcoming`."""
        day = on or timezone.localdate()
        return self.filter(end_date__lt=day).order_by("-start_date", "-pk")

    def for_cards(self):
        """What a visitor may see, with all a row of a list shows, in a fixed number of queries."""
        return self.live().public().for_rows()

    def for_rows(self):
        """All that a row of a list shows."""
        return self.defer_streamfields().defer("search_text", "topic_keys")

    def in_record(self, language):
        """What a visitor may see in that language; the English record where that language has none."""
        visible = self.live().public()
        if language != settings.LANGUAGE_CODE:
            record = visible.filter(locale__language_code=language)
            if remember(("has a record", language), record.exists):
                return record
        return visible.filter(locale__language_code=settings.LANGUAGE_CODE)

    def for_export(self):
        """The columns of an export, without the text of the pages."""
        return self.defer("body", "sources", "intro", "agenda", "documents", "photos", "search_text", "topic_keys")

    def known_to_the_day(self):
        return self.filter(date_precision=self.model.Precision.DAY)

    def in_order(self, name):
        return self.order_by(*ORDERS[name])

    def in_year(self, year):
        """Beginning in that year, as the year pages have it."""
        return self.filter(start_date__year=int(year))

    def in_month(self, month):
        """Beginning in that month, of whatever year."""
        return self.filter(start_date__month=month)

    def of_level(self, level):
        return self.filter(level=level)

    def with_status(self, status):
        return self.filter(status=status)

    def in_country(self, code):
        return self.filter(country=code)

    def with_officers_from(self, code):
        """Workshops whose record names that country among those that took part."""
        listed = apps.get_model("workshops.ParticipatingCountry").objects.filter(country=code)
        return self.filter(pk__in=listed.values("workshop"))

    def in_region(self, region):
        return self.filter(country__in=countries_in(region))

    def with_partner(self, slug):
        return self.filter(
            pk__in=self.model.partners.through.objects.filter(partnerpage__slug=slug).values("workshoppage")
        )

    def on_treaty(self, slug):
        return self.filter(
            pk__in=self.model.treaties.through.objects.filter(chapterpage__slug=slug).values("workshoppage")
        )

    def on_topic(self, topic):
        return self.filter(topic_keys__contains=with_topic(topic))

    def saying(self, text):
        """Every word stands in title, place, organisers, topics or summary, or in the name of the country.

        Names are written in Latin letters too: readers of other languages also find what the English record says.
        """
        words = fold(text).split()[:MAX_WORDS]
        return self.filter(reduce(and_, map(self.says, words), Q()))

    def says(self, word):
        said = Q(search_text__contains=start_of(word)) | Q(country__in=countries_named(word))
        if get_language() == settings.LANGUAGE_CODE:
            return said
        english = self.model.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
        return said | Q(
            translation_key__in=english.filter(search_text__contains=start_of(word)).values("translation_key")
        )

    def count_by_year(self):
        """The number of workshops that begin in each year."""
        years = self.order_by().values(year=ExtractYear("start_date")).annotate(number=Count("pk"))
        return {row["year"]: row["number"] for row in years}

    def count_by_month(self):
        """The number of workshops that begin in each month, of whatever year."""
        months = self.order_by().values(month=ExtractMonth("start_date")).annotate(number=Count("pk"))
        return {row["month"]: row["number"] for row in months}
