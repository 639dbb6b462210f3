"""The screens for importing workshops, as a secretary and those who may not meet them."""

import io
import subprocess
import sys
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from greencustoms.core.models import ImportRun, User
from greencustoms.core.tabular import background, runs
from greencustoms.core.tabular.reading import read_table
from workshops.fields import FIELD_NAMES
from workshops.models import WorkshopPage

from .tables import export, imported, table, taken_in

pytestmark = pytest.mark.django_db

State = ImportRun.State
INDEX = "/admin/imports/workshops/"


def member_of(group_name):
    user = User.objects.create_user(f"{group_name.split()[-1]}@example.org", "password", first_name="Maria")
    user.groups.add(Group.objects.get(name=group_name))
    return user


@pytest.fixture
def publisher(workshop_index):
    return member_of("Secretariat moderators")


@pytest.fixture
def admin(client, publisher):
    """A client of someone who may publish workshops."""
    client.force_login(publisher)
    return client


def upload(client, content, name="workshops.csv"):
    return client.post(INDEX, {"file": SimpleUploadedFile(name, content)})


def address(run, what=""):
    return f"{INDEX}{run.pk}/{what}"


# Who may


def test_only_those_who_may_publish_workshops_import(client, admin):
    run = taken_in(table({}))
    addresses = [INDEX, f"{INDEX}template.csv", f"{INDEX}template.xlsx", address(run)]
    assert [admin.get(one).status_code for one in addresses] == [200] * 4
    client.force_login(member_of("Secretariat editors"))

    assert [client.get(one).status_code for one in addresses] == [302] * 4
    posts = [INDEX, *(address(run, what) for what in ("confirm/", "undo/", "again/", "discard/"))]
    assert [client.post(one).headers["Location"] for one in posts] == ["/admin/"] * 5
    assert ImportRun.objects.get().state == State.READY
    assert INDEX not in client.get("/admin/").content.decode()


def test_strangers_are_sent_to_sign_in(client, workshop_index):
    response = client.get(INDEX)
    assert response.status_code == 302
    assert "login" in response.headers["Location"]


def test_the_way_in_is_in_the_menu_and_in_the_list_of_workshops(admin, publisher):
    assert INDEX in admin.get("/admin/").content.decode()
    assert INDEX in admin.get(reverse("workshop_listing:index")).content.decode()


# Templates


def test_an_empty_template_is_read_as_a_table_without_rows(admin):
    content = admin.get(f"{INDEX}template.csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    assert read_table(content).headings == FIELD_NAMES


def test_the_workbook_explains_itself_and_can_be_filled_in(admin):
    book = load_workbook(io.BytesIO(b"".join(admin.get(f"{INDEX}template.xlsx"))))
    assert book.sheetnames == ["workshops", "Explanation", "Allowed values"]
    explained = {row[0]: row for row in book["Explanation"].iter_rows(min_row=5, values_only=True)}
    assert set(explained) == set(FIELD_NAMES)
    assert explained["title"][2] == "yes"
    allowed = [cell for column in book["Allowed values"].iter_cols(values_only=True) for cell in column]
    assert {"planned", "sub-regional", "BY", "Belarus", "ru"} <= set(allowed)

    sheet = book["workshops"]
    for name, value in {"title": "x", "start_date": "2031-05", "place": "Minsk", "country": "BY"}.items():
        sheet.cell(2, FIELD_NAMES.index(name) + 1, value)
    sheet.cell(2, FIELD_NAMES.index("level") + 1, "national")
    sheet.cell(2, FIELD_NAMES.index("status") + 1, "planned")
    file = io.BytesIO()
    book.save(file)
    run = taken_in(file.getvalue())
    assert (run.added, run.problems, run.plan["notices"]) == (1, 0, [])


# From upload to result


def test_an_upload_is_shown_before_anything_changes(admin):
    response = upload(admin, table({}))
    run = ImportRun.objects.get()
    assert response.headers["Location"] == address(run)

    page = admin.get(address(run)).content.decode()
    assert "Import this 1 row" in page
    assert "Waste at the border" in page
    assert WorkshopPage.objects.count() == 0


def test_problems_are_shown_and_take_the_button_away(admin):
    upload(admin, table({"country": "Nowhere", "title": "<b>bold</b>"}))
    run = ImportRun.objects.get()

    page = admin.get(address(run)).content.decode()
    assert "1 problem has to be mended first" in page
    assert "“Nowhere” is not the code or the name of a country" in page
    assert "confirm/" not in page
    assert "<b>bold</b>" not in page
    admin.post(address(run, "confirm/"))
    assert WorkshopPage.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "words"), [(b"%PDF-1.7", "neither a CSV file"), (b"", "empty"), (b"id\n\x81\x8d\n", "not UTF-8")]
)
def test_a_file_that_is_no_table_is_refused_beside_the_field(admin, content, words):
    response = upload(admin, content, "workshops.xlsx")
    assert response.status_code == 422
    assert words in response.content.decode()
    assert ImportRun.objects.count() == 0


