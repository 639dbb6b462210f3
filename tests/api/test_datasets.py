import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from greencustoms.api.datasets import DATASETS
from tests.factories import guide, pages

from .conftest import HIDDEN, hide

pytestmark = pytest.mark.django_db

SEEN = {
    "partners": "cites",
    "workshops": "2030-minsk",
    "reports": "Report",
    "chapters": "montreal",
    "items": "cfc-11",
    "glossary": "permit",
    "focal-points": "KE",
    "figures": "workshops",
}


def text_of(response):
    return b"".join(response).decode() if response.streaming else response.content.decode()


def records(client, name, query=""):
    return client.get(f"/api/v1/{name}/{query}").json()["results"]


@pytest.mark.parametrize("form", ["/", "/?language=fr", ".csv", ".json"])
def test_what_visitors_do_not_see_stands_in_no_list_and_no_file(site, client, form):
    for name in DATASETS:
        answer = text_of(client.get(f"/api/v1/{name}{form}", follow=True))

        assert SEEN[name] in answer
        assert HIDDEN not in answer


def test_what_visitors_do_not_see_has_the_answer_of_what_is_not_there(site, client):
    for address in (
        "partners/zqhidden-draft",
        "partners/zqhidden-private",
        "chapters/zqhidden-chapter",
        "chapters/zqhidden-c",
        "items/zqhidden",
        "items/nothing",
        "glossary/zqhidden",
        "figures/nothing",
        "reports/nothing",
        "focal-points/0",
    ):
        response = client.get(f"/api/v1/{address}/")

        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"
        assert HIDDEN not in text_of(response)


def test_each_record_of_a_list_can_be_asked_for_by_its_id(site, client):
    told = [(dataset, record) for dataset in DATASETS for record in records(client, dataset)]
    for name, record in told:
        alone = client.get(f"/api/v1/{name}/{record['id']}/").json()

        assert alone | record == alone
        if "uuid" in record:
            assert client.get(f"/api/v1/{name}/{record['uuid']}/").json() == alone


def test_while_the_guide_is_private_nothing_of_it_is_told(site, client, guide_index):
    hide(guide_index)

    assert [records(client, name) for name in ("items", "glossary", "focal-points", "chapters")] == [[], [], [], []]


def test_figures_go_with_the_page_they_stand_on(site, client, home):
    home.get_children().get(slug="achievements").unpublish()

    assert records(client, "figures") == []


def test_six_records_cost_as_many_queries_as_one(site, client, partner_index, year_2030, guide_index):
    chapter = pages.ChapterPageFactory(parent=guide_index, number=4)
    names = ["partners", "workshops", "chapters", "items", "glossary", "focal-points"]

    def queries():
        told = {}
        for name in names:
            client.get(f"/api/v1/{name}/")
            with CaptureQueriesContext(connection) as asked:
                client.get(f"/api/v1/{name}/?per_page=100")
            told[name] = len(asked)
        return told

    one = queries()
    for number in range(5):
        pages.PartnerPageFactory(parent=partner_index)
        pages.WorkshopPageFactory(parent=year_2030)
        pages.ChapterPageFactory(parent=guide_index, number=10 + number)
        guide.ControlledItemFactory(chapters=[chapter], marks=[("cas", "75-69-4")])
        guide.GlossaryTermFactory(treaties=[chapter])
        guide.FocalPointFactory(treaty=chapter, office=f"Office {number}")

    assert queries() == one


def test_a_record_comes_in_the_language_asked_for_or_in_english_and_says_so(site, client):
    french = Locale.objects.get_or_create(language_code="fr")[0]
    term = guide.GlossaryTermFactory(term="Waste")
    guide.GlossaryTermFactory(term="Déchets", slug=term.slug, translation_key=term.translation_key, locale=french)

    told = {row["id"]: (row["term"], row["language"]) for row in records(client, "glossary", "?language=fr")}

    assert told == {"waste": ("Déchets", "fr"), "permit": ("Permit", "en")}


ASKED = {
    "partners/?country=CH": 1,
    "partners/?kind=treaty-secretariat": 0,
    "workshops/?partner=cites&year=2030&q=minsk": 1,
    "workshops/?partner=zqhidden-private": 1,
    "workshops/?status=held": 0,
    "reports/?workshop=2030-minsk": 1,
    "reports/?partner=zqhidden-private": 0,
    "chapters/?partner=cites": 0,
    "items/?mark=75694": 1,
    "items/?mark=75-69-4&kind=un": 0,
    "items/?treaty=montreal&kind=cas": 1,
    "items/?treaty=zqhidden-chapter": 0,
    "items/?q=CFC-11": 1,
    "glossary/?treaty=montreal": 1,
    "focal-points/?country=KE&treaty=montreal": 1,
    "focal-points/?country=TG": 0,
    "items/?page=2": 0,
}


def test_a_list_holds_what_was_asked_for(site, client):
    assert {query: len(client.get(f"/api/v1/{query}").json()["results"]) for query in ASKED} == ASKED


def test_pages_lead_from_one_to_the_next(site, client, partner_index):
    for _number in range(4):
        pages.PartnerPageFactory(parent=partner_index)
    seen, address = [], "/api/v1/partners/?per_page=2"
    while address:
        page = client.get(address).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]

    assert len(seen) == len(set(seen)) == page["count"] == 5
    assert (page["page"], page["pages"]) == (3, 3)


def test_files_hold_the_records_of_the_lists(site, client):
    for name in DATASETS.keys() - {"workshops"}:
        listed = records(client, name)

        assert json.loads(text_of(client.get(f"/api/v1/{name}.json")))["results"] == listed
        rows = list(csv.DictReader(io.StringIO(text_of(client.get(f"/api/v1/{name}.csv")).lstrip("\ufeff"))))
        assert [row["id"] for row in rows] == [row["id"] for row in listed]


def test_objects_of_a_list_stand_in_one_cell_of_csv(site, client):
    row = next(csv.DictReader(io.StringIO(text_of(client.get("/api/v1/items.csv")).lstrip("\ufeff"))))

    assert (row["identifiers"], row["listings"]) == ("cas | 75-69-4", "montreal | Annex A")


def test_a_chapter_is_told_paragraph_by_paragraph_with_the_numbers_of_its_page(client, guide_index):
    text = "<p>Ask for the <b>licence</b>.</p><ul><li>No copy</li></ul>"
    pages.ChapterPageFactory(
        parent=guide_index, slug="cites", number=3,
        provisions=[("paragraph", {"text": text, "source": "text"})],
        sources=[("source", {"key": "text", "title": "Text of the treaty", "url": "https://example.org"})],
    )  # fmt: skip

    chapter = client.get("/api/v1/chapters/cites/").json()

    paragraph = chapter["topics"][1]["paragraphs"][0]
    assert (paragraph["number"], paragraph["text"]) == ("3.2.1", "Ask for the licence.\nNo copy")
    assert paragraph["url"].endswith("/en/guide/cites/#p2-1")
    assert chapter["sources"] == [{"number": 1, "title": "Text of the treaty", "url": "https://example.org"}]
