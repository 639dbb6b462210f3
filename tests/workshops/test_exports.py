import csv
import io
import json

import pytest
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from tests.factories import pages
from workshops.fields import FIELD_NAMES, join_items, split_items
from workshops.models import WorkshopPage

pytestmark = pytest.mark.django_db

DATA = "/en/workshops/data."
DOWNLOADS = ["data.csv", "data.xlsx", "data.json", "informea.json", "feed/", "calendar/"]
FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", " =1+1", "＝1+1"]


def body(response):
    return b"".join(response) if response.streaming else response.content


def csv_rows(client, **query):
    text = body(client.get(f"{DATA}csv", query)).decode("utf-8-sig")
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""), strict=True)}


def json_rows(client, **query):
    return {row["id"]: row for row in json.loads(body(client.get(f"{DATA}json", query)))["workshops"]}


def xlsx_sheets(client, **query):
    return load_workbook(io.BytesIO(body(client.get(f"{DATA}xlsx", query))))


def test_a_row_holds_all_that_is_known_in_codes(full, client):
    assert csv_rows(client)["2030-abidjan"] == {
        "id": "2030-abidjan",
        "title": "Ozone workshop",
        "slug": "abidjan",
        "start_date": "2030-09-02",
        "end_date": "2030-09-04",
        "date_precision": "day",
        "date_note": "",
        "place": "Abidjan",
        "venue": "",
        "country": "CI",
        "region": "africa",
        "level": "regional",
        "status": "planned",
        "joint_with": "",
        "organisers": "Customs\\; Ghana; UNEP",
        "partners": "cites; unep",
        "treaties": "cites",
        "topics": "Ozone",
        "languages": "fr; en",
        "countries": "CI; GH",
        "participants_total": "40",
        "participants_women": "15",
        "participants_men": "25",
        "participants_qualifier": "about",
        "participants_note": "",
        "summary": "Ozone, at the border.",
        "url": "http://localhost/en/workshops/2030/abidjan/",
    }


def test_json_has_lists_numbers_and_nothing_for_what_is_not_known(full, client):
    rows = json_rows(client)

    assert rows["2030-abidjan"]["organisers"] == ["Customs; Ghana", "UNEP"]
    assert rows["2030-abidjan"]["participants_total"] == 40
    assert rows["2030-minsk"]["participants_total"] is None
    assert rows["2030-minsk"]["participants_qualifier"] == ""
    assert list(rows["2030-minsk"]) == FIELD_NAMES


def test_json_says_what_its_fields_are_and_that_there_is_no_licence_yet(record, client):
    data = json.loads(body(client.get(f"{DATA}json")))

    assert [field["name"] for field in data["fields"]] == FIELD_NAMES
    assert "not yet been decided" in data["licence"]


def test_all_formats_hold_the_same_rows(full, client):
    by_csv, by_json = csv_rows(client), json_rows(client)
    sheet = xlsx_sheets(client)["workshops"]
    head, *rows = sheet.iter_rows(values_only=True)
    by_xlsx = {row[0]: dict(zip(head, row, strict=True)) for row in rows}

    assert list(head) == FIELD_NAMES
    assert len(by_csv) == 4
    for key, row in by_csv.items():
        assert {name: str(value or "") for name, value in by_xlsx[key].items()} == row
        flat = {name: join_items(value) if isinstance(value, list) else value for name, value in by_json[key].items()}
        assert {name: str(value or "") for name, value in flat.items()} == row


def test_where_only_the_month_is_known_no_day_is_told(record, client):
    row = csv_rows(client)["2012-bucharest"]

    assert (row["start_date"], row["end_date"], row["date_precision"]) == ("2012-05", "2012-05", "month")


def test_an_export_holds_the_workshops_of_the_filter_in_its_order(record, client):
    assert set(csv_rows(client, year="2012", country="PY")) == {"2012-asuncion"}
    assert list(json_rows(client, sort="oldest")) == ["2012-bucharest", "2012-asuncion", "2030-minsk", "2030-abidjan"]
    assert xlsx_sheets(client, q="ozone")["workshops"].max_row == 2


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_text_of_an_editor_is_a_formula_in_a_spreadsheet(year_2030, client, formula):
    pages.WorkshopPageFactory(
        parent=year_2030, slug="evil", title=f"{formula} x", place=formula, organisers=[("organiser", formula)]
    )

    row = csv_rows(client)["2030-evil"]
    cells = next(xlsx_sheets(client)["workshops"].iter_rows(min_row=2))

    assert all(not row[name].strip().startswith(tuple("=+-@＝")) for name in ("title", "place", "organisers"))
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert cells[FIELD_NAMES.index("place")].value.strip() == formula.strip()