def test_changes_are_shown_field_by_field(admin, record):
    run = taken_in(export().replace(b"Waste at the border", b"Waste <at> the port"))
    page = admin.get(address(run), {"show": "change"}).content.decode()
    assert "<b>Title:</b>" in page
    assert "Waste &lt;at&gt; the port" in page
    assert admin.get(address(run), {"show": "nonsense", "p": "-7", "problems": "x"}).status_code == 200


def test_confirming_imports_once(admin, publisher):
    run = taken_in(table({}))
    for _twice in range(2):
        response = admin.post(address(run, "confirm/"), follow=True)

    assert "Someone has decided on this import already." in response.content.decode()
    assert "Undo this whole import" in response.content.decode()
    page = WorkshopPage.objects.get()
    assert page.live_revision.user == publisher


def test_confirming_needs_a_post(admin):
    assert admin.get(address(taken_in(table({})), "confirm/")).status_code == 405


def test_undoing_is_asked_for_and_done(admin, publisher):
    run = imported(table({}))
    assert "1 entry" in admin.get(address(run, "undo/")).content.decode()
    page = admin.post(address(run, "undo/"), follow=True).content.decode()
    assert "This import was undone" in page
    assert WorkshopPage.objects.count() == 0
    assert ImportRun.objects.get().undone_by == publisher
    assert "cannot be undone now" in admin.post(address(run, "undo/"), follow=True).content.decode()


def test_what_an_undo_kept_is_named(admin):
    run = imported(table({}))
    WorkshopPage.objects.get().save_revision().publish()
    assert "It has been edited since the import." in admin.post(address(run, "undo/"), follow=True).content.decode()


def test_an_upload_can_be_thrown_away_but_an_import_cannot(admin):
    run, done = taken_in(table({})), imported(table({"place": "Brest"}))
    assert admin.post(address(run, "discard/")).headers["Location"] == INDEX
    assert admin.post(address(done, "discard/")).status_code == 404
    assert list(ImportRun.objects.all()) == [done]


# Long files


@pytest.fixture
def long_run(monkeypatch):
    """A file that is too long to wait for, and the processes that were started for it."""
    started = []
    monkeypatch.setattr(background, "ROWS_WHILE_WAITING", 0)
    monkeypatch.setattr(background, "start_process", started.append)
    return started


def test_a_long_file_shows_its_progress(admin, long_run, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        upload(admin, table({}))
    run = ImportRun.objects.get()
    assert long_run == [run.pk]
    runs.Signs(run, 4).write(progress=1)

    response = admin.get(address(run))
    assert response.headers["Refresh"] == "2"
    assert '<progress id="progress"' in response.content.decode()
    assert "25 %" in response.content.decode()

    runs.work_on(run.pk)
    response = admin.get(address(run))
    assert "Refresh" not in response.headers
    assert "Import this 1 row" in response.content.decode()


def test_the_process_for_long_files_can_be_started():
    command = [sys.executable, "manage.py", "run_import", "--help"]
    done = subprocess.run(command, capture_output=True, check=False, cwd=background.settings.BASE_DIR)
    assert done.returncode == 0


@pytest.mark.parametrize(("state", "after"), [(State.RUNNING, State.FAILED), (State.UNDOING, State.DONE)])
def test_work_that_was_cut_off_is_noticed(admin, state, after):
    run = taken_in(table({}))
    ImportRun.objects.update(state=state, sign_of_life=timezone.now() - timedelta(seconds=30))
    assert admin.get(address(run)).headers["Refresh"] == "2"
    ImportRun.objects.update(sign_of_life=timezone.now() - timedelta(minutes=5))

    assert "This was cut off" in admin.get(address(run)).content.decode()
    run.refresh_from_db()
    assert run.state == after
    if after == State.FAILED:
        assert "Import this 1 row" in admin.post(address(run, "again/"), follow=True).content.decode()
