"""What a request asks for, as far as the answer may depend on it; and which requests the page cache leaves alone."""

import io
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from ..light import COOKIE as LIGHT_COOKIE
from ..light import TEXT_ONLY

LONGEST_PATH = 400
LONGEST_QUERY = 600
LONGEST_HEADER = 1000
MOST_PARAMETERS = 24

# Cookies that change no page. Any other cookie, the one of a session above all, makes an answer personal.
HARMLESS_PREFIXES = ("_ga", "_gid", "_pk_", "AWSALB", "SERVERID", "__utm", "_shibsession_none")
# Addresses outside the languages that are worth keeping.
OTHER_ADDRESSES = frozenset({"/", "/sitemap.xml"})
API = "/api/v1/"
PAGES = ("text/html", "application/xml")
RECORDS = ("application/json",)


@dataclass(frozen=True, slots=True)
class Asked:
    """A page in the form it is kept in. Equal keys have equal answers."""

    scheme: str
    host: str
    path: str
    query: str
    language: str
    is_light: bool

    @property
    def content_types(self):
        """What may be kept of the answer."""
        return RECORDS if is_api(self.path) else PAGES

    @property
    def key(self):
        return (self.scheme, self.host, self.path, self.query, self.language, self.is_light)


def read(environ):
    """Return what is asked for and whether anything was left out of it; None where no kept page can be the answer."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return None
    path = environ.get("PATH_INFO", "")
    if not is_public(path) or environ.get("SCRIPT_NAME") or environ.get("CONTENT_LENGTH", "0") not in ("", "0"):
        return None
    if "HTTP_TRANSFER_ENCODING" in environ:
        return None
    host = environ.get("HTTP_HOST", "").lower()
    if not is_our_host(host):
        return None
    query, is_whole = "", True
    if sent := environ.get("QUERY_STRING"):
        known = settings.API_PARAMETERS if is_api(path) else settings.PAGE_PARAMETERS
        if len(sent) > LONGEST_QUERY or (found := read_query(sent, known)) is None:
            return None
        query, is_whole = found
        if not is_whole and is_api(path):
            # The API tells programs which of their parameters it does not know.
            return None
    is_light = environ.get("HTTP_SAVE_DATA", "").lower() == "on"
    if sent := environ.get("HTTP_COOKIE"):
        found = read_cookies(sent)
        if found is None or (path == "/" and settings.LANGUAGE_COOKIE_NAME in sent):
            return None
        is_light = is_light or found
        is_whole = False
    language = preferred_language(environ.get("HTTP_ACCEPT_LANGUAGE", "")[:LONGEST_HEADER]) if path == "/" else ""
    return Asked(scheme_of(environ), host, path, query, language, is_light), is_whole


def is_public(path):
    """Pages of readers stand under their language, records under the API; the rest has views that see to themselves."""
    if path in OTHER_ADDRESSES:
        return True
    if len(path) > LONGEST_PATH or "\x00" in path:
        return False
    head, slash, rest = path[1:].partition("/")
    return bool(slash) and (head in language_codes() or is_api(path)) and "." not in rest.rpartition("/")[2]


def is_api(path):
    return path.startswith(API)


@lru_cache(maxsize=1)
def language_codes():
    return frozenset(code for code, _name in settings.LANGUAGES)


@lru_cache(maxsize=256)
def is_our_host(host):
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def scheme_of(environ):
    """The scheme the reader used: that of the server in front, where settings say that it may be believed."""
    scheme = environ.get("wsgi.url_scheme", "http")
    if settings.SECURE_PROXY_SSL_HEADER:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        if told := environ.get(name):
            return "https" if told.split(",", 1)[0].strip() == secure else "http"
    return scheme


@lru_cache(maxsize=2048)
def read_query(sent, known):
    """Return the parameters that pages know, in one order, and whether these are all; None if they make no sense."""
    try:
        pairs = parse_qsl(sent, keep_blank_values=True, max_num_fields=MOST_PARAMETERS, errors="strict")
    except ValueError:
        return None
    if any("\x00" in value for _name, value in pairs):
        return None
    kept = [pair for pair in pairs if pair[0] in known]
    kept.sort(key=lambda pair: pair[0])
    return urlencode(kept), len(kept) == len(pairs)


@lru_cache(maxsize=1024)
def read_cookies(sent):
    """Return whether they ask for pages without pictures; None if one of them may change a page in another way."""
    if len(sent) > LONGEST_HEADER:
        return None
    is_light = False
    for part in sent.split(";"):
        name, _equals, value = part.strip().partition("=")
        if name == LIGHT_COOKIE:
            is_light = value == TEXT_ONLY
        elif name and name not in harmless_names() and not name.startswith(HARMLESS_PREFIXES):
            return None
    return is_light


@lru_cache(maxsize=1)
def harmless_names():
    return frozenset({settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME})


@lru_cache(maxsize=1024)
def preferred_language(accepted):
    """The language of the site that suits those of the browser best."""
    for code, _quality in parse_accept_lang_header(accepted.lower()):
        if code == "*":
            break
        try:
            return translation.get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def request_for(asked, environ):
    """The request that renders the page: made of the key alone, and of where the reader stands for rate limits."""
    kept = {name: environ[name] for name in environ if name.startswith("wsgi.") or name in FROM_THE_SERVER}
    request = {
        **kept,
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": asked.path,
        "QUERY_STRING": asked.query,
        "HTTP_HOST": asked.host,
        "wsgi.url_scheme": asked.scheme,
        "wsgi.input": io.BytesIO(),
    }
    if asked.language:
        request["HTTP_ACCEPT_LANGUAGE"] = asked.language
    if asked.is_light:
        request["HTTP_COOKIE"] = f"{LIGHT_COOKIE}={TEXT_ONLY}"
    return request


FROM_THE_SERVER = frozenset(
    {"SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "REMOTE_ADDR", "HTTP_X_FORWARDED_FOR", "HTTP_X_REQUEST_ID"}
)


def leaves_out(environ):
    """Whether the request holds what `request_for` leaves out and Django would have looked at."""
    return environ["REQUEST_METHOD"] == "HEAD" or any(name in environ for name in CONDITIONS)


CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE")
