import pytest
from django.http import QueryDict
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from tests.factories import pages
from workshops.choices import choices_in
from workshops.filters import WorkshopFilterForm
from workshops.models import WorkshopPage

pytestmark = pytest.mark.django_db

ADDRESS = "/en/workshops/"
ALL = {"minsk", "abidjan", "asuncion", "bucharest"}


@pytest.fixture
def linked(record, home, guide_index, partner_index):
    """The record, where Abidjan has a partner and a treaty."""
    record["abidjan"].partners = [pages.PartnerPageFactory(parent=partner_index, slug="ozonaction", title="OzonAction")]
    record["abidjan"].treaties = [pages.ChapterPageFactory(parent=guide_index, slug="montreal-protocol")]
    record["abidjan"].save()
    return record


def form_for(query):
    record = WorkshopPage.objects.in_record("en")
    return WorkshopFilterForm(QueryDict(query), choices_in(record, "en"))


def found_by(query):
    form = form_for(query)
    return {workshop.slug for workshop in form.apply_to(WorkshopPage.objects.in_record("en"))}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("year=2012", {"asuncion", "bucharest"}),
        ("level=regional", {"abidjan"}),
        ("region=europe", {"minsk", "bucharest"}),
        ("country=PY", {"asuncion"}),
        ("country=py", {"asuncion"}),
        ("partner=ozonaction", {"abidjan"}),
        ("treaty=montreal-protocol", {"abidjan"}),
        ("topic=E-waste", {"minsk", "asuncion"}),
        ("topic=e%20WASTE", {"minsk", "asuncion"}),
        ("status=held", {"asuncion", "bucharest"}),
        ("year=2012&region=europe", {"bucharest"}),
        ("year=2012&level=national&topic=E-waste&q=aduanas", {"asuncion"}),
        ("year=2012&level=regional", set()),
        ("year=2031", set()),
        ("country=FJ", set()),
    ],
)
def test_filters_narrow_the_record_in_any_combination(linked, query, expected):
    assert found_by(query) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("border", {"minsk"}, id="title"),
        pytest.param("BORDER", {"minsk"}, id="other case"),
        pytest.param("asuncion", {"asuncion"}, id="place without its accent"),
        pytest.param("Asunción", {"asuncion"}, id="place"),
        pytest.param("direccion aduanas", {"asuncion"}, id="organiser"),
        pytest.param("Cote d'Ivoire", {"abidjan"}, id="country without its accents"),
        pytest.param("paraguay trainer", {"asuncion"}, id="country and title"),
        pytest.param("roma", {"bucharest"}, id="beginning of a word"),
        pytest.param("oman", set(), id="not the middle of a word"),
        pytest.param("sub-regional", {"bucharest"}, id="hyphen"),
        pytest.param("100%", set(), id="no wildcard"),
        pytest.param("_", set(), id="no single-character wildcard"),
        pytest.param("e-waste", {"minsk", "asuncion"}, id="topic"),
        pytest.param("border ozone", set(), id="all words must be there"),
    ],
)
def test_words_are_looked_for_in_title_place_country_and_organisers(record, words, expected):
    query = QueryDict(mutable=True)
    query["q"] = words

    assert found_by(query.urlencode()) == expected


def test_a_country_is_found_by_its_name_in_the_language_of_the_reader(record):
    with override("fr"):
        assert found_by("q=roumanie") == {"bucharest"}


def test_a_reader_of_another_language_also_finds_what_the_english_record_says(in_french):
    in_french.place = "Menesk"
    in_french.save_revision().publish()
    with override("fr"):
        assert {workshop.language_code for workshop in WorkshopPage.objects.saying("minsk")} == {"en", "fr"}


def test_arabic_words_are_found_with_and_without_the_article(year_2030):
    pages.WorkshopPageFactory(parent=year_2030, slug="amman", title="حلقة عمل عن النفايات الخطرة")

    assert found_by("q=نفايات+خطره") == {"amman"}
    assert found_by("q=الحلقة") == {"amman"}


def test_chinese_words_are_found_inside_a_sentence(year_2030):
    pages.WorkshopPageFactory(parent=year_2030, slug="ningbo", title="绿色海关国家研讨会")

    assert found_by("q=%E6%B5%B7%E5%85%B3") == {"ningbo"}


@pytest.mark.parametrize(
    "query",
    [
        "year=99999999999",
        "year=-1",
        "year=0",
        "year=20²2",
        "year=2012.5",
        "level=purple",
        "region=atlantis",
        "country=XX",
        "country=Romania",
        "partner=nobody",
        "treaty=../../etc/passwd",
        "topic=%27%20OR%201=1--",
        "status=held%27",
        "sort=pk;drop",
        "sort=__class__",
        "q=",
        "q=%20%20%00%20",
        "q=%22%25%5C%27",
        "year=%00",
        "unknown=1&_=2",
        "level=",
    ],
)
def test_a_value_that_makes_no_sense_filters_nothing(record, query):
    form = form_for(query)

    assert found_by(query) == ALL
    assert form.chips == []
    assert form.query() == ""
    assert not form.errors


