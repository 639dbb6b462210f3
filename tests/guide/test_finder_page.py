"""The finder as a visitor meets it. What it finds is tested with the engine."""

import gzip
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from greencustoms.core.models import SiteText
from tests.factories.guide import ControlledItemFactory, ItemCategoryFactory, locale
from tests.factories.pages import ChapterPageFactory

pytestmark = pytest.mark.django_db

FINDER = "/en/guide/finder/"

HOSTILE = [
    pytest.param("<script>alert(1)</script>", id="markup"),
    pytest.param("\"'><img src=x>", id="quotes"),
    pytest.param("' OR 1=1 --", id="SQL"),
    pytest.param("{{ settings.SECRET_KEY }}", id="template"),
    pytest.param("a" * 20_000, id="very long"),
    pytest.param("\u202e\u200b\ufeff22", id="invisible signs"),
    pytest.param("😀🧪", id="emoji"),
    pytest.param("\r\n\t", id="only space"),
    pytest.param("%%%___***", id="wildcards"),
    pytest.param("\ud83d", id="half a sign"),
]


def text_of(response):
    return response.content.decode()


def test_a_mark_that_belongs_to_one_item_shows_its_card_and_why(client, r22):
    html = text_of(client.get(FINDER, {"q": "R22"}))

    assert "HCFC-22" in html
    assert "Gas under pressure." in html
    assert "Found by:" in html
    assert 'href="/en/guide/items/hcfc-22/"' in html


def test_what_was_typed_is_recognised_in_words(client, r22):
    assert "Recognised as" in text_of(client.get(FINDER, {"q": "CAS 75-45-6"}))


def test_a_wrong_check_digit_is_named(client, r22):
    assert "The last digit does not fit" in text_of(client.get(FINDER, {"q": "75-45-7"}))


def test_an_item_under_two_treaties_stands_under_both(client, guide_index, montreal, gases):
    other = ChapterPageFactory(parent=guide_index, title="Rotterdam Convention", number=7)
    for name in ("Methyl bromide", "Methyl iodide"):
        ControlledItemFactory(name=name, category=gases, chapters=[montreal, other])

    html = text_of(client.get(FINDER, {"q": "methyl"}))

    assert "Montreal Protocol (2)" in html
    assert "Rotterdam Convention (2)" in html


def test_several_items_that_fit_equally_well_are_shown_without_a_card(client, montreal, gases):
    for name in ("African ivory", "Asian ivory"):
        ControlledItemFactory(name=name, category=gases, chapters=[montreal])

    html = text_of(client.get(FINDER, {"q": "ivory"}))

    assert "More than one item fits." in html
    assert "Whole card" not in html


def test_nothing_found_says_not_in_our_list_and_offers_other_ways(client, r22):
    html = text_of(client.get(FINDER, {"q": "zzzzzz"}))

    assert "“zzzzzz” is not in our list" in html
    assert "does not mean not controlled" in html
    assert 'value="zzzzzz"' in html
    for way in ("/en/guide/identify/", "/en/guide/focal-points/", "/en/contact/", "?goods=montreal-protocol"):
        assert way in html


def test_a_near_spelling_is_offered(client, montreal, gases):
    ControlledItemFactory(name="Endosulfan", category=gases, chapters=[montreal])

    assert "Endosulfan" in text_of(client.get(FINDER, {"q": "endosolfane"}))


@pytest.mark.parametrize("query", HOSTILE)
def test_no_query_breaks_the_page_or_its_markup(client, r22, query):
    response = client.get(FINDER, {"q": query.encode("utf-8", "surrogatepass")})

    assert response.status_code == 200
    assert "<script>alert" not in text_of(response)
    assert "<img src=x>" not in text_of(response)


def test_a_nul_byte_finds_nothing_and_fails_nowhere(client, r22):
    response = client.get(f"{FINDER}?q=a%00b")

    assert response.status_code == 200
    assert "\x00" not in text_of(response)


@pytest.mark.parametrize("slug", ["montreal-protocol", "gases"])
def test_goods_may_be_chosen_by_treaty_or_by_category(client, r22, slug):
    response = client.get(FINDER, {"goods": slug})

    assert 'href="/en/guide/items/hcfc-22/"' in text_of(response)
    assert f'<link rel="canonical" href="http://localhost/en/guide/finder/?goods={slug}">' in text_of(response)