@pytest.mark.parametrize(
    "title", ['He said "no", twice', "Two\nlines", "#REF!", "Ateliers à Malé 海关 جمارك", "\x0bbell\x07"]
)
def test_any_title_survives_every_format(year_2030, client, title):
    pages.WorkshopPageFactory(parent=year_2030, slug="odd", title=title)
    plain = title.replace("\x0b", "").replace("\x07", "")

    assert csv_rows(client)["2030-odd"]["title"] == plain
    assert json_rows(client)["2030-odd"]["title"] == title
    assert xlsx_sheets(client)["workshops"]["B2"].value == plain


@pytest.mark.parametrize("items", [[], ["a"], ["a; b", "c"], ["ends\\", "; "], ["\\;"], ["x\\;y", ";"]])
def test_a_list_in_one_cell_can_be_read_back(items):
    assert split_items(join_items(items)) == [item.strip() for item in items]


def test_csv_begins_with_a_byte_order_mark_and_has_crlf(record, client):
    content = body(client.get(f"{DATA}csv"))

    assert content.startswith(b"\xef\xbb\xbfid,title,")
    assert content.count(b"\r\n") == 5


def test_the_workbook_tells_its_source_and_licence(record, client):
    about = list(xlsx_sheets(client, year="2012")["about"].iter_rows(values_only=True))

    assert about[0][1] == "http://testserver/en/workshops/?year=2012"
    assert "not yet been decided" in about[1][1]


@pytest.mark.parametrize("name", DOWNLOADS)
def test_drafts_and_private_workshops_are_in_no_download(full, client, name):
    draft, private = record_pages("minsk", "asuncion")
    draft.title = "zqdraft"
    draft.save_revision().publish()
    draft.unpublish()
    private.title = private.place = "zqprivate"
    private.save_revision().publish()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    full.title = "zqlater"
    full.save_revision()
    full.partners.get(slug="cites").unpublish()

    told = body(client.get(f"/en/workshops/{name}"))
    sheets = str([list(sheet.values) for sheet in xlsx_sheets(client)])

    for word in ("zqdraft", "zqprivate", "zqlater"):
        assert word.encode() not in told
        assert word not in sheets
    assert json_rows(client)["2030-abidjan"]["partners"] == ["unep"]


def record_pages(*slugs):
    return [WorkshopPage.objects.get(slug=slug) for slug in slugs]


def test_nothing_is_told_of_a_record_that_is_private_as_a_whole(record, workshop_index, client):
    PageViewRestriction.objects.create(page=workshop_index, restriction_type=PageViewRestriction.LOGIN)

    assert csv_rows(client) == {}


@pytest.mark.parametrize("name", DOWNLOADS)
@pytest.mark.parametrize(
    "query", ["year=99999999999", "level=x&level=y", "q=%22%25", "page=-1", "sort=pk", "country=%EF%BF%BF"]
)
def test_a_download_answers_whatever_the_query_is(record, client, name, query):
    response = client.get(f"/en/workshops/{name}?{query}")

    assert response.status_code == 200
    assert body(response)


@pytest.mark.parametrize("name", ["data.csv", "data.json", "data.xlsx", "informea.json", "calendar/", "feed/"])
def test_a_download_costs_as_many_queries_for_100_workshops_as_for_5(
    year_2030, client, django_assert_max_num_queries, name
):
    def queries():
        with django_assert_max_num_queries(60) as captured:
            body(client.get(f"/en/workshops/{name}"))
        return len(captured)

    pages.WorkshopPageFactory.create_batch(5, parent=year_2030)
    queries()
    few = queries()
    pages.WorkshopPageFactory.create_batch(95, parent=year_2030)
    queries()

    assert queries() == few


@pytest.mark.parametrize("name", DOWNLOADS)
def test_a_download_only_answers_to_reading(record, client, name):
    assert client.post(f"/en/workshops/{name}").status_code == 405


def test_the_english_record_is_exported_where_a_language_has_none(record, client):
    assert b"2012-asuncion" in body(client.get("/ar/workshops/data.csv"))


def test_a_language_with_workshops_has_its_own_record(in_french, client):
    assert list(json.loads(body(client.get("/fr/workshops/data.json")))["workshops"][0].values())[:2] == [
        "2030-minsk",
        "Déchets à la frontière",
    ]
