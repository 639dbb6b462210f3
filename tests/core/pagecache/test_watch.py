"""The thread that looks at the database, so that no reader has to."""

import threading
import time

import pytest
from django.db import OperationalError

from greencustoms.core import stamp
from greencustoms.core.pagecache.watch import Watch


@pytest.fixture
def look(monkeypatch):
    """Decide what a look at the database finds, without one."""

    def decide(found):
        monkeypatch.setattr(stamp, "current_with_withdrawal", found)
        monkeypatch.setattr("greencustoms.core.pagecache.watch.close_quietly", lambda: None)

    return decide


@pytest.fixture
def watch():
    watch = Watch()
    yield watch
    watch.is_stopped = True
    watch.wake.set()


def wait_until(holds, seconds=5):
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    assert holds()


def test_a_change_is_seen_within_a_second(look, watch):
    content = {"stamp": (1, 1)}
    look(lambda: (content["stamp"], 0.0))
    assert watch.current() == (1, 1)

    content["stamp"] = (2, 2)
    changed_at = time.monotonic()

    wait_until(lambda: watch.current() == (2, 2))
    assert time.monotonic() - changed_at < 1


def test_after_a_pause_the_first_reader_waits_for_a_new_look(look, watch):
    content = {"stamp": (1, 1)}
    look(lambda: (content["stamp"], 0.0))
    watch.current()
    content["stamp"] = (2, 2)
    watch.seen_at -= 60

    assert watch.current() == (2, 2)


def test_a_database_that_hangs_counts_as_gone_and_holds_no_reader_for_longer_than_its_patience(
    look, watch, monkeypatch
):
    monkeypatch.setattr("greencustoms.core.pagecache.watch.PATIENCE", 0.1)
    let_go = threading.Event()
    look(lambda: (let_go.wait(10), 0.0))

    started = time.monotonic()
    assert watch.current() is None
    assert watch.current() is None
    let_go.set()

    assert time.monotonic() - started < 1


def test_a_database_that_comes_back_is_noticed(look, watch):
    answers = {"gone": True}

    def found():
        if answers["gone"]:
            raise OperationalError("gone")
        return (1, 1), 0.0

    look(found)
    assert watch.current() is None

    answers["gone"] = False

    wait_until(lambda: watch.current() == (1, 1))
