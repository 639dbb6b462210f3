"""The decision card of a controlled item."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from greencustoms.core.models import SiteText
from guide.cards import steps_of
from guide.country_choice import COOKIE
from guide.identifiers import Kind
from guide.models import ControlledItem
from tests.factories.guide import ControlledItemFactory, FocalPointFactory, ItemCategoryFactory, locale
from tests.factories.pages import ChapterPageFactory

pytestmark = pytest.mark.django_db

CARD = "/en/guide/items/hcfc-22/"
SLOTS = [
    "Gas under pressure.",
    "Do not open.",
    "Which treaty controls it",
    "Papers that must be there",
    "What must match",
    "Decide: Montreal Protocol",
    "Warning signs",
    "Whom to call",
    "Afterwards",
    "Marks and names",
    "Source",
]


def text_of(response):
    return response.content.decode()


def main_of(response):
    return text_of(response).partition("<main")[2]


def test_the_slots_always_stand_in_the_same_order_and_danger_comes_first(client, r22):
    html = main_of(client.get(CARD))

    places = [html.index(slot) for slot in SLOTS]
    assert places == sorted(places)


def test_the_first_sentence_of_a_step_is_its_order():
    assert [(step.verb, step.rest) for step in steps_of(["Hold. Keep it closed.", "Do not open"])] == [
        ("Hold.", "Keep it closed."),
        ("Do not open", ""),
    ]


def test_a_card_shows_marks_with_the_edition_of_their_list(client, r22):
    html = main_of(client.get(CARD))

    assert "2903.71" in html
    assert "HS 2022" in html
    assert "75-45-6" in html


def test_a_card_says_what_to_release_and_what_not(client, r22):
    html = main_of(client.get(CARD))

    assert "All papers agree." in html
    assert "There is any doubt." in html


def test_facts_that_nobody_confirmed_are_said_to_be_so(client, r22):
    assert "Not yet confirmed by the treaty secretariat." in main_of(client.get(CARD))


def test_an_unpublished_chapter_is_named_on_no_card(client, r22, montreal):
    montreal.unpublish()

    assert "Montreal Protocol" not in main_of(client.get(CARD))


def test_an_item_under_two_treaties_names_both_in_the_order_of_the_guide(client, guide_index, montreal):
    other = ChapterPageFactory(parent=guide_index, title="Basel Convention", number=1)
    ControlledItemFactory(slug="pcb", chapters=[montreal, other])

    html = main_of(client.get("/en/guide/items/pcb/"))

    assert html.index("Basel Convention") < html.index("Montreal Protocol")


def test_an_item_without_listings_and_marks_still_has_a_card(client, guide_index):
    ControlledItemFactory(slug="bare", category=ItemCategoryFactory(handling="", ask_for=""))

    assert client.get("/en/guide/items/bare/").status_code == 200


@pytest.mark.parametrize("slug", ["nothing", "HCFC-22", "hcfc_22", "x" * 500])
def test_an_item_that_does_not_exist_is_not_found(client, r22, slug):
    assert client.get(f"/en/guide/items/{slug}/").status_code == 404


def test_a_trade_name_brings_the_note_on_trade_names(client, r22, montreal):
    SiteText.objects.create(locale=locale(), strapline="-", trade_name_note="<p>No endorsement.</p>")
    ControlledItemFactory(slug="plain", chapters=[montreal], marks=[(Kind.CAS, "75-71-8")])

    assert "No endorsement." in main_of(client.get(CARD))
    assert "No endorsement." not in main_of(client.get("/en/guide/items/plain/"))


def test_a_card_that_is_not_translated_says_so_and_is_marked_as_english(client, r22):
    html = main_of(client.get("/fr/guide/items/hcfc-22/"))

    assert '<h1 lang="en" dir="auto">HCFC-22</h1>' in html
    assert 'class="note"' in html


def test_a_translated_card_is_shown_in_its_language(client, r22, montreal):
    french = ControlledItem(locale=locale("fr"), translation_key=r22.translation_key, slug="hcfc-22", name="HCFC-22 fr")
    french.category = r22.category
    french.save()

    assert "HCFC-22 fr" in main_of(client.get("/fr/guide/items/hcfc-22/"))
    assert "HCFC-22 fr" not in main_of(client.get(CARD))


def test_the_structured_data_name_the_item_its_codes_and_the_path(client, r22):
    html = text_of(client.get(CARD))

    graph = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])["@graph"]
    term = next(one for one in graph if one["@type"] == "DefinedTerm")
    steps = next(one for one in graph if one["@type"] == "BreadcrumbList")["itemListElement"]
    assert "75-45-6" in term["termCode"]
    assert term["alternateName"] == ["Freon 22"]
    assert [step["name"] for step in steps][-2:] == ["Finder", "HCFC-22"]
    assert '<link rel="canonical" href="http://localhost/en/guide/items/hcfc-22/">' in html


# "I am in …"


def test_no_cookie_is_set_unless_the_reader_asks(client, r22):
    assert not client.get(CARD).cookies
    assert not client.get(CARD, {"country": "KE"}).cookies


def test_the_country_in_the_address_brings_its_office(client, r22, montreal):
    FocalPointFactory(treaty=montreal, country="KE", office="Ozone Unit of Kenya")
    FocalPointFactory(treaty=montreal, country="UG", office="Ozone Unit of Uganda")

    html = main_of(client.get(CARD, {"country": "ke"}))

    assert "Ozone Unit of Kenya" in html
    assert "Ozone Unit of Uganda" not in html


def test_a_country_without_an_office_on_record_gets_the_official_list(client, r22):
    html = main_of(client.get(CARD, {"country": "KE"}))

    assert "no office in Kenya is on record" in html
    assert 'href="https://ozone.unep.org/countries"' in html


def test_an_office_that_is_a_draft_is_on_no_card(client, r22, montreal):
    FocalPointFactory(treaty=montreal, office="Secret Unit", live=False)

    assert "Secret Unit" not in main_of(client.get(CARD, {"country": "KE"}))


def test_a_country_is_kept_when_asked_and_forgotten_when_asked(client, r22, montreal):
    FocalPointFactory(treaty=montreal, office="Ozone Unit of Kenya")

    answer = client.get(CARD, {"country": "KE", "keep": "on"})
    assert answer.cookies[COOKIE].value == "KE"
    assert answer.cookies[COOKIE]["httponly"]
    later = client.get(CARD)
    assert "Ozone Unit of Kenya" in main_of(later)
    assert "Cookie" in later["Vary"]
    assert "private" in later["Cache-Control"]
    client.get(CARD, {"forget": "1"})
    assert "Ozone Unit of Kenya" not in main_of(client.get(CARD))


def test_caches_learn_of_the_country_before_anybody_chose_one(client, r22):
    """Otherwise a copy kept before the choice would be shown after it."""
    assert "Cookie" in client.get(CARD)["Vary"]


@pytest.mark.parametrize("code", ["XX", "", "Kenya", "<b>", "'; --", "K" * 5000, "\u202e"])
def test_a_country_that_does_not_exist_chooses_nothing_and_is_never_kept(client, r22, code):
    answer = client.get(CARD, {"country": code, "keep": "on"})

    assert answer.status_code == 200
    assert not answer.cookies
    assert " selected" not in main_of(answer)


def test_a_cookie_with_nonsense_chooses_nothing(client, r22):
    client.cookies[COOKIE] = "<script>"

    answer = client.get(CARD)

    assert answer.status_code == 200
    assert " selected" not in main_of(answer)


def test_many_marks_and_treaties_cost_as_many_queries_as_one(client, guide_index, montreal):
    chapters = [ChapterPageFactory(parent=guide_index, title=f"Treaty {n}", number=10 + n) for n in range(5)]
    ControlledItemFactory(slug="small", chapters=[montreal], marks=[(Kind.SYNONYM, "One")])
    ControlledItemFactory(slug="big", chapters=chapters, marks=[(Kind.SYNONYM, f"Name {n}") for n in range(30)])
    costs = []
    for slug in ("small", "big"):
        client.get(f"/en/guide/items/{slug}/", {"country": "KE"})
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/guide/items/{slug}/", {"country": "KE"})
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 10


def test_a_chapter_lists_its_items_a_to_z_for_the_price_of_one(client, montreal, gases):
    costs = []
    for count in (1, 30):
        for number in range(count):
            ControlledItemFactory(name=f"Gas {number:02}", category=gases, chapters=[montreal])
        client.get("/en/guide/montreal-protocol/")
        with CaptureQueriesContext(connection) as queries:
            html = main_of(client.get("/en/guide/montreal-protocol/"))
        costs.append(len(queries))

    assert costs[0] == costs[1]
    assert html.index("Gas 02") < html.index("Gas 11")


def test_published_cards_are_in_the_sitemap_and_drafts_are_not(client, r22):
    ControlledItemFactory(slug="hidden", live=False)

    text = client.get("/sitemap.xml").text

    assert "/en/guide/items/hcfc-22/</loc>" in text
    assert "/en/guide/glossary/</loc>" in text
    assert "/items/hidden/" not in text


def test_a_step_in_chinese_begins_with_its_first_sentence_too():
    assert [(step.verb, step.rest) for step in steps_of(["扣留。保持货物密闭。", "请勿打开。"])] == [
        ("扣留。", "保持货物密闭。"),
        ("请勿打开。", ""),
    ]
