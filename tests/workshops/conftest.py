"""A small record that the tests of filters and downloads share."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.utils.translation import override
from wagtail.models import Locale

from tests.factories import pages
from workshops.models import ParticipatingCountry, WorkshopLanguage, WorkshopPage


@pytest.fixture(autouse=True)
def in_english():
    """A request for another language leaves that language active."""
    with override("en"):
        yield


@pytest.fixture
def record(year_2030, workshop_index):
    """Four workshops that differ in all that a filter looks at, by their slug."""
    year_2012 = pages.WorkshopYearPageFactory(parent=workshop_index, year=2012)
    made = [
        pages.WorkshopPageFactory(
            parent=year_2030, slug="minsk", title="Waste at the border", topics=[("topic", "E-waste")]
        ),
        pages.WorkshopPageFactory(
            parent=year_2030,
            slug="abidjan",
            title="Ozone workshop",
            place="Abidjan",
            country="CI",
            level=WorkshopPage.Level.REGIONAL,
            start_date=date(2030, 9, 2),
            end_date=date(2030, 9, 4),
        ),
        pages.WorkshopPageFactory(
            parent=year_2012,
            slug="asuncion",
            title="Train the trainer",
            place="Asunción",
            country="PY",
            start_date=date(2012, 6, 4),
            status=WorkshopPage.Status.HELD,
            organisers=[("organiser", "Dirección Nacional de Aduanas")],
            topics=[("topic", "Train the trainer"), ("topic", "E-waste")],
        ),
        pages.WorkshopPageFactory(
            parent=year_2012,
            slug="bucharest",
            title="Sub-regional meeting",
            place="Bucharest",
            country="RO",
            start_date=date(2012, 5, 1),
            month_only=True,
            status=WorkshopPage.Status.HELD,
        ),
    ]
    return {workshop.slug: workshop for workshop in made}


@pytest.fixture
def full(record, partner_index, guide_index):
    """A workshop of which everything is known."""
    workshop = record["abidjan"]
    workshop.partners = [pages.PartnerPageFactory(parent=partner_index, slug=slug) for slug in ("unep", "cites")]
    workshop.treaties = [pages.ChapterPageFactory(parent=guide_index, slug="cites")]
    workshop.participating_countries = [ParticipatingCountry(country=code) for code in ("GH", "CI")]
    workshop.languages = [WorkshopLanguage(language=code) for code in ("fr", "en")]
    workshop.organisers = [("organiser", "Customs; Ghana"), ("organiser", "UNEP")]
    workshop.topics = [("topic", "Ozone")]
    workshop.participants_total, workshop.participants_women, workshop.participants_men = 40, 15, 25
    workshop.participants_qualifier = WorkshopPage.Qualifier.ABOUT
    workshop.summary = "Ozone, at the border."
    workshop.save_revision().publish()
    return workshop


@pytest.fixture
def in_french(record, home):
    """The French translations of home, record, 2030 and Minsk."""
    french = Locale.objects.get(language_code="fr")
    minsk = record["minsk"]
    for page in [*minsk.get_ancestors().filter(depth__gt=1).specific(), minsk]:
        translation = page.copy_for_translation(french)
        if page == minsk:
            translation.title = "Déchets à la frontière"
        translation.save_revision().publish()
    return translation


@pytest.fixture
def moderator(home, django_user_model):
    user = django_user_model.objects.create_user("moderator@example.org", "a good long password")
    user.groups.add(Group.objects.get(name="Secretariat moderators"))
    return user