def test_a_category_shows_what_to_do_with_such_goods(client, r22):
    assert "Do not open." in text_of(client.get(FINDER, {"goods": "gases"}))


@pytest.mark.parametrize("slug", ["nonsense", "<b>", "a" * 5000, "-1"])
def test_goods_that_do_not_exist_show_the_empty_finder(client, r22, slug):
    response = client.get(FINDER, {"goods": slug})

    assert response.status_code == 200
    assert "What do you have in front of you?" in text_of(response)


def test_a_draft_is_found_nowhere(client, r22):
    r22.live = False
    r22.save()

    assert "/items/hcfc-22/" not in text_of(client.get(FINDER, {"q": "R-22"}))
    assert "/items/hcfc-22/" not in text_of(client.get(FINDER, {"goods": "gases"}))
    assert "/items/hcfc-22/" not in text_of(client.get(FINDER, {"goods": "montreal-protocol"}))
    assert "/items/hcfc-22/" not in text_of(client.get("/en/guide/montreal-protocol/"))
    assert client.get(f"{FINDER}suggest/", {"q": "HCFC"}).json()["suggestions"] == []
    assert client.get("/en/guide/items/hcfc-22/").status_code == 404


def test_suggestions_name_items_and_may_be_cached_by_all(client, r22):
    response = client.get(f"{FINDER}suggest/", {"q": "HCF"})

    assert [row["name"] for row in response.json()["suggestions"]] == ["HCFC-22"]
    assert "public" in response["Cache-Control"]


@pytest.mark.parametrize("query", ["", "H", *HOSTILE])
def test_suggestions_never_fail(client, r22, query):
    response = client.get(f"{FINDER}suggest/", {"q": query.encode("utf-8", "surrogatepass")})

    assert response.status_code == 200
    assert isinstance(json.loads(response.content)["suggestions"], list)


def test_pages_of_results_are_kept_out_of_search_engines(client, r22):
    assert '<meta name="robots" content="noindex">' in text_of(client.get(FINDER, {"q": "R-22"}))
    assert '<meta name="robots" content="noindex">' not in text_of(client.get(FINDER))


def test_a_trade_name_brings_the_note_on_trade_names(client, r22):
    SiteText.objects.create(locale=locale(), strapline="-", trade_name_note="<p>No endorsement.</p>")

    assert "No endorsement." in text_of(client.get(FINDER, {"q": "Freon 22"}))
    assert "No endorsement." not in text_of(client.get(FINDER, {"q": "75-45-6"}))


def test_the_language_links_keep_the_query(client, r22):
    assert 'href="/fr/guide/finder/?q=R-22"' in text_of(client.get(FINDER, {"q": "R-22"}))


@pytest.mark.parametrize("language", ["fr", "es", "ru", "ar", "zh-hans"])
def test_the_finder_answers_in_every_language(client, r22, language):
    html = text_of(client.get(f"/{language}/guide/finder/", {"q": "R-22"}))

    assert f'href="/{language}/guide/items/hcfc-22/"' in html
    assert f'href="/{language}/guide/identify/"' in html


def test_the_path_to_the_finder_is_shown(client, r22):
    html = text_of(client.get(FINDER))

    assert '<a href="/en/guide/" dir="auto">Green Customs Guide</a></li></ol></nav>' in html


def test_many_hits_cost_as_many_queries_as_one_and_few_bytes(client, guide_index, montreal):
    chapters = [montreal, ChapterPageFactory(parent=guide_index, title="Other", number=9)]
    ControlledItemFactory(name="Toxic powder 0", chapters=chapters)
    costs = []
    for count in (1, 60):
        for number in range(1, count):
            category = ItemCategoryFactory(danger="Never smell, taste or touch it. " * 5)
            ControlledItemFactory(name=f"Toxic powder {number}", category=category, chapters=chapters)
        client.get(FINDER, {"q": "toxic powder"})
        with CaptureQueriesContext(connection) as queries:
            response = client.get(FINDER, {"q": "toxic powder"})
        costs.append(len(queries))

    assert max(costs) <= 10
    assert costs[1] <= costs[0]
    assert len(gzip.compress(response.content)) <= 20_000


def test_the_home_page_has_the_box(client, r22):
    html = text_of(client.get("/en/"))

    assert 'action="/en/guide/finder/"' in html
    assert html.index('id="fq"') < html.index('id="goods"')
