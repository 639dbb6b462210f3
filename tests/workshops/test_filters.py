from datetime import date

import pytest
from django.core.cache import cache
from django.http import QueryDict
from wagtail.models import PageViewRestriction

from tests.factories import pages
from workshops.choices import Extent, choices_in
from workshops.filters import WorkshopFilterForm
from workshops.models import WorkshopPage

pytestmark = pytest.mark.django_db

ADDRESS = "/en/workshops/"
ALL = {"minsk", "abidjan", "asuncion", "bucharest"}


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def linked(record, home, guide_index, partner_index):
    """The record, where Abidjan has a partner and a treaty."""
    record["abidjan"].partners = [pages.PartnerPageFactory(parent=partner_index, slug="ozonaction", title="OzonAction")]
    record["abidjan"].treaties = [pages.ChapterPageFactory(parent=guide_index, slug="montreal-protocol")]
    record["abidjan"].save()
    return record


def form_for(query):
    record = WorkshopPage.objects.in_record("en")
    return WorkshopFilterForm(QueryDict(query), choices_in(record, Extent.of(record)))


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


def test_a_country_is_found_by_its_name_in_the_language_of_the_reader(record, client):
    response = client.get("/fr/workshops/", {"q": "bielorussie"})

    assert [workshop.slug for workshop in response.context["upcoming"]] == ["minsk"]


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
        "Côte d'Ivoire",
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


def test_upcoming_comes_first_and_a_workshop_is_upcoming_through_its_last_day(record, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2030, 9, 4))

    context = client.get(ADDRESS).context

    assert [workshop.slug for workshop in context["upcoming"]] == ["abidjan"]
    assert [group["year"] for group in context["years"]] == [2030, 2012]


def test_a_workshop_is_past_the_day_after(record, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2030, 9, 5))

    context = client.get(ADDRESS).context

    assert context["upcoming"] == []
    assert [workshop.slug for workshop in context["years"][0]["workshops"]] == ["abidjan", "minsk"]


@pytest.mark.parametrize(
    ("order", "slugs"),
    [
        ("place", ["abidjan", "asuncion", "bucharest", "minsk"]),
        ("title", ["abidjan", "bucharest", "asuncion", "minsk"]),
    ],
)
def test_the_order_can_be_chosen(record, client, order, slugs):
    assert [workshop.slug for workshop in client.get(ADDRESS, {"sort": order}).context["rows"]] == slugs


def test_the_earliest_can_come_first(record, client):
    years = client.get(ADDRESS, {"sort": "oldest"}).context["years"]

    assert [group["year"] for group in years] == [2012, 2030]


def test_a_month_is_shown_as_a_month(record, client):
    html = client.get(ADDRESS, {"country": "RO"}).content.decode()

    assert "May 2012" in html
    assert "1 May 2012" not in html
    assert "31 May 2012" not in html


@pytest.fixture
def many(workshop_index):
    """Sixty workshops of two past years and ten upcoming ones."""
    for year, number in ((2011, 20), (2012, 40), (2080, 10)):
        parent = pages.WorkshopYearPageFactory(parent=workshop_index, year=year)
        for count in range(number):
            pages.WorkshopPageFactory(parent=parent, slug=f"w{count}", start_date=date(year, 1 + count % 12, 5))


def test_pages_go_on_from_upcoming_to_past_and_keep_the_filters(many, client):
    first = client.get(ADDRESS, {"level": "national"})
    second = client.get(ADDRESS, {"level": "national", "page": "2"})

    assert first.context["results"].next_url == "?level=national&page=2"
    assert (len(first.context["upcoming"]), first.context["results"].count) == (10, 70)
    assert second.context["upcoming"] == []
    shown = [*first.context["results"], *second.context["results"]]
    assert len({workshop.pk for workshop in shown}) == 70
    assert [workshop.start_date for workshop in shown[10:]] == sorted((w.start_date for w in shown[10:]), reverse=True)


def test_a_year_cut_by_the_end_of_a_page_tells_its_whole_number(many, client):
    group = client.get(ADDRESS).context["years"][-1]

    assert (group["year"], group["count"], len(group["workshops"]), group["is_part"]) == (2012, 40, 38, True)


@pytest.mark.parametrize("number", ["-1", "0", "99999", "x", "1e9"])
def test_a_page_that_does_not_exist_gives_the_nearest(many, client, number):
    response = client.get(ADDRESS, {"page": number})

    assert response.status_code == 200
    assert len(response.context["results"]) > 0


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
