"""A backup that is not what was written is told, whatever happened to it; and the last good one stays."""

import errno
import os
import shutil
import sqlite3
import threading
from contextlib import closing

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from greencustoms.core.backup import archive, files, making, postgres, sqlite
from greencustoms.core.backup.cipher import PIECE
from greencustoms.core.backup.problems import BackupError, DamagedError, WrongKeyError

KEY = "a key that only this test knows"
CONTENT = os.urandom(2 * PIECE + 5000)


@pytest.fixture(params=[KEY, ""], ids=["encrypted", "open"])
def key(request):
    return request.param


def write(path, key):
    with path.open("wb") as target, archive.writing(target, key) as writer:
        source = path.with_name("source")
        source.write_bytes(CONTENT)
        with source.open("rb") as content:
            writer.add("media/a.bin", content, len(CONTENT))
        writer.finish({"database": "sqlite"})
    return path


@pytest.fixture
def backup(tmp_path, key):
    return write(tmp_path / "backup", key)


def test_a_backup_that_nobody_touched_is_whole(backup, key):
    taken = {}

    with backup.open("rb") as source:
        archive.read(source, key, lambda name, reader: taken.update({name: reader.read()}))

    assert taken == {"media/a.bin": CONTENT}


@pytest.mark.parametrize("place", [0, 5, 30, 60, 5000, PIECE + 70, -5, -1])
def test_one_changed_bit_is_noticed(backup, key, place):
    content = bytearray(backup.read_bytes())
    content[place] ^= 1
    backup.write_bytes(content)

    with pytest.raises(DamagedError):
        making.verify(backup, key)


@pytest.mark.parametrize("left", [0, 20, 1000, 2 * (PIECE + 16) + 51, -1])
def test_a_backup_that_was_cut_is_noticed(backup, key, left):
    backup.write_bytes(backup.read_bytes()[:left])

    with pytest.raises(DamagedError):
        making.verify(backup, key)


def test_pieces_that_changed_places_are_noticed(tmp_path):
    backup = write(tmp_path / "backup", KEY)
    content = backup.read_bytes()
    start, size = 51, PIECE + 16
    one, two = content[start : start + size], content[start + size : start + 2 * size]
    backup.write_bytes(content[:start] + two + one + content[start + 2 * size :])

    with pytest.raises(DamagedError):
        making.verify(backup, KEY)


def test_a_backup_without_its_manifest_was_never_finished(tmp_path):
    path = tmp_path / "backup"
    with path.open("wb") as target, archive.writing(target, ""):
        pass

    with pytest.raises(DamagedError, match="manifest"):
        making.verify(path, "")


@pytest.mark.parametrize(("other", "words"), [("another key that is wrong", "another BACKUP_KEY"), ("", "encrypted")])
def test_a_wrong_or_missing_key_is_told_apart_from_damage(tmp_path, other, words):
    with pytest.raises(WrongKeyError, match=words):
        making.verify(write(tmp_path / "backup", KEY), other)


def test_nothing_of_the_content_can_be_read_without_the_key(tmp_path):
    path = write(tmp_path / "backup", KEY)

    assert b"media/a.bin" not in path.read_bytes()
    assert CONTENT[:100] not in path.read_bytes()


@pytest.fixture
def small_site(tmp_path, monkeypatch):
    """A database that is quickly copied, and one file."""
    path = tmp_path / "site.sqlite3"
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute("CREATE TABLE pair (one INTEGER, two INTEGER)")
        opened.execute("INSERT INTO pair VALUES (0, 0)")
    monkeypatch.setitem(sqlite.connection.settings_dict, "NAME", str(path))
    monkeypatch.setattr(making, "engine", lambda: sqlite)
    monkeypatch.setattr(making, "describe", lambda made_at: {"database": "sqlite", "made_at": "", "migrations": []})
    name = storages["default"].save("images/backup-test.jpg", ContentFile(b"a picture" * 100))
    yield path
    storages["default"].delete(name)


def names_in(folder):
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


