"""Django's cache in Redis, which no reader notices when Redis is gone, slow, full or flushed.

While it does not answer, each process keeps what it would have put there in its own memory: a cache that is empty
costs only time, and limits of how often something may be tried still count, in each process by itself.
"""

import logging
import time

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_TRIES = 5
OPERATIONS = ("add", "get", "set", "touch", "delete", "get_many", "has_key", "incr", "set_many", "delete_many", "clear")


class State:
    """Whether Redis answers, as far as this process knows. All threads share it."""

    away_until = 0.0
    is_away = False


class PatientRedisCache(RedisCache):
    state = State

    def __init__(self, server, params):
        super().__init__(server, params)
        self.own_memory = LocMemCache("while-redis-is-away", {"OPTIONS": {"MAX_ENTRIES": 5000}})

    def attempt(self, operation, *args, **kwargs):
        if time.monotonic() >= self.state.away_until:
            try:
                answer = getattr(RedisCache, operation)(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                self.note_away(error)
            else:
                self.note_back()
                return answer
        return getattr(self.own_memory, operation)(*args, **kwargs)

    def note_away(self, error):
        self.state.away_until = time.monotonic() + SECONDS_BETWEEN_TRIES
        if not self.state.is_away:
            self.state.is_away = True
            logger.error("Redis does not answer, each process keeps its own cache meanwhile: %s", error)

    def note_back(self):
        if self.state.is_away:
            self.state.is_away = False
            self.own_memory.clear()
            logger.warning("Redis answers again")


def patiently(operation):
    def attempt(self, *args, **kwargs):
        return self.attempt(operation, *args, **kwargs)

    attempt.__name__ = operation
    return attempt


for name in OPERATIONS:
    setattr(PatientRedisCache, name, patiently(name))
