"""What an import adds, changes, refuses and leaves alone."""

from datetime import date

import pytest
from django.utils.translation import override
from wagtail.models import Page, PageLogEntry

from greencustoms.core.models import ImportRun, User
from greencustoms.core.tabular import runs
from tests.factories import pages
from workshops.imports import WorkshopImporter
from workshops.models import WorkshopPage, WorkshopYearPage

from .tables import counts, export, imported, problems, table, taken_in

pytestmark = pytest.mark.django_db

State = ImportRun.State


@pytest.fixture
def user(db):
    return User.objects.create_user("maria@example.org", "password")


# Adding


def test_new_rows_become_published_pages_under_the_pages_of_their_years(workshop_index, user):
    run = imported(
        table({}, {"start_date": "2011-06", "end_date": "", "place": "Bucharest", "country": "Romania"}), user
    )

    assert counts(run) == (2, 0, 0, 0)
    minsk, bucharest = WorkshopPage.objects.live().order_by("-start_date")
    assert minsk.url_path == f"{workshop_index.url_path}2031/minsk/"
    assert (minsk.record_id, minsk.end_date, minsk.owner) == ("2031-minsk", date(2031, 5, 14), user)
    assert (bucharest.date_precision, bucharest.start_date, bucharest.end_date) == (
        "month",
        date(2011, 6, 1),
        date(2011, 6, 30),
    )
    assert [page.title for page in WorkshopYearPage.objects.live().order_by("year")] == ["2011", "2031"]
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_new_page_is_shown_found_and_has_a_history(client, workshop_index):
    imported(table({}))

    assert client.get("/en/workshops/2031/minsk/").status_code == 200
    (page,) = WorkshopPage.objects.search("border")
    assert page.live_revision == page.latest_revision
    assert set(PageLogEntry.objects.filter(page=page).values_list("action", flat=True)) == {
        "wagtail.create",
        "wagtail.publish",
    }


def test_names_are_understood_beside_codes(workshop_index, partner_index, guide_index):
    partner = pages.PartnerPageFactory(parent=partner_index, slug="unep", acronym="UNEP")
    treaty = pages.ChapterPageFactory(parent=guide_index, slug="cites", treaty_name="Convention on Trade")
    row = {
        "country": "Côte d'Ivoire",
        "level": "Sub-Regional",
        "status": "HELD",
        "partners": "Unep",
        "countries": "KEN; Беларусь",
    }
    imported(table(row | {"treaties": "convention on trade", "languages": "French; ar"}))

    page = WorkshopPage.objects.get()
    assert (page.country.code, page.level, page.status) == ("CI", "sub-regional", "held")
    assert (list(page.partners.all()), list(page.treaties.all())) == ([partner], [treaty])
    assert sorted(row.country.code for row in page.participating_countries.all()) == ["BY", "KE"]
    assert [row.language for row in page.languages.all()] == ["fr", "ar"]


# What is refused


@pytest.mark.parametrize(
    ("change", "column", "words"),
    [
        ({"country": "Belaruss"}, "country", "Did you mean BY?"),
        ({"countries": "BY; XX"}, "countries", "“XX” is not the code"),
        ({"end_date": "2031-05-01"}, "end_date", "The last day is before the first"),
        ({"start_date": "05/06/2031"}, "start_date", "5 June 2031 or 6 May 2031"),
        ({"start_date": "2031-05", "date_precision": "day"}, "start_date", "only a month"),
        ({"start_date": "2031-05", "end_date": "2031-06"}, "end_date", "in the same month"),
        ({"end_date": "2031-06"}, "end_date", "must be a day too"),
        ({"start_date": "1999-01-01"}, "start_date", "from 2001 to 2100"),
        ({"title": ""}, "title", "must not be empty"),
        ({"status": "done"}, "status", "only: planned, confirmed"),
        ({"partners": "nobody"}, "partners", "“nobody” is not a partner"),
        ({"participants_total": "10", "participants_women": "11"}, "participants_total", "more than all"),
        ({"participants_total": "many"}, "participants_total", "digits only"),
        ({"summary": "x" * 401}, "summary", "at most 400"),
        ({"slug": "min sk"}, "slug", "letters, digits and hyphens"),
    ],
)
def test_a_problem_is_named_by_row_and_column(workshop_index, change, column, words):
    ((row, named, message),) = problems(table({"place": "Brest"}, change))
    assert (row, named) == (3, column)
    assert words in message


def test_all_problems_of_a_row_come_to_light_at_once(workshop_index):
    found = problems(table({"country": "Nowhere", "title": "", "end_date": "2031-01-01"}))
    assert {column for _row, column, _message in found} == {"country", "title", "end_date"}


