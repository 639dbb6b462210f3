"""The real site behind real Varnish and nginx, as `deploy/` sets them up."""

import shutil
import socket
import ssl
import time

import pytest

from .running import ask, wait_until

pytestmark = pytest.mark.skipif(
    not (shutil.which("varnishd") and shutil.which("nginx")), reason="needs Varnish and nginx"
)


@pytest.fixture
def get(servers):
    return servers.nginx.ask


def test_the_second_reader_gets_the_same_bytes_without_the_site(servers, get):
    get("/en/?q=same", Accept_Encoding="br")

    first, second = (get("/en/?q=same", Accept_Encoding=f"gzip, br;q={quality}") for quality in (0.8, 0.9))

    assert second["X-Cache"] == "hit"
    assert (first["Content-Encoding"], first.body) == ("br", second.body)


def test_a_change_shows_in_every_page_at_the_edge_within_a_second(servers, get):
    title, asked = f"Changed {time.time_ns()}", [("/en/", "br"), ("/en/", "gzip"), ("/en/search/?q=nothing", "br")]
    for path, encoding in asked:
        get(path, Accept_Encoding=encoding)

    servers.site.publish(title)
    time.sleep(0.95)

    assert [get(path, Accept_Encoding=encoding)["X-Cache"] for path, encoding in asked] == ["miss"] * 3
    assert title.encode() in get("/en/").body


def test_a_reader_with_the_page_gets_304_from_the_edge(get):
    tag = get("/en/")["ETag"]

    answer = get("/en/", If_None_Match=tag)

    assert (answer.status, answer.body) == (304, b"")


@pytest.mark.parametrize("path", ["/account/login/", "/admin/", "/portal/", "/en/?q=1"])
def test_pages_of_people_are_never_kept(get, path):
    answers = [get(path, Cookie="__Host-sessionid=none") for _time in range(2)]

    for answer in answers:
        assert answer["X-Cache"] is None
        assert "public" not in (answer["Cache-Control"] or "")


@pytest.mark.parametrize(
    "name", ["X_Forwarded_Host", "X_Forwarded_For", "X_Original_URL", "Forwarded", "X_Forwarded_Proto", "Cookie"]
)
def test_no_header_gets_into_what_others_are_shown(get, name):
    path = f"/en/?page=1&q={name}"
    get(path, **{name: "evil.example"})

    answer = get(path)

    assert answer["X-Cache"] == "hit"
    assert b"evil.example" not in answer.body + str(answer.headers).encode()


def test_the_root_leads_to_the_language_of_the_reader(get):
    found = [get("/", Accept_Language=language)["Location"] for language in ("ar-EG,en;q=0.5", "fr", "ar")]

    assert found == ["/ar/", "/fr/", "/ar/"]


def test_each_answer_has_a_number_of_its_own(get):
    assert get("/en/")["X-Request-ID"] != get("/en/")["X-Request-ID"]


def test_static_files_are_sent_by_nginx_for_a_year_and_compressed(servers, get):
    folder = servers.site.state / "static"
    folder.mkdir(exist_ok=True)
    (folder / "a.0123456789ab.css").write_text("a {}")
    (folder / "a.0123456789ab.css.gz").write_bytes(b"packed")

    answer = get("/static/a.0123456789ab.css", Accept_Encoding="gzip")

    assert (answer.status, answer.body, answer["Content-Encoding"]) == (200, b"packed", "gzip")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Strict-Transport-Security"]


def test_pictures_are_sent_by_nginx_and_can_run_nothing(servers, get):
    folder = servers.site.state / "media/images"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.webp").write_bytes(b"picture")

    answer = get("/media/images/a.webp")

    assert (answer.status, answer.body, answer["Content-Type"]) == (200, b"picture", "image/webp")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    "path",
    [
        "/media/original_images/a.webp",
        "/media/documents/a.webp",
        "/media/images/a.html",
        "/media/images/../../private/a.webp",
        "/media/images/%2e%2e/%2e%2e/private/a.webp",
        "/static/../private/a.webp",
        "/static/%2e%2e/db.sqlite3",
        "/private/a.webp",
        "/db.sqlite3",
    ],
)
def test_nothing_private_has_an_address(servers, get, path):
    for name in ("media/original_images", "media/documents", "media/images", "private"):
        folder = servers.site.state / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "a.webp").write_bytes(b"picture")
        (folder / "a.html").write_text("picture")

    assert get(path).status in (302, 400, 404)


def test_nobody_outside_makes_pages_old(get):
    assert get("/", method="PURGE").status == 405


def test_another_name_than_ours_is_not_answered(servers):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = socket.create_connection(("127.0.0.1", servers.nginx.port), 5)

    with connection, pytest.raises(ssl.SSLError):
        context.wrap_socket(connection, server_hostname="other.example")


def test_readers_keep_their_pages_while_the_site_is_gone_and_it_recovers(servers, get):
    port = servers.ports[0]
    before = get("/en/").body
    servers.site.kill(port)
    try:
        wait_until(lambda: ask(servers.varnish.port, "/healthz").status == 503, 5)
        assert [get("/en/").body for _time in range(20)] == [before] * 20
        assert get("/en/never-read/").status == 503
    finally:
        servers.site.start(port)
    servers.site.wait(port)
    title = f"Back {time.time_ns()}"
    servers.site.publish(title)

    wait_until(lambda: title.encode() in get("/en/").body, 5)
