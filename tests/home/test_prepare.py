"""The command that makes everything ready before a start."""

import threading
from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.staticfiles.finders import get_finder
from django.core.management import call_command, get_commands, load_command_class
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from wagtail.models import Site

from greencustoms.core import locks
from greencustoms.home.management.commands import prepare


@pytest.fixture
def ready(db, settings, tmp_path, monkeypatch):
    """An own place for state, and stand-ins for the two slow commands, which only note that they were called."""
    settings.STATE_DIR = tmp_path / "state"
    settings.STATIC_ROOT = tmp_path / "static"
    called = []

    def call(name, skip_checks=False, **options):
        command = load_command_class(get_commands()[name], name)
        assert not skip_checks or command.requires_system_checks, f"{name} has no checks that could be skipped"
        settings.STATIC_ROOT.mkdir(exist_ok=True)
        called.append(name)

    monkeypatch.setattr(prepare, "call_command", call)
    return called


def run():
    output = StringIO()
    call_command("prepare", stdout=output)
    return output.getvalue()


def password_in(output):
    return next(line.split()[2] for line in output.splitlines() if "password  " in line)


def test_the_first_run_makes_one_administrator_and_shows_the_password_once(ready):
    first, second = run(), run()

    administrator = get_user_model().objects.get()
    assert administrator.is_superuser
    assert administrator.email == "admin@example.org"
    assert len(password_in(first)) >= 20
    assert authenticate(email=administrator.email, password=password_in(first)) == administrator
    assert "/admin/" in first
    assert "password" not in second


def test_two_installations_get_different_passwords(ready):
    first = run()
    get_user_model().objects.all().delete()

    assert password_in(run()) != password_in(first)


def test_a_password_from_the_environment_is_not_shown(ready, settings):
    settings.ADMIN_EMAIL, settings.ADMIN_PASSWORD = "Chief@Example.org", "correct horse battery"

    assert settings.ADMIN_PASSWORD not in run()
    assert authenticate(email="chief@example.org", password="correct horse battery")


@pytest.mark.parametrize(
    ("name", "value"), [("ADMIN_EMAIL", "nobody"), ("ADMIN_PASSWORD", "password"), ("ADMIN_PASSWORD", "123")]
)
def test_a_bad_address_or_password_is_refused_by_name(ready, settings, name, value):
    setattr(settings, name, value)

    with pytest.raises(CommandError, match=name):
        run()
    assert not get_user_model().objects.exists()


def test_an_existing_administrator_is_enough(ready):
    get_user_model().objects.create_superuser("other@example.org", "a long password")

    assert "administrator" not in run()
    assert get_user_model().objects.count() == 1


@pytest.mark.parametrize(
    ("base_url", "hostname", "port"),
    [("https://greencustoms.example", "greencustoms.example", 443), ("http://127.0.0.1:8000", "127.0.0.1", 8000)],
)
def test_the_site_takes_its_address_from_the_environment(ready, settings, base_url, hostname, port):
    settings.WAGTAILADMIN_BASE_URL = base_url

    run()

    site = Site.objects.get()
    assert (site.hostname, site.port) == (hostname, port)
    assert site.root_url == base_url


def test_an_address_given_in_the_admin_stays(ready):
    Site.objects.update(hostname="www.example.org")

    run()

    assert Site.objects.get().hostname == "www.example.org"


def test_static_files_are_collected_only_when_they_changed(ready, settings, tmp_path):
    run(), run()
    assert ready.count("collectstatic") == 1

    extra = tmp_path / "extra"
    extra.mkdir()
    (extra / "new.css").write_text("a {}")
    settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, extra]
    get_finder.cache_clear()
    run(), run()
    get_finder.cache_clear()

    assert ready.count("collectstatic") == 2


def test_content_is_loaded_every_time_and_nothing_is_migrated_that_is_migrated(ready):
    run(), run()

    assert ready.count("load_content") == 2
    assert "migrate" not in ready


def test_a_database_that_does_not_answer_is_waited_for(ready, monkeypatch):
    answers = iter([OperationalError("refused"), OperationalError("refused")])

    def ensure_connection():
        for answer in answers:
            raise answer

    monkeypatch.setattr(connection, "ensure_connection", ensure_connection)
    monkeypatch.setattr(prepare.time, "sleep", lambda seconds: None)

    output = run()

    assert output.count("Waiting for the database") == 1


def test_a_database_that_never_answers_stops_the_start(ready, monkeypatch):
    def ensure_connection():
        raise OperationalError("refused")

    # Undone before the test ends, because pytest-django needs the connection to clean up.
    with monkeypatch.context() as patch:
        patch.setattr(connection, "ensure_connection", ensure_connection)
        patch.setattr(prepare, "SECONDS_FOR_DATABASE", 0)
        with pytest.raises(CommandError, match="The database has not answered for 0 seconds: refused"):
            run()


def test_a_second_start_waits_for_the_first(tmp_path):
    path, events, inside = tmp_path / "lock", [], threading.Event()

    def second():
        with locks.only_one_on_this_disk(path, on_wait=inside.set):
            events.append("second")

    with locks.only_one_on_this_disk(path, on_wait=lambda: None):
        thread = threading.Thread(target=second)
        thread.start()
        assert inside.wait(5)
        events.append("first")
    thread.join(5)

    assert events == ["first", "second"]


def test_waiting_ends_at_last(tmp_path, monkeypatch):
    monkeypatch.setattr(locks, "PATIENCE", -1)

    with (
        locks.only_one_on_this_disk(tmp_path / "lock", on_wait=lambda: None),
        pytest.raises(locks.StillLockedError),
        locks.only_one_on_this_disk(tmp_path / "lock", on_wait=lambda: None),
    ):
        pass


def test_only_one_start_at_a_time_works_on_a_database(db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has the lock on its disk")

    with locks.only_one_on_this_database(on_wait=lambda: None):
        other = connection.copy()
        assert not locks.ask(other, "SELECT pg_try_advisory_lock(%s)", locks.POSTGRES_KEY)
        other.close()
