"""Readers do not notice that the database is gone, unless nobody read the page before."""

import os

import pytest
from django.db import OperationalError

from greencustoms.core import stamp
from greencustoms.core.pagecache import watch
from greencustoms.core.pagecache.asked import read
from tests.factories.pages import InformationPageFactory


@pytest.fixture
def lose_database(db):
    """Call it, and nothing gets an answer from the database any more."""

    def gone(*args, **kwargs):
        raise OperationalError("gone")

    with pytest.MonkeyPatch.context() as outage:

        def lose():
            outage.setattr(watch, "close_quietly", lambda: None)
            outage.setattr("django.db.backends.utils.CursorWrapper.execute", gone)

        yield lose


def test_a_page_read_before_is_shown_and_marked_as_old(reader, lose_database):
    before = reader.get("/en/").text
    lose_database()

    answer = reader.get("/en/")

    assert (answer.status, answer.text) == (200, before)
    assert answer.headers["Warning"].startswith("110 ")
    assert int(answer.headers["Age"]) >= 0


def test_a_process_that_starts_without_a_database_shows_what_others_kept(reader, new_process, lose_database):
    reader.get("/en/")
    lose_database()

    assert new_process().get("/en/").status == 200


def test_a_copy_older_than_the_last_change_is_better_than_none(reader, home, lose_database):
    reader.get("/en/")
    InformationPageFactory(parent=home)
    lose_database()

    assert reader.get("/en/").status == 200


@pytest.mark.parametrize("take_away", ["unpublish", "delete"])
def test_what_was_taken_away_does_not_come_back(reader, home, lose_database, take_away):
    page = InformationPageFactory(parent=home, slug="news")
    reader.get("/en/news/")
    getattr(page, take_away)()
    reader.get("/en/")
    lose_database()

    assert reader.get("/en/news/").status == 503
    assert reader.get("/en/").status == 200


def test_a_page_nobody_read_before_is_answered_with_503_and_when_to_come_back(reader, home, lose_database):
    InformationPageFactory(parent=home, slug="news")
    lose_database()

    answer = reader.get("/en/news/")

    assert answer.status == 503
    assert int(answer.headers["Retry-After"]) > 0


def test_a_copy_of_more_than_a_day_ago_is_not_shown(reader, new_process, lose_database):
    reader.get("/en/")
    lose_database()

    assert new_process(STALE_HOURS=0).get("/en/").status == 503


def test_a_page_that_fails_to_render_is_shown_as_it_was(reader, home, monkeypatch):
    from greencustoms.home.models import HomePage

    reader.get("/en/")
    stamp.touch()

    def fail(*args, **kwargs):
        raise RuntimeError("a mistake")

    monkeypatch.setattr(HomePage, "get_context", fail)
    answer = reader.get("/en/")

    assert answer.status == 200
    assert "Warning" in answer.headers


def test_the_site_recovers_by_itself(reader, home, lose_database, monkeypatch):
    reader.get("/en/")
    with monkeypatch.context() as outage:
        outage.setattr(stamp, "current_with_withdrawal", lambda: 1 / 0)
        outage.setattr(watch, "close_quietly", lambda: None)
        assert "Warning" in reader.get("/en/").headers

    assert "Warning" not in reader.get("/en/").headers


@pytest.mark.parametrize("damage", [b"", b"{}", b"\x80garbage", None])
def test_a_damaged_copy_on_disk_is_rendered_again(reader, new_process, damage):
    reader.get("/en/")
    path = reader.cache.disk.path(read(reader.asked_of_django[0])[0])
    path.write_bytes(path.read_bytes()[:-5] if damage is None else damage)

    other = new_process()

    assert other.get("/en/").text == reader.get("/en/").text
    assert other.renders == 1


def test_a_disk_that_cannot_be_written_costs_only_speed(db, home, new_process, tmp_path):
    (tmp_path / "file").touch()
    reader = new_process(FOLDER=tmp_path / "file" / "pages")

    assert reader.get("/en/").status == 200


def test_the_disk_keeps_to_its_room_and_drops_the_oldest_first(reader, home):
    disk = reader.cache.disk
    asked = [read({**environ(reader, f"/en/{number}/")})[0] for number in range(6)]
    copy = reader_copy(reader)
    disk.most = 4 * copy.size
    for number, one in enumerate(asked):
        disk.put(one, copy)
        os.utime(disk.path(one), (copy.made - 100 + number,) * 2)

    disk.sweep()

    assert disk.get(asked[0]) is None
    assert disk.get(asked[5]) is not None


def environ(reader, path):
    reader.get("/en/")
    return {**reader.asked_of_django[0], "PATH_INFO": path}


def reader_copy(reader):
    return reader.cache.find(read(reader.asked_of_django[0])[0])
