"""What a visitor can choose from when filtering the record: the years, countries and topics that are in it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import get_language
from wagtail.models import Page

from greencustoms.core.countries import country_name
from greencustoms.core.folding import fold
from greencustoms.core.memo import remember

from .topics import read_topics


@dataclass(frozen=True)
class Extent:
    """How many workshops there are, how many of them are not over, and when the first of these begins."""

    count: int
    upcoming: int
    first_start: date | None

    @classmethod
    def of(cls, workshops, day):
        is_upcoming = Q(end_date__gte=day)
        counted = workshops.order_by().aggregate(
            count=Count("pk"),
            upcoming=Count("pk", filter=is_upcoming),
            first_start=Min("start_date", filter=is_upcoming),
        )
        return cls(**counted)

    @classmethod
    def of_record(cls, record, language, day):
        """The extent of the whole record in a language, counted once a day or when content changes."""
        return remember(("extent of the record", language, day), lambda: cls.of(record, day))


@dataclass(frozen=True)
class Choices:
    """Values and labels, each list in the order of its labels in the active language."""

    years: list
    countries: list
    topics: list
    partners: list
    treaties: list


def choices_in(record, language) -> Choices:
    """The values that occur in the record of a language. They need a look at all of it, so they are remembered."""
    return remember(("choices in the record", language, get_language()), lambda: look_through(record))


def look_through(record) -> Choices:
    rows = record.order_by()
    years = rows.values_list(ExtractYear("start_date"), flat=True).distinct()
    codes = rows.values_list("country", flat=True).distinct()
    topics = read_topics(rows.exclude(topic_keys="").values_list("topic_keys", flat=True).distinct())
    pages = pages_named()
    return Choices(
        years=[(str(year), str(year)) for year in sorted(years, reverse=True)],
        countries=by_label((code, country_name(code)) for code in codes),
        topics=by_label((topic, topic) for topic in topics.values()),
        partners=pages["partners", "partnerpage"],
        treaties=pages["guide", "chapterpage"],
    )


def pages_named():
    """Slug and title of each partner and treaty that a visitor may see, in the active language where there is one."""
    kinds = [("partners", "partnerpage"), ("guide", "chapterpage")]
    wanted = Q()
    for app_label, model in kinds:
        wanted |= Q(content_type__app_label=app_label, content_type__model=model)
    names = ("content_type__app_label", "content_type__model", "locale__language_code", "slug", "title")
    pages = Page.objects.live().public().filter(wanted).order_by("path").values_list(*names)
    found = {kind: {} for kind in kinds}
    for app_label, model, language, slug, title in pages:
        titles = found[app_label, model]
        if slug not in titles or language == get_language():
            titles[slug] = title
    return {kind: list(titles.items()) for kind, titles in found.items()}


def by_label(pairs):
    return sorted(pairs, key=lambda pair: fold(pair[1]))
