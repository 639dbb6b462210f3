"""What Varnish keeps, and for whom, by the configuration in `deploy/varnish`. The site behind it is made up."""

import shutil
import threading
import time

import pytest

from .origin import KEEP, Origin
from .running import Varnish, ask, free_port, wait_until

pytestmark = pytest.mark.skipif(not shutil.which("varnishd"), reason="needs Varnish")


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    folder = tmp_path_factory.mktemp("varnish")
    origin = Origin(free_port())
    varnish = Varnish(folder, free_port(), [origin.port, free_port()])
    try:
        varnish.wait()
        yield origin, varnish
    finally:
        varnish.stop()
        origin.stop()


@pytest.fixture
def origin(running):
    running[0].forget()
    return running[0]


@pytest.fixture
def get(running, request):
    """Ask Varnish. Each test has an address of its own."""
    name = request.node.name.replace("[", "-").replace("]", "").replace(" ", "-").replace(".", "-")[-80:]

    def get(path="", **options):
        path = path if path.startswith("/") else f"/en/{name}/{path}"
        return ask(running[1].port, path, **options)

    return get


@pytest.fixture
def tell(running):
    """Say as the site does that content changed."""

    def tell(**headers):
        return ask(running[1].port, "/", method="PURGE", **headers).status

    return tell


def test_a_page_is_asked_for_once(origin, get):
    first, second = get(), get()

    assert (first["X-Cache"], second["X-Cache"]) == ("miss", "hit")
    assert first.body == second.body
    assert len(origin.asked) == 1


def test_a_hundred_readers_of_a_new_page_are_one_request(origin, get):
    origin.seconds = 0.2
    answers = []
    readers = [threading.Thread(target=lambda: answers.append(get().status)) for _number in range(100)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert answers == [200] * 100
    assert len(origin.asked) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "_ga=1; other=2"},
        {"Cookie": "__Host-csrftoken=abc; language=fr"},
        {"Accept_Language": "fr"},
        {"X_Forwarded_For": "1.2.3.4"},
        {"Range": "bytes=0-1"},
        {"User_Agent": "anything"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_what_changes_no_page_divides_no_page(origin, get, headers):
    get()

    assert get(**headers)["X-Cache"] == "hit"


def test_parameters_that_no_page_knows_are_dropped_and_the_others_sorted(origin, get):
    get("?utm_source=x&q=lead&page=2&pages=3")

    assert get("?page=2&fbclid=1&q=lead&&")["X-Cache"] == "hit"
    assert origin.asked[0][1].endswith("/?page=2&q=lead")


def test_nothing_of_a_reader_reaches_what_is_kept(origin, get):
    get(Cookie="_ga=1; view=full", Accept_Language="xx", Surrogate_Capability="x")

    sent = origin.asked[0][2]
    assert not {"Cookie", "Accept-Language", "Surrogate-Capability"} & set(sent)


@pytest.mark.parametrize(
    ("accepted", "asked"),
    [("gzip, deflate, br", "br"), ("br;q=0, gzip", "gzip"), ("gzip;q=0.5", "gzip"), ("identity", None), ("", None)],
)
def test_three_forms_of_compression_are_kept(origin, get, accepted, asked):
    get(Accept_Encoding=accepted)

    assert origin.asked[0][2]["Accept-Encoding"] == asked


@pytest.mark.parametrize("headers", [{"Save_Data": "on"}, {"Cookie": "view=text"}])
def test_pages_without_pictures_are_pages_of_their_own(origin, get, headers):
    get()

    assert get(**headers)["X-Cache"] == "miss"
    assert origin.asked[1][2]["Save-Data"] == "on"


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        ({"Accept_Language": "fr-CH, fr;q=0.9, en;q=0.8"}, "fr"),
        ({"Accept_Language": "de, es;q=0.5, ru;q=0.7"}, "ru"),
        ({"Accept_Language": "zh-TW"}, "zh-hans"),
        ({"Accept_Language": "tlh"}, "en"),
        ({}, "en"),
        ({"Accept_Language": "fr", "Cookie": "a=b; language=ar; c=d"}, "ar"),
    ],
)
def test_the_root_is_kept_once_for_each_language(origin, tell, get, headers, language):
    tell()
    origin.headers = {**KEEP, "Vary": "Accept-Language"}

    get("/", **headers)

    assert origin.asked[0][2]["Accept-Language"] == language


