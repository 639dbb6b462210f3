"""Tells the caches in front of the site (Varnish) that content changed.

Each process tells them as soon as it has noticed a change itself: from then on it shows nothing older, so whatever
the cache asked this process for before is old, and what it asks for afterwards is not. Nobody has to know which pages
list or embed what changed: all of them are asked for anew when they are next read, and most are answered with 304.
What was taken away from visitors may not be shown even while the site is down, so that is told, too.
"""

import logging
import os
import threading
import time
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from wagtail.contrib.frontend_cache.backends.http import HTTPBackend, PurgeRequest
from wagtail.contrib.frontend_cache.utils import get_backends

logger = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds that a cache may take to answer."""

BETWEEN_TRIES = 1.0
WITHDRAWN = "X-Withdrawn-Seconds-Ago"


class Varnish(HTTPBackend):
    """A Varnish that runs `deploy/varnish/default.vcl`. One request makes all pages of the site old."""

    def __init__(self, params):
        self.location = params["LOCATION"]
        super().__init__(params)

    def make_old(self, withdrawn_ago: float | None):
        """Raises OSError if it does not answer, or does not take that from us."""
        headers = {"Host": urlsplit(self.location).netloc}
        if withdrawn_ago is not None:
            headers[WITHDRAWN] = f"{withdrawn_ago:.3f}"
        with urlopen(PurgeRequest(f"{self.location}/", headers=headers), timeout=PATIENCE):  # noqa: S310 - from settings
            pass


class Edge:
    """All caches in front, as `WAGTAILFRONTENDCACHE` names them. Whoever has something to tell never waits for one."""

    def __init__(self):
        self.tellers = [Teller(cache) for cache in get_backends().values() if isinstance(cache, Varnish)]

    def __bool__(self):
        return bool(self.tellers)

    def tell(self, withdrawn_at: float):
        """Content changed. `withdrawn_at` is when something was last taken away, in seconds since 1970; 0 for never."""
        for teller in self.tellers:
            teller.tell(withdrawn_at)


class Teller:
    """Tells one cache, in a thread of its own, until it has understood."""

    def __init__(self, cache):
        self.cache = cache
        self.withdrawn_at = 0.0
        self.something_to_tell = threading.Event()
        self.pid = None
        self.failed = False

    def tell(self, withdrawn_at):
        self.withdrawn_at = withdrawn_at
        self.something_to_tell.set()
        if self.pid != os.getpid():
            self.pid = os.getpid()
            threading.Thread(target=self.run, name="edge", daemon=True).start()

    def run(self):
        while True:
            self.something_to_tell.wait()
            self.something_to_tell.clear()
            if not self.try_once():
                self.something_to_tell.set()
                time.sleep(BETWEEN_TRIES)

    def try_once(self):
        ago = max(0.0, time.time() - self.withdrawn_at) if self.withdrawn_at else None
        try:
            self.cache.make_old(ago)
        except (URLError, OSError) as error:
            if not self.failed:
                logger.error("The cache at %s was not told of a change, trying on: %s", self.cache.location, error)
            self.failed = True
            return False
        if self.failed:
            logger.warning("The cache at %s knows of all changes again", self.cache.location)
        self.failed = False
        return True
