"""Taking imports back, several at once, and the command line."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, PageLogEntry

from greencustoms.core.models import ImportRun, User
from greencustoms.core.tabular import runs
from tests.factories import pages
from workshops.imports import WorkshopImporter
from workshops.models import WorkshopPage, WorkshopYearPage

from .tables import counts, export, generated, imported, table, taken_in, undone

pytestmark = pytest.mark.django_db

State = ImportRun.State


@pytest.fixture
def user(db):
    return User.objects.create_user("maria@example.org", "password")


# Taking back


def test_undoing_removes_what_was_added_and_the_years_made_for_it(record):
    before = export()
    run = undone(imported(table({}, {"start_date": "2030-07-01", "end_date": "", "place": "Brest"})))

    assert (run.state, run.log["kept"]) == (State.UNDONE, [])
    assert export() == before
    assert sorted(WorkshopYearPage.objects.values_list("year", flat=True)) == [2012, 2030]
    assert Page.find_problems() == ([], [], [], [], [])
    assert PageLogEntry.objects.filter(action="wagtail.delete").count() == 3


def test_undoing_takes_changes_back_to_the_revision_before(full):
    before = export()
    revision = full.latest_revision_id
    run = imported(
        before.replace(b"Ozone workshop", b"Training").replace(b"CI; GH", b"KE").replace(b"cites; unep", b"")
    )
    assert export() != before
    undone(run)

    page = WorkshopPage.objects.get(pk=full.pk)
    assert export() == before
    assert page.live_revision.as_object().title == "Ozone workshop"
    log = PageLogEntry.objects.get(page=page, action="wagtail.revert")
    assert log.data["revision"]["id"] == revision


def test_a_page_without_a_revision_can_be_taken_back_too(record):
    assert record["minsk"].latest_revision_id is None
    undone(imported(export().replace(b"Waste at the border", b"Something else")))
    assert WorkshopPage.objects.get(pk=record["minsk"].pk).title == "Waste at the border"


def test_undoing_keeps_and_names_what_was_edited_since(record):
    run = imported(table({}, {"place": "Brest"}) + b"2030-minsk,New title,2030-05-13,,Minsk,BY,national,planned\r\n")
    for key in ("2031-minsk", "2030-minsk"):
        page = WorkshopPage.objects.get(record_id=key)
        page.venue = "Port"
        page.save_revision().publish()

    kept = undone(run).log["kept"]

    assert [(one["title"], one["reason"]) for one in kept] == [
        ("Waste at the border", "It has been edited since the import."),
        ("New title", "It has been edited since the import."),
    ]
    assert set(WorkshopPage.objects.values_list("record_id", flat=True)) >= {"2031-minsk", "2030-minsk"}
    assert not WorkshopPage.objects.filter(record_id="2031-brest").exists()


def test_imports_on_top_of_each_other_are_undone_one_by_one(workshop_index):
    first = imported(table({}))
    second = imported(table({"id": "2031-minsk", "title": "Another title"}))
    undone(second)
    assert undone(first).log["kept"] == []
    assert WorkshopPage.objects.count() == 0


# Several at once


def test_of_two_who_confirm_one_succeeds(workshop_index):
    run = taken_in(table({}))
    other = ImportRun.objects.get(pk=run.pk)
    assert [runs.confirm(run), runs.confirm(other)] == [True, False]
    for _twice in range(2):
        runs.work_on(run.pk)
    assert WorkshopPage.objects.count() == 1


def test_a_preview_that_is_no_longer_true_is_shown_again(record):
    run = taken_in(export().replace(b"Waste at the border", b"Something else"))
    page = record["minsk"]
    page.place = "Brest"
    page.save_revision().publish()
    runs.confirm(run)
    runs.work_on(run.pk)

    run.refresh_from_db()
    assert run.state == State.READY
    assert "Look at it once more" in run.message
    assert WorkshopPage.objects.get(pk=page.pk).title == "Waste at the border"


def test_a_change_during_the_work_is_noticed(workshop_index, monkeypatch):
    states = iter(["one", "other", "third", "third"])
    monkeypatch.setattr(WorkshopImporter, "basis", lambda self: next(states))
    run = taken_in(table({}))
    runs.confirm(run)
    runs.work_on(run.pk)
    run.refresh_from_db()
    assert (run.state, WorkshopPage.objects.count()) == (State.DONE, 1)


# From the command line


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "workshops.csv"
    path.write_bytes(table({}))
    return path


def test_the_command_checks_imports_and_undoes(workshop_index, file, user, capsys):
    call_command("import_workshops", file, check=True)
    assert WorkshopPage.objects.count() == 0
    call_command("import_workshops", file, user="maria@example.org")
    assert WorkshopPage.objects.get().owner == user
    call_command("import_workshops", undo=ImportRun.objects.get().pk)
    assert WorkshopPage.objects.count() == 0
    assert "Would be 1 added" in capsys.readouterr().out


def test_the_command_names_problems_and_stores_nothing(workshop_index, file):
    file.write_bytes(table({"country": "XX"}))
    for options in ({"check": True}, {}):
        with pytest.raises(CommandError, match="Row 2, column “country”: “XX” is not"):
            call_command("import_workshops", file, **options)
    assert ImportRun.objects.count() == 0


def test_five_thousand_rows_come_back_as_they_were(workshop_index, partner_index, guide_index):
    partners = [pages.PartnerPageFactory(parent=partner_index).slug for _number in range(3)]
    treaties = [pages.ChapterPageFactory(parent=guide_index).slug for _number in range(3)]
    run = imported(generated(5000, partners, treaties))

    assert counts(run) == (5000, 0, 0, 0)
    assert Page.find_problems() == ([], [], [], [], [])
    assert counts(taken_in(export())) == (0, 0, 5000, 0)
