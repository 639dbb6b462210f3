"""The WSGI application in front of Django: it answers from kept pages, or asks Django and keeps the answer."""

import gzip
import logging
import time

from django.conf import settings

from ..error_pages import DATABASE_GONE
from ..logs import request_id
from . import asked as asking
from .copies import FOR_READERS, FOR_THE_EDGE, LARGEST, best_encoding, make_copy, may_be_kept
from .disk import Disk
from .edge import Edge
from .memory import Mark, Memory
from .release import generation
from .watch import Watch

logger = logging.getLogger(__name__)


class PageCache:
    """Wraps a WSGI application. Everything it can answer itself never reaches Django."""

    def __init__(self, application, watch=None, **changes):
        options = {**settings.PAGE_CACHE, **changes}
        self.application = application
        self.watch = watch or Watch()
        self.edge = self.watch.edge = Edge()
        self.memory = Memory(options["MEMORY_BYTES"])
        self.longest = options["STALE_HOURS"] * 3600
        self.disk = Disk(options["FOLDER"], options["DISK_BYTES"], self.longest, generation())

    def __call__(self, environ, start_response):
        environ["HTTP_X_REQUEST_ID"] = request_id(environ.get("HTTP_X_REQUEST_ID", ""))
        found = asking.read(environ)
        if found is None:
            return self.pass_on(environ, start_response)
        asked, is_whole = found
        stamp = self.watch.current()
        if stamp is None:
            return self.do_without_database(asked, environ, start_response)
        copy = self.memory.get(asked)
        if copy is None or not copy.is_fresh(stamp, time.time()):
            return self.fetch(asked, is_whole, stamp, environ, start_response)
        if isinstance(copy, Mark):
            return self.pass_on(environ, start_response)
        return self.send_fresh(copy, environ, start_response)

    def fetch(self, asked, is_whole, stamp, environ, start_response):
        """Get the page from the disk, or from Django, while others who want the same page wait."""
        with self.disk.one_at_a_time(asked) as is_our_turn:
            copy = self.find(asked)
            if copy and copy.is_fresh(stamp, time.time()):
                self.memory.put(asked, copy)
                return self.send_fresh(copy, environ, start_response)
            if copy and not is_our_turn and self.may_be_shown(copy):
                self.memory.put(asked, copy)
                return send(copy, environ, start_response)
            answer = ask(self.application, asking.request_for(asked, environ))
            if answer and may_be_kept(answer.status, answer.headers, asked.content_types):
                made = make_copy(answer.status, answer.headers, answer.body, stamp)
                self.memory.put(asked, made)
                self.disk.put(asked, made)
                return self.send_fresh(made, environ, start_response)
        if answer and answer.status.startswith("5"):
            if copy and self.may_be_shown(copy):
                logger.error("Rendering failed (%s): the last good copy is shown: %s", answer.status, asked.path)
                return send(copy, environ, start_response, is_stale=True)
        else:
            # It was there and now is not, or must not be kept any more: no copy may outlive that.
            self.memory.drop(asked)
            if copy:
                self.disk.drop(asked)
            if not answer or answer.status.startswith("200"):
                self.memory.mark(asked, stamp)
        if answer and is_whole and not asking.leaves_out(environ):
            return send_answer(answer, environ, start_response)
        return self.pass_on(environ, start_response)

    def send_fresh(self, copy, environ, start_response):
        """Answer with a copy that is up to date. A cache that we tell of changes may keep it as long as we do."""
        seconds = int(copy.until - time.time()) if self.edge else 0
        return send(copy, environ, start_response, for_edge=seconds)

    def find(self, asked):
        """The newest copy, in memory or on disk, fresh or not."""
        copy = self.memory.get(asked)
        in_memory = copy if copy is not None and not isinstance(copy, Mark) else None
        on_disk = self.disk.get(asked)
        return max((one for one in (in_memory, on_disk) if one), key=lambda one: one.made, default=None)

    def do_without_database(self, asked, environ, start_response):
        """The last good copy if there is one that nobody has taken back since."""
        copy = self.find(asked)
        if copy and self.may_be_shown(copy):
            return send(copy, environ, start_response, is_stale=True)
        return self.pass_on(environ, start_response)

    def may_be_shown(self, copy):
        """Whether a copy may stand in for a page that cannot be rendered: not too old, and made after the last time
        that anything was unpublished, deleted, moved or made private."""
        return time.time() - copy.made < self.longest and copy.made > self.watch.withdrawn

    def pass_on(self, environ, start_response):
        """Let Django answer the request as it came."""
        self.watch.note()
        if self.watch.is_gone:
            environ[DATABASE_GONE] = True

        def start(status, headers, exc_info=None):
            return start_response(status, [*headers, *missing_headers(headers, environ)], exc_info)

        return self.application(environ, start)