def test_writers_go_on_during_a_backup_and_it_is_of_one_moment(small_site, tmp_path):
    stop, written = threading.Event(), []

    def write_pairs():
        with closing(sqlite3.connect(small_site, timeout=20)) as opened:
            while not stop.is_set():
                with opened:
                    opened.execute("UPDATE pair SET one = one + 1")
                    opened.execute("UPDATE pair SET two = two + 1")
                written.append(1)

    writer = threading.Thread(target=write_pairs)
    writer.start()
    try:
        for number in range(10):
            sqlite.dump(tmp_path / f"copy{number}")
    finally:
        stop.set()
        writer.join()

    assert written
    for number in range(10):
        with closing(sqlite3.connect(tmp_path / f"copy{number}")) as copy:
            one, two = copy.execute("SELECT one, two FROM pair").fetchone()
        assert one == two


def test_a_full_disk_leaves_no_half_backup_and_keeps_the_last_good_one(small_site, tmp_path, monkeypatch):
    folder = tmp_path / "backups"
    good, _manifest = making.make(folder, KEY)

    def no_room(writer):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "add_all", no_room)
    with pytest.raises(BackupError, match="No space left on device"):
        making.make(folder, KEY)

    assert names_in(folder) == [good.name]
    assert making.verify(good, KEY)


def test_what_sqlite_refuses_is_told_plainly(small_site, tmp_path):
    with pytest.raises(BackupError, match="SQLite says"):
        sqlite.dump(tmp_path / "no" / "folder")


def test_what_a_killed_backup_left_is_no_backup_and_goes_with_the_next_one(small_site, tmp_path):
    folder = tmp_path / "backups"
    started = folder / f"{making.UNFINISHED}abc"
    started.mkdir(parents=True)
    (started / "archive").write_bytes(b"half")

    assert making.dated(folder) == []
    made, _manifest = making.make(folder, KEY)
    assert names_in(folder) == [made.name]


def test_a_backup_in_the_making_has_no_name_of_a_backup(small_site, tmp_path, monkeypatch):
    folder, seen = tmp_path / "backups", []
    add_all = files.add_all
    monkeypatch.setattr(files, "add_all", lambda writer: seen.append(making.dated(folder)) or add_all(writer))

    making.make(folder, "")

    assert seen == [[]]
    assert len(making.dated(folder)) == 1


def test_a_backup_can_be_read_only_by_its_owner(small_site, tmp_path):
    path, _manifest = making.make(tmp_path / "backups", "")

    assert path.stat().st_mode & 0o077 == 0


def test_a_short_key_is_refused(tmp_path):
    with pytest.raises(BackupError, match="too short"):
        making.make(tmp_path, "secret")


def test_old_backups_go_but_the_newest_of_each_day_and_month_stay(tmp_path):
    for name in ["20290131T010000Z", "20300101T010000Z", "20300101T020000Z", "20300228T010000Z", "20300301T010000Z"]:
        (tmp_path / f"greencustoms-{name}.tar.gz.enc").touch()
    (tmp_path / "greencustoms-before-restore-20200101T010000Z.tar.gz").touch()
    newest = tmp_path / "greencustoms-20300301T010000Z.tar.gz.enc"

    deleted = making.delete_old(tmp_path, newest, daily=2, monthly=3)

    assert sorted(path.name[13:29] for path in deleted) == ["20290131T010000Z", "20300101T010000Z"]
    assert (tmp_path / "greencustoms-before-restore-20200101T010000Z.tar.gz").exists()


def test_the_backup_just_made_stays_even_if_the_clock_was_wrong(tmp_path):
    made = tmp_path / "greencustoms-20200101T010000Z.tar.gz"
    later = tmp_path / "greencustoms-20990101T010000Z.tar.gz"
    made.touch()
    later.touch()

    making.delete_old(tmp_path, made, daily=0, monthly=0)

    assert made.exists()
    assert not later.exists()


def test_a_missing_program_of_postgresql_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "DEBIAN", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(BackupError, match=r"pg_dump was not found.*postgresql-client-15"):
        postgres.find_program("pg_dump", 15)


def test_a_program_older_than_the_server_is_refused(monkeypatch, tmp_path):
    program = tmp_path / "14/bin/pg_dump"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 14.9 (Debian 14.9-1)'\n")
    program.chmod(0o755)
    monkeypatch.setattr(postgres, "DEBIAN", str(tmp_path))
    monkeypatch.setattr(shutil, "which", lambda name: None)

    with pytest.raises(BackupError, match="version 14, older than the server"):
        postgres.find_program("pg_dump", 15)
    assert postgres.find_program("pg_dump", 14) == str(program)
