"""How many questions a page may ask the database when the site is warm: at most eight, ten for a list, none twice."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import pages


@pytest.fixture
def site(home, partner_index, workshop_index, year_2030, guide_index):
    """A page of each type, with what it lists."""
    about = pages.InformationPageFactory(parent=home, slug="about", title="Customs")
    pages.InformationPageFactory(parent=about, slug="genesis")
    partner = pages.PartnerPageFactory(parent=partner_index, slug="cites", title="Customs too")
    for day in (1, 2, 3):
        workshop = pages.WorkshopPageFactory(
            parent=year_2030, slug=f"w{day}", start_date=date(2030, 5, day), end_date=date(2030, 5, day)
        )
        workshop.partners = [partner]
        workshop.save()
    for slug in ("one", "two", "three"):
        pages.ChapterPageFactory(parent=guide_index, slug=slug, title=f"Customs {slug}")
    practical = pages.PracticalIndexPageFactory(parent=guide_index)
    pages.PracticalPageFactory(parent=practical, slug="seizures")
    pages.LearningPageFactory(parent=home)
    pages.MaterialsPageFactory(parent=home)
    pages.AchievementsPageFactory(parent=home)
    pages.GreeningPageFactory(parent=home)
    pages.ContactPageFactory(parent=home, slug="contact")


PAGE, LIST = 8, 10


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/en/", PAGE),
        ("/en/about/", PAGE),
        ("/en/about/genesis/", PAGE),
        ("/en/partners/", LIST),
        ("/en/partners/cites/", PAGE),
        ("/en/workshops/", LIST),
        ("/en/workshops/2030/", LIST),
        ("/en/workshops/2030/w2/", PAGE + 1),
        ("/en/guide/", LIST),
        ("/en/guide/two/", PAGE),
        ("/en/guide/practical/seizures/", PAGE),
        ("/en/guide/finder/?q=ozone", PAGE),
        ("/en/search/?q=customs", PAGE),
        ("/en/guide/glossary/", LIST),
        ("/en/guide/focal-points/", LIST),
        ("/en/learning/", PAGE),
        ("/en/materials/", LIST),
        ("/en/achievements/", PAGE),
        ("/en/greening-operations/", LIST),
        ("/en/contact/", PAGE),
        ("/en/nowhere/", PAGE),
    ],
)
def test_a_warm_page_asks_little_and_nothing_twice(client, site, address, most):
    client.get(address)

    with CaptureQueriesContext(connection) as asked:
        client.get(address)

    questions = Counter(query["sql"] for query in asked)
    assert len(asked) <= most, "\n".join(questions)
    assert not [question for question, times in questions.items() if times > 1]


def test_pages_keep_their_ways_apart_by_host_and_language(client, site):
    assert client.get("/en/about/").context["page"].slug == "about"
    assert client.get("/fr/about/").context["page"].slug == "about"
    assert client.get("/en/").context["page"].slug != "about"
    assert client.get("/en/about/nothing/").status_code == 404


def test_what_one_request_does_to_the_home_page_stays_in_it(client, site):
    client.get("/en/").context["page"].title = "Changed"

    assert client.get("/en/").context["page"].title != "Changed"