def test_rows_that_would_become_one_page_are_refused(workshop_index):
    assert "This row and row 2 would both become “2031-minsk”" in problems(table({}, {}))[0][2]
    assert "“x” stands in row 2 already" in problems(table({"id": "x", "slug": "a"}, {"id": "x", "slug": "b"}))[0][2]
    assert "both stand at 2031/minsk" in problems(table({"id": "x"}, {"id": "y"}))[0][2]


def test_a_second_import_of_rows_without_ids_makes_no_doubles(workshop_index):
    imported(table({}))
    assert counts(taken_in(table({}))) == (0, 0, 1, 0)
    assert "There is “2031-minsk” already" in problems(table({"venue": "Port"}))[0][2]
    assert "There is a page at 2031/minsk already" in problems(table({"id": "other"}))[0][2]


def test_a_missing_column_is_named_once(workshop_index):
    found = problems(table({}, {"place": "Brest"}, columns=["id", "title", "start_date", "place", "level", "status"]))
    assert len(found) == 1
    assert "The column “country” is missing" in found[0][2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_encodings_make_no_difference(workshop_index, encoding):
    imported(table({"place": "Côte"}, encoding=encoding))
    assert WorkshopPage.objects.get().place == "Côte"


def test_one_problem_keeps_everything_out(workshop_index):
    run = taken_in(table({}, {"place": "Brest", "country": "XX"}))
    assert not runs.confirm(run)
    assert WorkshopPage.objects.count() == 0


def test_a_fault_half_way_leaves_nothing(workshop_index, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(WorkshopImporter, "logged", fail)
    run = taken_in(table({}))
    runs.confirm(run)
    with pytest.raises(RuntimeError):
        runs.work_on(run.pk)

    run.refresh_from_db()
    assert (run.state, WorkshopPage.objects.count(), WorkshopYearPage.objects.count()) == (State.FAILED, 0, 0)
    assert "Nothing was changed" in run.message


# Changing


def test_a_row_with_an_id_changes_what_it_says_and_nothing_else(full):
    before = full.latest_revision_id
    run = imported(b"id,venue,countries,partners\r\n2030-abidjan,Port,CI; KE,unep\r\n")

    page = WorkshopPage.objects.get(pk=full.pk)
    assert counts(run) == (0, 1, 0, 0)
    assert (page.venue, page.title, page.participants_total) == ("Port", full.title, 40)
    assert sorted(row.country.code for row in page.participating_countries.all()) == ["CI", "KE"]
    assert [partner.slug for partner in page.partners.all()] == ["unep"]
    assert page.live_revision_id == page.latest_revision_id != before
    assert run.plan["entries"][0]["changes"][0] == ["venue", "", "Port"]


def test_an_export_changes_nothing(full):
    assert counts(taken_in(export())) == (0, 0, 4, 0)


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_a_downloaded_file_changes_nothing(client, full, extension):
    response = client.get(f"/en/workshops/data.{extension}")
    assert counts(taken_in(b"".join(response))) == (0, 0, 4, 0)


def test_an_export_of_a_translation_is_refused(client, in_french):
    content = b"".join(client.get("/fr/workshops/data.csv"))
    with override("en"):
        assert "another language. Imports change the record in English" in problems(content)[0][2]


def test_partners_that_visitors_cannot_see_stay(full):
    content = export()
    hidden = full.partners.get(slug="cites")
    hidden.unpublish()
    imported(content.replace(b"Ozone, at the border.", b"Ozone."))

    page = WorkshopPage.objects.get(pk=full.pk)
    assert page.summary == "Ozone."
    assert set(page.partners.values_list("slug", flat=True)) == {"cites", "unep"}


@pytest.mark.parametrize("how", ["draft", "unpublished", "locked"])
def test_what_an_editor_works_on_is_not_overwritten(full, how):
    content = export()
    if how == "draft":
        full.title = "Draft title"
        full.save_revision()
    elif how == "unpublished":
        full.unpublish()
    else:
        Page.objects.filter(pk=full.pk).update(locked=True)

    assert counts(taken_in(content)) == (0, 0, 4, 0)
    assert "“Ozone workshop” " in problems(content.replace(b"Ozone, at", b"Ozone at"))[0][2]


def test_addresses_and_years_are_left_to_the_editor(record):
    assert "does not change the address" in problems(b"id,slug\n2030-minsk,other\n")[0][2]
    assert "stands under 2030" in problems(b"id,start_date,end_date\n2030-minsk,2029-01-01,\n")[0][2]
