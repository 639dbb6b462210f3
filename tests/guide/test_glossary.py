"""The glossary: the page, and the links to it that editors set."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import ReferenceIndex
from wagtail.rich_text import expand_db_html

from guide.models import GlossaryTerm
from tests.factories.guide import GlossaryTermFactory, locale

pytestmark = pytest.mark.django_db

GLOSSARY = "/en/guide/glossary/"
STORED = '<p data-block-key="a">Ask for the <a linktype="glossary" id="{}" anchor="quota">quota</a>.</p>'


def main_of(response):
    return response.content.decode().partition("<main")[2]


def test_terms_stand_under_their_letters_and_each_has_an_anchor(client, guide_index):
    GlossaryTermFactory(term="Quota")
    GlossaryTermFactory(term="blend")
    GlossaryTermFactory(term="Élan")

    html = main_of(client.get(GLOSSARY))

    assert re.findall(r'<h2 id="letter-[^"]+">(.)</h2>', html) == ["B", "E", "Q"]
    assert 'id="quota"' in html
    assert 'href="#letter-Q"' in html


def test_a_term_names_its_treaties_and_its_source(client, montreal):
    term = GlossaryTermFactory(
        term="Blend", sources=[{"type": "source", "value": {"title": "Treaty text", "url": "https://example.org/"}}]
    )
    term.treaties = [montreal]
    term.save()

    html = main_of(client.get(GLOSSARY))

    assert '<a href="/en/guide/montreal-protocol/" dir="auto">Montreal Protocol</a>' in html
    assert 'href="#src-1"' in html
    assert "Treaty text" in html


def test_a_draft_term_and_an_unpublished_treaty_are_shown_nowhere(client, montreal):
    GlossaryTermFactory(term="Hidden word", live=False)
    term = GlossaryTermFactory(term="Open")
    term.treaties = [montreal]
    term.save()
    montreal.unpublish()

    html = client.get(GLOSSARY).content.decode()

    assert "Hidden word" not in html
    assert "Montreal Protocol" not in main_of(client.get(GLOSSARY))


def test_the_terms_are_data_for_search_engines(client, guide_index):
    GlossaryTermFactory(term="Quota", definition="A </script> limit.")

    html = client.get(GLOSSARY).content.decode()

    graph = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])["@graph"]
    terms = next(one for one in graph if one["@type"] == "DefinedTermSet")["hasDefinedTerm"]
    assert terms[0]["name"] == "Quota"
    assert terms[0]["description"] == "A </script> limit."
    assert terms[0]["@id"].endswith("/en/guide/glossary/#quota")


def test_an_empty_glossary_says_so(client, guide_index):
    assert "No term has been published yet." in main_of(client.get(GLOSSARY))


def test_a_translated_term_takes_the_place_of_the_english_one(client, guide_index):
    quota = GlossaryTermFactory(term="Quota")
    GlossaryTermFactory(term="Blend")
    GlossaryTermFactory(term="Contingent", slug="quota", locale=locale("fr"), translation_key=quota.translation_key)

    html = main_of(client.get("/fr/guide/glossary/"))

    assert "Contingent" in html
    assert '<div id="quota" lang="fr"' in html
    assert '<div id="blend" lang="en"' in html
    assert ">Quota<" not in html


def test_an_anchor_is_made_of_the_term_and_stays_when_the_term_changes(db):
    term = GlossaryTermFactory(term="Prior informed consent")
    term.term = "Consent"
    term.save()

    assert term.slug == "prior-informed-consent"


def test_a_hundred_terms_cost_as_many_queries_as_one(client, montreal):
    costs = []
    for count in (1, 99):
        for _number in range(count):
            term = GlossaryTermFactory()
            term.treaties = [montreal]
            term.save()
        client.get(GLOSSARY)
        with CaptureQueriesContext(connection) as queries:
            client.get(GLOSSARY)
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 10


# Links in texts


def test_a_link_to_a_term_goes_to_its_anchor_in_the_language_of_the_reader(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        html = expand_db_html(STORED.format(1))

    assert '<a href="/en/guide/glossary/#quota">quota</a>' in html


@pytest.mark.parametrize("anchor", ['"><script>alert(1)</script>', "javascript:alert(1)", "a' onclick='x", None, 7.5])
def test_nothing_but_an_anchor_is_stored_of_what_a_browser_sends(db, anchor):
    state = {
        "blocks": [
            {
                "key": "a",
                "text": "quota",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"offset": 0, "length": 5, "key": 0}],
            }
        ],
        "entityMap": {
            "0": {"type": "GLOSSARY", "mutability": "MUTABLE", "data": {"id": "1<b>", "anchor": anchor, "url": "x"}}
        },
    }

    stored = ContentstateConverter(features=["glossary"]).to_database_format(json.dumps(state))

    assert re.fullmatch(r'<p[^>]*><a linktype="glossary" id="1" anchor="[\w-]*">quota</a></p>', stored)
    assert '<a href="/en/guide/glossary/#' in expand_db_html(stored)


def test_the_editor_keeps_a_link_to_a_term_as_it_was_stored(db):
    converter = ContentstateConverter(features=["glossary", "bold"])
    stored = STORED.format(7)

    assert converter.to_database_format(converter.from_database_format(stored)) == stored


def test_the_admin_knows_which_texts_use_a_term(montreal):
    term = GlossaryTermFactory(term="Quota")
    block = {"type": "paragraph", "value": {"text": STORED.format(term.pk), "source": ""}}
    montreal.definitions = [block]
    montreal.save()

    assert ReferenceIndex.get_references_to(term).count() == 1


def test_the_chooser_tells_the_editor_the_anchor(admin_client, guide_index):
    term = GlossaryTermFactory(term="Quota")

    answer = admin_client.get(f"/admin/snippets/choose/guide/glossaryterm/chosen/{term.pk}/")

    assert answer.json()["result"]["anchor"] == "quota"
    assert answer.json()["result"]["title"] == "Quota"


def test_a_term_can_be_made_in_the_admin(admin_client, guide_index):
    data = {"term": "Quota", "abbreviation": "", "definition": "A limit.", "sources-count": "0"}

    answer = admin_client.post("/admin/snippets/guide/glossaryterm/add/", data | {"action-publish": "1"})

    assert answer.status_code == 302
    assert GlossaryTerm.objects.get().slug == "quota"
