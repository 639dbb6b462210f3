"""Every wait for PostgreSQL has an end. SQLite has no server that could keep us waiting."""

import time

import pytest
from django.db import OperationalError, connection

from greencustoms.core import patience

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="about PostgreSQL"),
]


@pytest.fixture
def other_connection():
    """A connection beside that of the test, which a question that is given up closes."""
    other = connection.copy()
    yield other
    patience.wait_as_long_as_it_takes()
    other.close()


def ask_something_long(database):
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(8)")


def test_a_question_that_is_not_answered_is_given_up(other_connection, monkeypatch):
    monkeypatch.setattr(patience, "FOR_AN_ANSWER", 0.3)
    patience.limit_waiting()
    started = time.monotonic()

    with pytest.raises(OperationalError, match="no answer from the database"):
        ask_something_long(other_connection)

    assert time.monotonic() - started < 2


def test_a_database_known_to_be_gone_is_given_up_sooner(other_connection):
    patience.limit_waiting(is_gone=lambda: True)
    started = time.monotonic()

    with pytest.raises(OperationalError, match="no answer from the database"):
        ask_something_long(other_connection)

    assert time.monotonic() - started < 2


def test_an_answer_in_time_is_not_disturbed(other_connection):
    patience.limit_waiting()

    with other_connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_sleep(0.3)")
        assert cursor.fetchone() == (1,)
