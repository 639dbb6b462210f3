"""Made-up workshops for trying out and measuring a large record. They call themselves samples and are never content."""

import random
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from wagtail.blocks import StreamValue

from greencustoms.core import stamp
from greencustoms.core.bulk import BulkPageWriter
from greencustoms.core.bulk.relations import in_memory
from greencustoms.core.countries import REGION_OF, country_name
from guide.models import ChapterPage
from partners.models import PartnerPage

from .dates import first_and_last_of_month
from .models import ParticipatingCountry, WorkshopIndexPage, WorkshopLanguage, WorkshopPage, WorkshopYearPage
from .worldmap.places import CITIES

PREFIX = "sample-"
FIRST_YEAR, LAST_YEAR = 2004, 2026
TOPICS = ["E-waste", "Refrigerants", "Timber", "Risk profiles", "Mercury"]


def samples():
    return WorkshopPage.objects.filter(record_id__startswith=PREFIX)


@transaction.atomic
def make_samples(number: int, user=None, on_progress=None) -> int:
    """Add sample workshops until there are that many, the same ones each time. Return how many were added."""
    index = WorkshopIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if index is None:
        raise LookupError("There is no record of workshops yet. Run manage.py prepare first.")
    taken = set(samples().values_list("record_id", flat=True))
    chance = random.Random(2004)  # noqa: S311 - the same samples each time
    named = {"partners": list(PartnerPage.objects.live()), "treaties": list(ChapterPage.objects.live())}
    made = [sample(place, chance, named) for place in range(1, number + 1)]
    made = [workshop for workshop in made if workshop.record_id not in taken]
    with stamp.touch_once():
        years = year_pages(index, {workshop.start_date.year for workshop in made}, user)
        writer = BulkPageWriter(WorkshopPage, user, on_progress)
        writer.add_under([(years[workshop.start_date.year], workshop) for workshop in made])
        stamp.touch()
    return len(made)


def year_pages(index, years, user):
    found = {page.year: page for page in WorkshopYearPage.objects.child_of(index)}
    missing = [WorkshopYearPage(title=str(year), slug=str(year), year=year) for year in sorted(years - set(found))]
    BulkPageWriter(WorkshopYearPage, user).add_under([(index, page) for page in missing])
    return found | {page.year: page for page in missing}


def sample(number, chance, named) -> WorkshopPage:
    """One workshop. It draws the same chances whatever exists already."""
    start = date(FIRST_YEAR, 1, 1) + timedelta(chance.randrange(365 * (LAST_YEAR - FIRST_YEAR + 1)))
    end, precision = start + timedelta(chance.randrange(5)), WorkshopPage.Precision.DAY
    if chance.random() < 0.2:
        start, end = first_and_last_of_month(start)
        precision = WorkshopPage.Precision.MONTH
    code, place = chance.choice(list(CITIES)) if chance.random() < 0.5 else (chance.choice(sorted(REGION_OF)), "")
    total = chance.randrange(10, 60) if chance.random() < 0.6 else None
    women = chance.randrange(total + 1) if total and chance.random() < 0.5 else None
    workshop = WorkshopPage(
        title=f"Sample workshop {number}",
        slug=f"{PREFIX}{number:05}",
        record_id=f"{PREFIX}{number:05}",
        summary="A made-up workshop for trying out the site.",
        start_date=start,
        end_date=end,
        date_precision=precision,
        place=place or country_name(code),
        country=code,
        level=chance.choice(WorkshopPage.Level.values),
        status=chance.choices(WorkshopPage.Status.values, [2, 2, 20, 1, 1])[0],
        participants_total=total,
        participants_women=women,
    )
    workshop.topics = stream("topics", "topic", chance.sample(TOPICS, chance.randrange(3)))
    workshop.organisers = stream("organisers", "organiser", ["Sample customs administration"])
    codes = chance.sample(sorted(REGION_OF), chance.randrange(6))
    workshop.participating_countries = [ParticipatingCountry(country=code) for code in codes]
    workshop.languages = [WorkshopLanguage(language=chance.choice(["en", "fr", "es"]))]
    for name, pages in named.items():
        in_memory(workshop)[name] = chance.sample(pages, min(len(pages), chance.randrange(3)))
    return workshop


def stream(field, kind, texts):
    raw = [{"type": kind, "value": text} for text in texts]
    return StreamValue(WorkshopPage._meta.get_field(field).stream_block, raw, is_lazy=True)
