"""A small record that the tests of filters and downloads share."""

from datetime import date

import pytest

from tests.factories import pages
from workshops.models import WorkshopPage


@pytest.fixture
def record(year_2030, workshop_index):
    """Four workshops that differ in all that a filter looks at, by their slug."""
    year_2012 = pages.WorkshopYearPageFactory(parent=workshop_index, year=2012)
    made = [
        pages.WorkshopPageFactory(parent=year_2030, slug="minsk", title="Waste at the border", topics=[("topic", "E-waste")]),
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
