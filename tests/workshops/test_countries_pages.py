from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from greencustoms.core.memo import forget
from tests.factories import pages
from workshops.models import ParticipatingCountry, WorkshopPage

pytestmark = pytest.mark.django_db

LIST = "/en/workshops/countries/"
HELD = WorkshopPage.Status.HELD


@pytest.fixture(autouse=True)
def fresh_memory():
    forget()


@pytest.fixture
def visited(record, year_2030):
    """Romania was host in 2012 and took part in Paraguay; a planned one there says nothing yet."""
    paraguay = record["asuncion"]
    paraguay.participating_countries = [ParticipatingCountry(country=code) for code in ("RO", "PY")]
    paraguay.participants_total = 25
    paraguay.save()
    pages.WorkshopPageFactory(parent=year_2030, slug="cluj", place="Cluj", country="RO", start_date=date(2030, 1, 9))
    return record


def test_a_country_page_has_its_workshops_and_totals(client, visited):
    response = client.get(f"{LIST}ro/")

    row = response.context["row"]
    assert (row.held, row.taken_part, row.with_participants) == (1, 1, 0)
    assert [workshop.slug for workshop in response.context["results"]] == ["cluj", "bucharest"]
    assert [workshop.slug for workshop in response.context["elsewhere"]] == ["asuncion"]
    text = response.content.decode()
    assert "<h1>Romania</h1>" in text
    assert "May 2012" in text
    assert "1 May 2012" not in text


def test_participants_are_those_of_the_workshops_held_there(client, visited):
    row = client.get(f"{LIST}py/").context["row"]

    assert (row.held, row.taken_part, row.participants, row.with_participants) == (1, 1, 25, 1)


def test_the_host_is_not_repeated_among_those_it_took_part_in_elsewhere(client, visited):
    assert client.get(f"{LIST}py/").context["elsewhere"] == []


def test_the_list_names_hosts_and_countries_taking_part_of_workshops_held(client, visited):
    response = client.get(LIST)

    assert [(row.code, row.held, row.taken_part) for row in response.context["rows"]] == [("PY", 1, 1), ("RO", 1, 1)]
    assert f'href="{LIST}ro/"' in response.content.decode()


def test_a_country_without_workshops_says_so(client, visited):
    response = client.get(f"{LIST}fj/")

    assert response.status_code == 200
    assert "No workshop in this country or area is on record." in response.content.decode()


@pytest.mark.parametrize(
    "code", ["xx", "r", "rom", "RO%00", "r%C4%B1", "%D1%80%D0%BE", "ro'--", "..", "%3Cscript%3E", "zz" * 5000, "642"]
)
def test_what_is_no_country_is_not_found(client, visited, code):
    assert client.get(f"{LIST}{code}/").status_code == 404


@pytest.mark.parametrize("code", ["RO", "Ro"])
def test_capitals_lead_to_the_one_address(client, visited, code):
    response = client.get(f"{LIST}{code}/")

    assert (response.status_code, response.headers["Location"]) == (301, f"{LIST}ro/")


@pytest.mark.parametrize("query", ["page=-1", "page=99999999999999", "page=1&page=2", "page=" + "9" * 10_000])
def test_a_page_that_makes_no_sense_gives_the_nearest(client, visited, query):
    assert client.get(f"{LIST}ro/?{query}").status_code == 200


def test_drafts_and_private_workshops_count_nowhere(client, visited, year_2030):
    pages.WorkshopPageFactory(parent=year_2030, country="NZ", place="Hidden", status=HELD, live=False)
    private = pages.WorkshopPageFactory(parent=year_2030, country="NZ", place="Hidden", status=HELD)
    private.participating_countries = [ParticipatingCountry(country="RO")]
    private.save()
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    assert "nz/" not in client.get(LIST).content.decode()
    response = client.get(f"{LIST}nz/")
    assert (response.context["row"].held, response.context["results"].count) == (0, 0)
    assert "Hidden" not in response.content.decode()
    assert client.get(f"{LIST}ro/").context["row"].taken_part == 1


