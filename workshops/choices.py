"""What a visitor can choose from when filtering the record: the years, countries and topics that are in it."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Max, Q, Sum
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from greencustoms.core.countries import country_name
from greencustoms.core.folding import fold

KEPT_FOR = 24 * 3600


@dataclass(frozen=True)
class Extent:
    """How much is in a record, told by one query. Where two extents are equal, so are the choices."""

    count: int
    upcoming: int
    latest: str
    checksum: int

    @classmethod
    def of(cls, record, on=None):
        day = on or timezone.localdate()
        told = record.order_by().aggregate(
            count=Count("pk"),
            upcoming=Count("pk", filter=Q(end_date__gte=day)),
            latest=Max("last_published_at"),
            checksum=Sum("pk"),
        )
        return cls(told["count"], told["upcoming"], str(told["latest"] or ""), told["checksum"] or 0)

    @property
    def key(self):
        return f"{self.count}.{self.checksum}.{self.latest}"


@dataclass(frozen=True)
class Choices:
    years: list
    countries: list
    topics: list
    partners: list
    treaties: list


def choices_in(record, extent: Extent) -> Choices:
    """The values that occur in a record, each list in the order of its words in the active language."""
    years, codes, topics = values_in(record, extent)
    pages = pages_named()
    return Choices(
        years=[(str(year), str(year)) for year in years],
        countries=by_label((code, country_name(code)) for code in codes),
        topics=by_label((topic, topic) for topic in topics),
        partners=pages["partners", "partnerpage"],
        treaties=pages["guide", "chapterpage"],
    )


def values_in(record, extent: Extent):
    """Years, codes of countries and topics. They need a look at every workshop, so they are kept until one changes."""
    key = f"workshops:values:{get_language()}:{extent.key}".replace(" ", "_")
    values = cache.get(key)
    if values is None:
        years, codes, topics = set(), set(), {}
        rows = record.order_by().only("start_date", "country", "topics")
        for workshop in rows.iterator(chunk_size=500):
            years.add(workshop.start_date.year)
            codes.add(workshop.country.code)
            topics.update({fold(topic.value): topic.value for topic in workshop.topics})
        values = sorted(years, reverse=True), sorted(codes), sorted(topics.values())
        cache.set(key, values, KEPT_FOR)
    return values


def pages_named():
    """Slug and title of each partner and treaty that a visitor may see, in the active language where there is one."""
    kinds = [("partners", "partnerpage"), ("guide", "chapterpage")]
    wanted = Q()
    for app_label, model in kinds:
        wanted |= Q(content_type__app_label=app_label, content_type__model=model)
    pages = (
        Page.objects.live()
        .public()
        .filter(wanted)
        .order_by("path")
        .values_list("content_type__app_label", "content_type__model", "locale__language_code", "slug", "title")
    )
    found = {kind: {} for kind in kinds}
    for app_label, model, language, slug, title in pages:
        titles = found[app_label, model]
        if slug not in titles or language == get_language():
            titles[slug] = title
    return {kind: list(titles.items()) for kind, titles in found.items()}


def by_label(pairs):
    return sorted(pairs, key=lambda pair: fold(pair[1]))