@pytest.mark.parametrize(
    "options",
    [
        {"Cookie": "a=b; __Host-sessionid=secret"},
        {"Cookie": "messages=hello"},
        {"Authorization": "Basic eA=="},
        {"method": "POST", "body": "a=b"},
    ],
    ids=["session", "message", "authorization", "post"],
)
def test_what_is_personal_is_never_kept_and_arrives_as_it_was(origin, get, options):
    for _time in range(2):
        answer = get(**options)
        assert answer["X-Cache"] is None

    assert len(origin.asked) == 2
    assert origin.asked[0][2]["Cookie"] == options.get("Cookie")


@pytest.mark.parametrize("path", ["/admin/", "/account/login/", "/portal/", "/documents/1/a", "/api/x/", "/en/a.csv"])
def test_addresses_that_are_no_pages_are_never_kept(origin, get, path):
    get(path)
    get(path)

    assert len(origin.asked) == 2


@pytest.mark.parametrize("headers", [{"Cache-Control": "public, max-age=900"}, {**KEEP, "Set-Cookie": "a=b"}])
def test_only_what_the_site_marks_is_kept(origin, get, headers):
    origin.headers = headers
    get()
    get()

    assert len(origin.asked) == 2


def test_http_and_https_are_kept_apart(origin, get):
    get()

    assert get(X_Forwarded_Proto="http")["X-Cache"] == "miss"


def test_after_a_change_pages_are_asked_for_again(origin, get, tell):
    get()
    origin.text = "changed"

    assert tell() == 200
    assert get().body == b"changed"


def test_a_page_on_its_way_while_content_changes_is_not_kept(origin, get, tell):
    origin.seconds = 0.3
    reader = threading.Thread(target=get)
    reader.start()
    wait_until(lambda: origin.asked)
    origin.text = "changed"
    tell()
    reader.join()

    assert get().body == b"changed"


def test_nobody_outside_may_say_that_content_changed(origin, get, tell):
    get()

    assert tell(X_Forwarded_For="203.0.113.1") == 405
    assert get()["X-Cache"] == "hit"


def test_a_site_that_answers_with_an_error_is_shown_as_it_was(origin, get, tell):
    get()
    tell()
    origin.status, origin.headers = 500, {}

    answer = get()

    assert (answer.status, answer.body, answer["X-Cache"]) == (200, b"page", "stale")


def test_an_error_without_an_older_page_is_the_site_s_own(origin, get):
    origin.status, origin.headers, origin.text = 503, {"Retry-After": "7"}, "in our words"

    answer = get()

    assert (answer.status, answer.body, answer["Retry-After"]) == (503, b"in our words", "7")


def test_get_is_tried_again_and_post_is_not(origin, get):
    origin.hang_up = 1
    assert get().status == 200
    asked = len(origin.asked)
    origin.hang_up = 1

    assert get(method="POST", body="a=b").status == 503
    assert len(origin.asked) == asked + 1


def test_readers_do_not_notice_that_the_site_is_gone(origin, get, tell):
    get()
    get("other/")
    tell()
    get("other/")
    origin.stop()
    try:
        assert (get().body, get("other/").body) == (b"page", b"page")
        unread = get("never-read/")
        assert (unread.status, unread["Retry-After"]) == (503, "30")
        tell(X_Withdrawn_Seconds_Ago="0")
        assert get().status == 503
    finally:
        origin.start()
    origin.text = "back"

    wait_until(lambda: get().body == b"back", 5)


def test_a_withdrawal_long_ago_takes_nothing_away(origin, get, tell):
    get()
    time.sleep(0.002)
    tell(X_Withdrawn_Seconds_Ago="3600")
    origin.status = 500

    assert get().status == 200