def test_a_draft_of_the_record_has_no_pages_under_it(client, visited, workshop_index):
    workshop_index.live = False
    workshop_index.save()

    assert client.get(LIST).status_code == 404
    assert client.get(f"{LIST}ro/").status_code == 404


def test_countries_with_workshops_are_in_the_sitemap_and_no_others(client, visited):
    text = client.get("/sitemap.xml").text

    assert [code for code in ("by", "ci", "py", "ro") if f"{LIST}{code}/</loc>" in text] == ["py", "ro"]
    assert f"{LIST}</loc>" in text


def test_a_record_that_is_a_draft_has_no_countries_in_the_sitemap(client, visited, workshop_index):
    workshop_index.live = False
    workshop_index.save()

    assert "countries/" not in client.get("/sitemap.xml").text


def test_ten_workshops_cost_a_country_page_as_many_queries_as_one(
    client, visited, year_2030, django_assert_max_num_queries
):
    for number in range(10):
        workshop = pages.WorkshopPageFactory(parent=year_2030, country="RO", status=HELD, slug=f"ro-{number}")
        workshop.participating_countries = [ParticipatingCountry(country="FJ")]
        workshop.save()
    client.get(f"{LIST}ro/")

    with django_assert_max_num_queries(9):
        client.get(f"{LIST}ro/")


def test_related_workshops_are_near_in_place_or_subject_and_three_at_most(client, visited, year_2030, guide_index):
    chapter = pages.ChapterPageFactory(parent=guide_index)
    for slug in ("minsk", "abidjan"):
        visited[slug].treaties = [chapter]
        visited[slug].save()

    def related(slug):
        return [workshop.slug for workshop in client.get(visited[slug].url).context["related"]]

    assert related("minsk") == ["abidjan"]
    assert related("asuncion") == []
    for number in range(4):
        pages.WorkshopPageFactory(parent=year_2030, country="BY", slug=f"by-{number}", live=number != 3)
    assert related("minsk") == ["by-2", "by-1", "by-0"]


def test_agenda_and_photographs_are_shown_only_when_there_are_some(client, visited):
    minsk = visited["minsk"]
    before = client.get(minsk.url).content.decode()
    assert 'id="agenda"' not in before
    assert 'id="photographs"' not in before
    assert "No document of this workshop is on record." in before

    minsk.agenda = [("line", {"day": date(2030, 5, 13), "time": "9.00", "title": "Opening <b>"})]
    minsk.save()

    text = client.get(minsk.url).content.decode()
    assert 'id="agenda"' in text
    assert '13 May 2030, <span dir="auto">9.00</span>' in text
    assert "Opening &lt;b&gt;" in text


def test_documents_in_private_collections_are_not_shown(client, visited):
    from django.core.files.base import ContentFile
    from wagtail.models import Collection, CollectionViewRestriction

    from greencustoms.core.models import SiteDocument

    secret = Collection.get_first_root_node().add_child(name="Secret")
    CollectionViewRestriction.objects.create(collection=secret, restriction_type="login")
    open_one = SiteDocument.objects.create(title="Open", file=ContentFile(b"%PDF-", "open.pdf"))
    hidden = SiteDocument.objects.create(title="Hidden", file=ContentFile(b"%PDF-", "hidden.pdf"), collection=secret)
    minsk = visited["minsk"]
    minsk.documents = [("document", hidden), ("document", open_one), ("document", open_one)]
    minsk.save()
    hidden_text = client.get(minsk.url).content.decode()

    assert hidden_text.count(">Open</a>") == 1
    assert "Hidden" not in hidden_text


def test_a_full_workshop_page_takes_twelve_queries_at_most(client, full, django_assert_max_num_queries):
    client.get(full.url)

    with django_assert_max_num_queries(12):
        assert client.get(full.url).status_code == 200
