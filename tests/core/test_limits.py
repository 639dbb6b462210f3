"""How often something may be tried, counted in the database."""

import threading
from types import SimpleNamespace

import pytest
from django.db import connection

from greencustoms.core import limits
from greencustoms.core.limits import Limit, address_of
from greencustoms.core.models import ContentStamp, RateCount

THREE = Limit("test", most=3, minutes=15)


@pytest.fixture
def clock(monkeypatch):
    now = SimpleNamespace(seconds=1_900_000_020.0)
    monkeypatch.setattr(limits.time, "time", lambda: now.seconds)
    return now


@pytest.mark.django_db
def test_what_is_within_the_limit_is_allowed_and_the_next_is_told_when_to_come_back(clock):
    assert [THREE.take("someone") for _try in range(3)] == [0, 0, 0]

    assert 14 * 60 < THREE.take("someone") <= 15 * 60


@pytest.mark.django_db
def test_each_subject_and_each_limit_has_a_count_of_its_own(clock):
    for _try in range(3):
        THREE.take("someone")

    assert THREE.take("another") == 0
    assert Limit("other", 3, 15).take("someone") == 0


@pytest.mark.django_db
def test_who_keeps_trying_is_shut_out_no_longer_than_the_window(clock):
    for _try in range(3):
        THREE.take("someone")
    for _minute in range(14):
        clock.seconds += 60
        assert THREE.take("someone") > 0

    clock.seconds += 60

    assert THREE.take("someone") == 0


@pytest.mark.django_db
def test_the_limit_holds_in_any_window_not_only_from_its_start(clock):
    THREE.take("someone")
    clock.seconds += 14 * 60
    THREE.take("someone")
    THREE.take("someone")

    clock.seconds += 60

    assert THREE.take("someone") == 0
    assert THREE.take("someone") > 0


@pytest.mark.django_db
def test_the_time_to_wait_is_enough(clock):
    for _try in range(3):
        THREE.take("someone")
        clock.seconds += 100

    clock.seconds += THREE.take("someone")

    assert THREE.take("someone") == 0


@pytest.mark.django_db
def test_a_try_given_back_does_not_count(clock):
    for _try in range(5):
        assert THREE.take("someone") == 0
        THREE.give_back("someone")


@pytest.mark.django_db
def test_a_count_names_nobody(clock):
    THREE.take("192.0.2.1", "officer@example.org")

    assert "officer" not in RateCount.objects.get().key
    assert len(RateCount.objects.get().key) == 64


@pytest.mark.django_db
def test_counting_is_no_change_of_content(clock):
    before = ContentStamp.objects.count()

    THREE.take("someone")

    assert ContentStamp.objects.count() == before


@pytest.mark.django_db
def test_old_counts_are_dropped(clock, monkeypatch):
    monkeypatch.setattr(limits, "ONE_IN", 1)
    THREE.take("someone")
    clock.seconds += 25 * 3600

    THREE.take("another")

    assert RateCount.objects.count() == 1


@pytest.fixture
def really_committed(django_db_setup, django_db_blocker):
    """Several connections see each other's work. What the test writes is removed by hand."""
    with django_db_blocker.unblock():
        yield
        RateCount.objects.all().delete()


def test_many_at_once_get_no_more_than_the_limit(really_committed):
    allowed = []

    def try_once():
        allowed.append(THREE.take("someone") == 0)
        connection.close()

    threads = [threading.Thread(target=try_once) for _thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(allowed) == 8
    assert sum(allowed) <= 3


@pytest.mark.parametrize(
    ("proxies", "meta", "expected"),
    [
        pytest.param(0, {"REMOTE_ADDR": "192.0.2.1"}, "192.0.2.1", id="no proxy"),
        pytest.param(
            0, {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "9.9.9.9"}, "192.0.2.1", id="header of a visitor"
        ),
        pytest.param(
            1, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "9.9.9.9, 192.0.2.1"}, "192.0.2.1", id="one proxy"
        ),
        pytest.param(
            2,
            {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "9.9.9.9, 192.0.2.1, 10.0.0.2"},
            "192.0.2.1",
            id="two",
        ),
        pytest.param(1, {"REMOTE_ADDR": "10.0.0.1"}, "10.0.0.1", id="proxy left out"),
        pytest.param(0, {"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, "2001:db8:1:2::", id="a household of IPv6"),
        pytest.param(0, {"REMOTE_ADDR": "::ffff:192.0.2.1"}, "192.0.2.1", id="IPv4 in IPv6"),
        pytest.param(0, {"REMOTE_ADDR": ""}, "", id="a socket without address"),
    ],
)
def test_the_address_counted_is_the_one_that_cannot_be_made_up(settings, proxies, meta, expected):
    settings.TRUSTED_PROXIES = proxies

    assert address_of(SimpleNamespace(META=meta)) == expected
