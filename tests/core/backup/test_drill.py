"""The drill: a backup of a real site, an empty machine, and every row and every byte is back.

The commands run as somebody types them, in processes of their own, with the settings of a site.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from greencustoms.core.backup import postgres
from tests import database

ROOT = Path(__file__).resolve().parents[3]
KEY = "a key that only this test knows"


class Machine:
    """A site with its own folder and its own database."""

    def __init__(self, folder, url):
        self.folder, self.url = folder, url

    def manage(self, *arguments, check=True, **more):
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "greencustoms.settings.dev",
            "STATE_DIR": str(self.folder),
            "DATABASE_URL": self.url,
            "BACKUP_KEY": KEY,
            **more,
        }
        command = [sys.executable, "manage.py", *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, env=environment, check=check, capture_output=True, text=True)

    def backups(self):
        return sorted(self.folder.glob("backups/greencustoms-*"))

    def bytes_of_files(self):
        files = [path for name in ("media", "private") for path in (self.folder / name).rglob("*") if path.is_file()]
        return {str(path.relative_to(self.folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


class SqliteMachine(Machine):
    def __init__(self, folder, is_empty):
        folder.mkdir()
        self.path = folder / "db.sqlite3"
        super().__init__(folder, f"sqlite:///{self.path}")
        if not is_empty:
            shutil.copy(database.migrated_sqlite(), self.path)

    def rows(self):
        with closing(sqlite3.connect(self.path)) as opened:
            return hashlib.sha256("\n".join(opened.iterdump()).encode()).hexdigest()

    def change(self):
        with closing(sqlite3.connect(self.path)) as opened, opened:
            opened.execute("UPDATE wagtailcore_page SET title = 'Changed'")


class PostgresMachine(Machine):
    def __init__(self, folder, is_empty):
        folder.mkdir()
        self.name = f"drill_{database.CHECKOUT}_{os.getpid()}_{folder.name}"
        super().__init__(folder, os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{self.name}")
        template = "" if is_empty else f" TEMPLATE {database.migrated_postgres()}"
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {self.name}{template}")

    def arguments(self, program, *parameters):
        arguments, environment = postgres.command(program, *parameters)
        return [*arguments[:-1], self.name], {**os.environ, **environment}

    def rows(self):
        arguments, environment = self.arguments("pg_dump", "--data-only", "--inserts", "--no-comments")
        dumped = subprocess.run(arguments, env=environment, check=True, capture_output=True).stdout
        # Newer versions begin and end the script with a random word.
        lines = [line for line in dumped.splitlines() if not line.startswith((b"\\restrict", b"\\unrestrict"))]
        return hashlib.sha256(b"\n".join(lines)).hexdigest()

    def change(self):
        arguments, environment = self.arguments("psql", "--command", "UPDATE wagtailcore_page SET title = 'Changed'")
        subprocess.run(arguments, env=environment, check=True, capture_output=True)

    def drop(self):
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")


@pytest.fixture
def machine(tmp_path, django_db_setup, django_db_blocker):
    """Makes machines: `machine("here")` with a site and files, `machine("there", is_empty=True)` without."""
    made = []

    def make(name, is_empty=False):
        kind = PostgresMachine if connection.vendor == "postgresql" else SqliteMachine
        found = kind(tmp_path / name, is_empty)
        made.append(found)
        if not is_empty:
            put(found.folder / "media/images/border.jpg", b"a picture" * 1000)
            put(found.folder / "media/documents/Überblick 概要.pdf", os.urandom(3_000_000))
            put(found.folder / "private/ab/abcd", b"of a partner")
            put(found.folder / "media/.incoming/half", b"half")
        return found

    with django_db_blocker.unblock():
        yield make
        for found in made:
            if isinstance(found, PostgresMachine):
                found.drop()


def put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def test_a_restore_on_an_empty_machine_gives_equal_rows_and_bytes(machine):
    here, there = machine("here"), machine("there", is_empty=True)
    rows, files = here.rows(), here.bytes_of_files()
    del files["media/.incoming/half"]

    here.manage("backup")
    there.manage("restore", *here.backups(), check=False)

    assert there.rows() == rows
    assert there.bytes_of_files() == files


def test_a_site_that_is_not_empty_is_replaced_only_when_told_to_and_kept_first(machine):
    here = machine("here")
    rows = here.rows()
    here.manage("backup")
    [backup] = here.backups()
    here.change()
    put(here.folder / "media/images/later.jpg", b"later")
    changed = here.rows(), here.bytes_of_files()

    refused = here.manage("restore", backup, check=False)

    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert (here.rows(), here.bytes_of_files()) == changed

    here.manage("restore", backup, "--replace", check=False)

    assert here.rows() == rows
    assert "media/images/later.jpg" not in here.bytes_of_files()
    assert [path.name for path in here.backups() if "before-restore" in path.name]