class Answer:
    """What Django said, whole."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body


def ask(application, environ):
    """Return the whole answer; None if it is too large to be kept."""
    told = []

    def start(status, headers, exc_info=None):
        told[:] = [status, headers]

    chunks = application(environ, start)
    try:
        parts, size = [], 0
        for part in chunks:
            parts.append(part)
            size += len(part)
            if size > LARGEST:
                return None
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    return Answer(*told, b"".join(parts))


def send(copy, environ, start_response, is_stale=False, for_edge=0):
    """Answer with a kept page: whole, or 304 if the reader has it. `for_edge`: seconds that our caches may keep it."""
    encoding = best_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")[: asking.LONGEST_HEADER])
    etag, headers = copy.ready.get(encoding) or prepare(copy, encoding)
    headers = [*headers, ("X-Request-ID", environ["HTTP_X_REQUEST_ID"])]
    if is_stale:
        headers += [("Age", str(int(time.time() - copy.made))), ("Warning", '110 - "Response is Stale"')]
    if for_edge > 0:
        headers.append(("Surrogate-Control", f"max-age={for_edge}"))
    told = environ.get("HTTP_IF_NONE_MATCH")
    if told and copy.status.startswith("200") and matches(told, etag):
        start_response("304 Not Modified", [pair for pair in headers if pair[0] in KEPT_IN_304])
        return [b""]
    body = copy.body(encoding)
    start_response(copy.status, [*headers, ("Content-Length", str(len(body)))])
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]


KEPT_IN_304 = frozenset(
    {
        "Access-Control-Allow-Origin",
        "Access-Control-Expose-Headers",
        "Age",
        "CDN-Cache-Control",
        "Cache-Control",
        "Cross-Origin-Resource-Policy",
        "ETag",
        "Surrogate-Control",
        "Vary",
        "Warning",
        "X-Request-ID",
    }
)


def prepare(copy, encoding):
    """Put the headers together that stay the same for each reader."""
    etag = copy.etag(encoding)
    headers = [
        *copy.headers,
        ("ETag", etag),
        ("Cache-Control", FOR_READERS),
        ("CDN-Cache-Control", FOR_THE_EDGE),
        (
            "Vary",
            "Accept-Encoding, Accept-Language, Cookie" if is_redirect(copy) else "Accept-Encoding, Cookie, Save-Data",
        ),
    ]
    if encoding:
        headers.append(("Content-Encoding", encoding))
    copy.ready[encoding] = (etag, headers)
    return copy.ready[encoding]


def is_redirect(copy):
    return copy.status.startswith("302")


def matches(told, etag):
    """Whether one of the tags the reader has is this one. Tags are compared weakly, as RFC 9110 says for GET."""
    if told == etag:
        return True
    return any(tag.strip().removeprefix("W/") in (etag, "*") for tag in told[: asking.LONGEST_HEADER].split(","))


def send_answer(answer, environ, start_response):
    """Send what Django said and may not be kept. It was asked without compression, so that is done here."""
    headers = answer.headers
    body = answer.body
    is_plain = not any(name.lower() == "content-encoding" for name, _value in headers)
    accepted = best_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")[: asking.LONGEST_HEADER])
    if is_plain and len(body) > 500 and accepted:
        body = gzip.compress(body, 5)
        headers = [pair for pair in headers if pair[0].lower() not in ("content-length", "etag")]
        headers += [("Content-Encoding", "gzip"), ("Content-Length", str(len(body))), ("Vary", "Accept-Encoding")]
    start_response(answer.status, [*headers, *missing_headers(headers, environ)])
    return [body]


def missing_headers(headers, environ):
    """What an answer of Django still needs: the number of the request, and no place in a cache unless it asked."""
    names = {name.lower() for name, _value in headers}
    found = []
    if "x-request-id" not in names:
        found.append(("X-Request-ID", environ["HTTP_X_REQUEST_ID"]))
    if "cache-control" not in names:
        has_session = settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", "")
        found.append(("Cache-Control", "private, no-store" if has_session else "private, no-cache"))
    return found
