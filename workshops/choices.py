"""What a visitor can choose from when filtering the record: the years, countries and topics that are in it."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import get_language
from wagtail.models import Page

from greencustoms.core.countries import country_name
from greencustoms.core.folding import fold
from greencustoms.core.memo import remember


@dataclass(frozen=True)
class Extent:
    """How many workshops there are, and how many of them are not over."""

    count: int
    upcoming: int

    @classmethod
    def of(cls, workshops, day):
        upcoming = Count("pk", filter=Q(end_date__gte=day))
        return cls(**workshops.order_by().aggregate(count=Count("pk"), upcoming=upcoming))

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
    lists = rows.values_list("topics", flat=True).distinct()
    topics = {fold(topic.value): topic.value for topics in lists for topic in topics}
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
