"""Readers who come through the page cache, as they do under gunicorn."""

import gzip
import io

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from greencustoms.core import stamp
from greencustoms.core.pagecache.application import PageCache
from greencustoms.core.pagecache.watch import Watch


class WatchAtOnce(Watch):
    """Looks at the database in each request: a thread would not see what a test has not committed."""

    def note(self):
        self.look()
        self.asked_at = self.seen_at
        return self.seen_at


class Answer:
    def __init__(self, status, headers, body):
        self.status = int(status.split()[0])
        self.all_headers = headers
        self.headers = dict(headers)
        self.raw = body

    @property
    def text(self):
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress}.get(self.headers.get("Content-Encoding"), bytes)
        return unpack(self.raw).decode()


class Reader:
    """Asks a page cache with Django behind it. Headers are given as they are named in WSGI, without HTTP_."""

    def __init__(self, **options):
        self.asked_of_django = []
        self.django = WSGIHandler()
        options = {"MEMORY_BYTES": 4_000_000, "DISK_BYTES": 4_000_000, "STALE_HOURS": 24, **options}
        self.cache = PageCache(self.handle, watch=WatchAtOnce(), **options)

    def handle(self, environ, start_response):
        self.asked_of_django.append(environ)
        return self.django(environ, start_response)

    def get(self, address, method="GET", body=b"", extra=None, **headers):
        path, _mark, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "testserver",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
            **(extra or {}),
        }
        told = []
        chunks = self.cache(environ, lambda *args: told.append(args))
        try:
            body = b"".join(chunks)
        finally:
            if hasattr(chunks, "close"):
                chunks.close()
        return Answer(told[-1][0], told[-1][1], body)

    @property
    def renders(self):
        return len(self.asked_of_django)


@pytest.fixture
def new_process(tmp_path):
    """Start another process of the site on this machine: memory of its own, the same disk."""
    # As Django's own test client does: the connection of the test stays open from one request to the next.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield lambda **options: Reader(**{"FOLDER": tmp_path, **options})
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def reader(db, home, new_process):
    stamp.touch()
    return new_process()
