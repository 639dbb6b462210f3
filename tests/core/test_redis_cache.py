"""A cache in Redis that nobody misses. No Redis is needed: these tests are about its absence."""

import time

import pytest
from redis.backoff import NoBackoff
from redis.retry import Retry

from greencustoms.core.redis_cache import PatientRedisCache, RedisCache, State
from tests.factories.portal import UserFactory


@pytest.fixture
def cache(monkeypatch):
    """A cache whose Redis is on a port where nobody listens."""

    class OwnState(State):
        pass

    options = {"socket_timeout": 0.2, "socket_connect_timeout": 0.2, "retry": Retry(NoBackoff(), 0)}
    cache = PatientRedisCache("redis://127.0.0.1:1/0", {"OPTIONS": options})
    cache.state = OwnState
    cache.own_memory.clear()
    return cache


def test_what_is_not_there_is_missing_and_no_failure(cache):
    assert cache.get("anything", "default") == "default"
    assert cache.get_many(["a", "b"]) == {}
    assert not cache.has_key("a")


def test_limits_still_count_in_each_process(cache):
    assert cache.add("tries", 1)
    assert not cache.add("tries", 1)
    assert cache.incr("tries") == 2


def test_after_a_failure_redis_is_left_alone_for_a_while(cache, monkeypatch):
    tries = []
    monkeypatch.setattr(RedisCache, "get", lambda self, key: tries.append(key) or self._cache.get_client(key).ping())

    for _time in range(50):
        cache.get("a")

    assert len(tries) == 1
    assert cache.state.is_away


def test_what_was_kept_meanwhile_is_forgotten_when_redis_answers_again(cache, monkeypatch):
    cache.set("page", "old")
    cache.state.away_until = 0.0
    monkeypatch.setattr(RedisCache, "get", lambda self, key, default=None, version=None: "from Redis")

    assert cache.get("page") == "from Redis"
    assert not cache.state.is_away
    assert cache.own_memory.get("page") is None


def test_a_redis_that_never_answers_costs_less_than_a_second(cache, monkeypatch):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        cache._servers = [f"redis://127.0.0.1:{silent.getsockname()[1]}/0"]
        started = time.monotonic()
        for _time in range(5):
            cache.get("a")

    assert time.monotonic() - started < 1


@pytest.fixture
def site_without_redis(settings, monkeypatch):
    """The whole site with a Redis set that is not there."""

    class OwnState(State):
        pass

    monkeypatch.setattr(PatientRedisCache, "state", OwnState)
    backend = f"{PatientRedisCache.__module__}.{PatientRedisCache.__name__}"
    options = {"socket_timeout": 0.2, "socket_connect_timeout": 0.2, "retry": Retry(NoBackoff(), 0)}
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "redis://127.0.0.1:1/0", "OPTIONS": options}}


def test_the_site_says_so_and_stays_in_service(site_without_redis, client, db):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["cache"]) == (200, False)


def test_people_sign_in_and_stay_signed_in_without_it(site_without_redis, client, home):
    user = UserFactory()
    user.set_password("a long and odd password")
    user.save()

    client.post("/account/login/", {"login": user.email, "password": "a long and odd password"})

    assert client.get("/account/sessions/").status_code == 200
    assert client.get("/en/").status_code == 200
