import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.models import PageViewRestriction

from greencustoms.core.models import SiteDocument
from greencustoms.home.search.excerpts import excerpt
from greencustoms.home.search.query import clean_query, paragraph_asked_for, words_of
from tests.factories.pages import ChapterPageFactory, InformationPageFactory, PartnerPageFactory

pytestmark = pytest.mark.django_db


def titles(response):
    return [result.title for result in response.context["results"]]


def test_a_page_is_found_by_a_word_of_its_body(client, home):
    InformationPageFactory(
        parent=home, title="Refrigerants", body=[{"type": "text", "value": "<p>Ask for the licence.</p>"}]
    )

    response = client.get("/en/search/?q=licences")

    assert titles(response) == ["Refrigerants"]
    assert "<mark>licence</mark>" in response.context["results"].items[0].excerpt


def test_all_words_must_be_there(client, home):
    InformationPageFactory(parent=home, title="Mercury lamps")
    InformationPageFactory(parent=home, title="Mercury flasks")

    assert titles(client.get("/en/search/?q=mercury+flask")) == ["Mercury flasks"]


def test_a_document_on_a_live_page_is_found(client, home):
    document = SiteDocument.objects.create(title="Seizure form", file=ContentFile(b"text", name="form.txt"))
    InformationPageFactory(parent=home, body=[{"type": "documents", "value": {"documents": [document.pk]}}])

    assert "Seizure form" in titles(client.get("/en/search/?q=seizure"))


def test_drafts_and_private_pages_are_not_found_nor_counted(client, home):
    InformationPageFactory(parent=home, title="Secret draft", live=False)
    private = InformationPageFactory(parent=home, title="Secret members page")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    below = InformationPageFactory(parent=private, title="Secret page below")
    PageViewRestriction.objects.create(page=below, restriction_type=PageViewRestriction.GROUPS).groups.add(
        Group.objects.create(name="Members")
    )

    response = client.get("/en/search/?q=secret")

    assert titles(response) == []
    assert {tab["count"] for tab in response.context["kinds"]} == {0}
    assert not response.context["near"]


def test_results_are_counted_by_kind_and_a_kind_can_be_chosen(client, home, guide_index, partner_index):
    ChapterPageFactory(parent=guide_index, title="Waste")
    PartnerPageFactory(parent=partner_index, title="Waste secretariat")
    InformationPageFactory(parent=home, title="About waste")

    response = client.get("/en/search/?q=waste&in=partners")

    assert titles(response) == ["Waste secretariat"]
    counts = {tab["value"]: tab["count"] for tab in response.context["kinds"]}
    assert counts == {"": 3, "guide": 1, "workshops": 0, "partners": 1, "pages": 1, "documents": 0}


def test_the_number_of_a_paragraph_leads_to_it(client, guide_index):
    ChapterPageFactory(
        parent=guide_index,
        title="Montreal Protocol",
        slug="montreal-protocol",
        number=6,
        definitions=[{"type": "paragraph", "value": {"text": "<p>First.</p>", "source": ""}}],
    )

    result = client.get("/en/search/?q=6.1.1").context["paragraph"]

    assert result.href.endswith("/guide/montreal-protocol/#p1-1")
    assert client.get("/en/search/?q=9.1.1").context["paragraph"] is None


def test_a_mistyped_title_is_offered(client, guide_index):
    ChapterPageFactory(parent=guide_index, title="Rotterdam Convention")

    near = client.get("/en/search/?q=Roterdam+Convencion").context["near"]

    assert [page["title"] for page in near] == ["Rotterdam Convention"]


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'",
        "*",
        "AND",
        "OR NOT",
        "NEAR(",
        "a:b",
        "%",
        "\\",
        "-",
        "--",
        "🐢",
        "海关",
        "海" * 200,
        "ـ",
        "َ",
        "-".join("1234567890" * 10),
        "‮abc",
        "x" * 100_000,
        "(" * 500,
        "~^$",
    ],
)
def test_what_makes_no_sense_never_fails(client, home, query):
    assert client.get("/en/search/", {"q": query, "in": query, "page": query}).status_code == 200


def test_markup_in_a_query_is_shown_as_text(client, home):
    response = client.get("/en/search/", {"q": "<script>alert(1)</script>"})

    assert "<script>alert" not in response.text


def test_the_query_count_does_not_grow_with_the_results(client, home, django_assert_max_num_queries):
    for number in range(15):
        InformationPageFactory(parent=home, title=f"Waste {number}")
    client.get("/en/search/?q=waste")

    with django_assert_max_num_queries(12):
        client.get("/en/search/?q=waste")


def test_a_query_is_cut_and_cleaned():
    assert clean_query("  a\tb\n c ") == "a b c"
    assert len(clean_query("x" * 1000)) == 200
    assert words_of('"CFC-12" (l’air)') == ["CFC-12", "air"]


@pytest.mark.parametrize(
    ("query", "asked"),
    [("5.3.2", (5, 3, 2)), ("Guide 5.3", (5, 3, 0)), ("5", None), ("5.3.2.1", None), ("2903.77", None)],
)
def test_a_paragraph_number_is_recognised(query, asked):
    assert paragraph_asked_for(query) == asked


def test_an_excerpt_escapes_the_text_and_marks_the_words():
    text = "Before <b>bold</b> " + "word " * 100 + "the permit & more"

    shown = excerpt(text, ["permits"])

    assert shown.startswith("… ")
    assert "<mark>permit</mark> &amp; more" in shown
    assert "<b>" not in excerpt(text, ["bold"])
    assert "<mark>" not in excerpt("impermitted", ["permit"])