@pytest.mark.parametrize("value", ["-1", "9" * 30, "x" * 100_000, "\ud7ff\uffff\x1f", "ﷺ" * 500, "<script>"])
def test_the_index_answers_whatever_the_values_are(year_2030, client, value):
    pages.WorkshopPageFactory(parent=year_2030)

    for name in (*WorkshopFilterForm.base_fields, "page"):
        response = client.get(ADDRESS, {name: value})

        assert response.status_code == 200, name
        assert b"<script>" not in response.content


@pytest.mark.parametrize("name", WorkshopFilterForm.base_fields)
def test_a_nul_byte_never_reaches_the_database(record, name):
    assert found_by(f"{name}=%00") == ALL


def test_of_a_repeated_key_the_last_counts(record):
    assert found_by("year=2030&year=2012") == {"asuncion", "bucharest"}


def test_each_chip_takes_away_one_filter_and_keeps_the_rest(record):
    form = form_for("year=2012&level=national&sort=title&page=3&nonsense=1")

    assert [(str(chip["name"]), chip["value"], chip["query"]) for chip in form.chips] == [
        ("Year", "2012", "?level=national&sort=title"),
        ("Level", "National", "?year=2012&sort=title"),
    ]


def test_the_page_counts_the_result_and_shows_its_chips(record, client):
    html = client.get(ADDRESS, {"year": "2012", "country": "PY"}).content.decode()

    assert "1 of 4 workshops" in html
    assert f'href="{ADDRESS}?country=PY"' in html
    assert '<option value="2012" selected>' in html


def test_an_empty_result_says_so_and_shows_the_way_out(record, client):
    html = client.get(ADDRESS, {"country": "FJ"}).content.decode()

    assert "0 of 4 workshops" in html
    assert "fits all of these filters" in html
    assert "Fiji" in html


def test_a_partner_or_treaty_that_is_a_draft_is_neither_offered_nor_understood(linked, client):
    linked["abidjan"].partners.first().unpublish()

    assert found_by("partner=ozonaction") == ALL
    assert b"OzonAction" not in client.get(ADDRESS).content


def test_choices_are_what_is_on_record(linked):
    fields = form_for("").fields

    assert [value for value, _label in fields["year"].choices] == ["", "2030", "2012"]
    assert [label for _value, label in fields["country"].choices][1:] == [
        "Belarus",
        "Côte d’Ivoire",
        "Paraguay",
        "Romania",
    ]
    assert [value for value, _label in fields["topic"].choices][1:] == ["E-waste", "Train the trainer"]


def test_choices_follow_what_is_published_at_once(record, client):
    client.get(ADDRESS)
    pages.WorkshopPageFactory(
        parent=record["minsk"].get_parent(), country="FJ", topics=[("topic", "Mercury")]
    ).save_revision().publish()

    html = client.get(ADDRESS).content.decode()

    assert "Fiji" in html
    assert '<option value="Mercury">' in html


def test_drafts_and_private_workshops_are_not_counted_offered_or_shown(record, client):
    record["asuncion"].unpublish()
    PageViewRestriction.objects.create(page=record["abidjan"], restriction_type=PageViewRestriction.LOGIN)

    response = client.get(ADDRESS)

    assert response.context["count"] == 2
    for hidden in ("Asunción", "Paraguay", "Train the trainer", "Abidjan", "Ivoire"):
        assert hidden not in response.content.decode()


def test_the_index_costs_as_many_queries_for_100_workshops_as_for_5(year_2030, client, django_assert_max_num_queries):
    def queries():
        client.get(ADDRESS, {"level": "national"})
        with django_assert_max_num_queries(40) as captured:
            client.get(ADDRESS, {"level": "national"})
        return len(captured)

    pages.WorkshopPageFactory.create_batch(5, parent=year_2030)
    few = queries()
    pages.WorkshopPageFactory.create_batch(95, parent=year_2030)

    assert queries() == few


def test_the_english_record_is_shown_where_a_language_has_none(record, client):
    assert client.get("/ar/workshops/").context["count"] == 4


def test_a_reader_of_an_untranslated_record_stays_under_the_language_chosen(record, client):
    html = client.get("/ar/workshops/", {"year": "2012", "level": "national"}).content.decode()

    assert 'action="/ar/workshops/"' in html
    assert 'href="/ar/workshops/?level=national"' in html
