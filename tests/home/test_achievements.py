import csv
import io
from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from greencustoms.core.memo import forget
from greencustoms.home.models import KeyFigure
from tests.factories import pages
from workshops.models import ParticipatingCountry, WorkshopPage

pytestmark = pytest.mark.django_db

PAGE, TABLE = "/en/achievements/", "/en/achievements/figures.csv"


@pytest.fixture(autouse=True)
def fresh_memory():
    forget()


@pytest.fixture
def achievements(home):
    page = pages.AchievementsPageFactory(parent=home)
    page.figures = [
        KeyFigure(
            label="training workshops",
            value=30,
            qualifier="more-than",
            period="since 2004",
            as_of="2012",
            opening_balance_of="workshops",
            source_title="=Presentation",
        ),
        KeyFigure(label="women in Kenya", value=545, as_of="2021", source_title="Press report"),
    ]
    page.save()
    return page


@pytest.fixture
def held(year_2030):
    def add(**fields):
        return pages.WorkshopPageFactory(parent=year_2030, status=WorkshopPage.Status.HELD, **fields)

    first = add(country="BY", participants_total=40, participants_women=10)
    first.participating_countries = [ParticipatingCountry(country="MD")]
    first.save()
    add(country="RO", level="regional", start_date=date(2030, 2, 1), month_only=True)
    add(country="IS", participants_total=700, live=False)
    pages.WorkshopPageFactory(parent=year_2030, country="NZ", participants_total=900)


def figures_of(client):
    return {figure.key: figure for figure in client.get(PAGE).context["counted"]}


def table_of(client):
    response = client.get(TABLE)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_figures_are_counted_from_workshops_held_that_visitors_can_see(client, achievements, held):
    values = {key: figure.value for key, figure in figures_of(client).items()}

    assert values == {"workshops": 2, "countries": 3, "partners": 0, "participants": 40, "women": 25}


def test_each_figure_has_a_definition_a_day_and_a_list(client, achievements, held):
    for figure in figures_of(client).values():
        assert figure.definition
        assert figure.as_of <= date.today()
        assert client.get(figure.list_url).status_code == 200 or figure.key == "partners"
    assert figures_of(client)["participants"].coverage == "1 of 2 records have the number."


def test_the_list_behind_a_figure_has_as_many_workshops_as_it_says(client, achievements, held):
    figure = figures_of(client)["workshops"]

    assert client.get(figure.list_url).context["count"] == figure.value


def test_an_opening_balance_stands_beside_its_figure_and_is_not_added(client, achievements, held):
    workshops = figures_of(client)["workshops"]

    assert workshops.value == 2
    assert [balance.value for balance in workshops.opening_balances] == [30]
    text = client.get(PAGE).content.decode()
    assert "Opening balance, not added: more than 30 training workshops, as of 2012." in text
    assert [figure.value for figure in client.get(PAGE).context["entered"]] == [30, 545]


def test_a_figure_that_no_record_has_says_so(client, achievements, workshop_index):
    figures = figures_of(client)

    assert (figures["participants"].value, figures["women"].value) == (None, None)
    assert client.get(PAGE).content.decode().count("Not on record") >= 2


def test_the_figures_can_be_recomputed_from_the_table(client, achievements, held):
    rows = table_of(client)
    whole = {row["figure"]: row["value"] for row in rows if not row["year"]}

    for name in ("workshops", "participants"):
        assert sum(int(row["value"]) for row in rows if row["figure"] == name and row["year"]) == int(whole[name])
    assert whole["women"] == "25"
    assert [row["level"] for row in rows if row["figure"] == "workshops" and row["year"]] == ["national", "regional"]


def test_the_figures_can_be_recomputed_from_the_record_itself(client, achievements, held):
    response = client.get("/en/workshops/data.csv?status=held")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    figures = figures_of(client)

    assert len(rows) == figures["workshops"].value
    assert sum(int(row["participants_total"] or 0) for row in rows) == figures["participants"].value
    reached = {row["country"] for row in rows} | {code for row in rows for code in row["countries"].split("; ") if code}
    assert len(reached) == figures["countries"].value


def test_the_table_runs_no_formula_and_names_the_opening_balance(client, achievements, held):
    balance = next(row for row in table_of(client) if row["figure"] == "opening balance of workshops")

    assert (balance["value"], balance["as_of"], balance["source"]) == ("30", "2012", "'=Presentation")


def test_an_unchanged_table_is_not_sent_again(client, achievements, held):
    first = client.get(TABLE)

    assert client.get(TABLE, headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    achievements.figures.first().delete()
    achievements.title = "Achieved"
    achievements.save_revision().publish()
    assert client.get(TABLE, headers={"if-none-match": first.headers["ETag"]}).status_code == 200


def test_without_the_page_there_is_no_table(client, achievements, held):
    PageViewRestriction.objects.create(page=achievements, restriction_type="login")
    assert client.get(TABLE).status_code == 404

    PageViewRestriction.objects.all().delete()
    achievements.unpublish()
    assert client.get(TABLE).status_code == 404


def test_the_drawing_and_the_table_beside_it_say_the_same(client, achievements, held):
    context = client.get(PAGE).context

    assert [row.total for row in context["workshops_chart"]["rows"]] == [2]
    assert context["year_rows"][0]["numbers"] == [1, 0, 1, 0]


def test_figures_are_the_same_in_all_languages(client, achievements, held):
    english = figures_of(client)
    french = {figure.key: figure for figure in client.get("/fr/achievements/").context["counted"]}

    assert {key: figure.value for key, figure in english.items()} == {key: f.value for key, f in french.items()}


def test_the_page_takes_ten_queries_at_most(client, achievements, held, django_assert_max_num_queries):
    client.get(PAGE)

    with django_assert_max_num_queries(10):
        client.get(PAGE)
