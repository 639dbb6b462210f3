"""How a kept page is sent: compressed once, with a tag for each way, and not at all to those who have it."""

import pytest


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("identity", None),
        ("gzip;q=0", None),
        ("gzip;q=nonsense", None),
        ("", None),
    ],
)
def test_each_browser_gets_the_page_as_it_can_read_it(reader, accepted, encoding):
    plain = reader.get("/en/").text

    answer = reader.get("/en/", accept_encoding=accepted)

    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.text == plain
    assert int(answer.headers["Content-Length"]) == len(answer.raw)
    assert reader.renders == 1


def test_each_encoding_has_a_strong_tag_of_its_own(reader):
    tags = {reader.get("/en/", accept_encoding=accepted).headers["ETag"] for accepted in ("br", "gzip", "")}

    assert len(tags) == 3
    assert not any(tag.startswith("W/") for tag in tags)


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_a_reader_who_has_the_page_gets_304_without_a_body(reader, form):
    tag = reader.get("/en/", accept_encoding="br").headers["ETag"]

    answer = reader.get("/en/", accept_encoding="br", if_none_match=form.format(tag))

    assert (answer.status, answer.raw) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert sum(len(name) + len(value) + 4 for name, value in answer.all_headers) < 400


def test_a_reader_who_has_another_page_gets_this_one(reader):
    reader.get("/en/")

    assert reader.get("/en/", if_none_match='"old"', if_modified_since="Wed, 25 Nov 2099 00:00:00 GMT").status == 200


def test_a_condition_on_the_first_request_is_answered_rightly_too(reader, new_process):
    tag = reader.get("/en/").headers["ETag"]

    assert new_process(MEMORY_BYTES=1).get("/en/", if_none_match=tag).status == 304


def test_head_says_what_get_would_and_sends_no_body(reader):
    first = reader.get("/en/", method="HEAD", accept_encoding="br")
    got = reader.get("/en/", accept_encoding="br")

    assert first.raw == b""
    assert first.headers["Content-Length"] == str(len(got.raw))
    assert first.headers["ETag"] == got.headers["ETag"]


def test_a_range_is_answered_with_the_whole_page(reader):
    answer = reader.get("/en/", range="bytes=0-10")

    assert answer.status == 200
    assert answer.text.endswith("</html>\n")


def test_browsers_ask_again_each_time_and_servers_in_front_may_bridge_an_outage(reader):
    headers = reader.get("/en/").headers

    assert headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert headers["CDN-Cache-Control"] == "max-age=0, stale-if-error=86400"
    assert headers["Vary"] == "Accept-Encoding, Cookie, Save-Data"


def test_a_kept_page_has_the_headers_browsers_defend_with_and_no_cookie(reader):
    reader.get("/en/")

    headers = reader.get("/en/").headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers


def test_a_kept_page_costs_only_the_look_at_the_content(reader, django_assert_num_queries):
    reader.get("/en/")

    with django_assert_num_queries(1):
        reader.get("/en/")


@pytest.mark.parametrize(
    ("told", "is_taken"), [("abc-DEF_1.234", True), ("short", False), ("x\r\nSet-Cookie: a", False)]
)
def test_each_answer_carries_the_number_of_its_request(reader, told, is_taken):
    kept = [reader.get("/en/", x_request_id=told).headers["X-Request-ID"] for _time in range(2)]
    passed = reader.get("/healthz", x_request_id=told).headers["X-Request-ID"]

    assert ([*kept, passed] == [told] * 3) is is_taken


def test_a_large_page_is_sent_but_not_kept(reader, home, monkeypatch):
    from greencustoms.core.pagecache import application

    monkeypatch.setattr(application, "LARGEST", 1000)

    assert reader.get("/en/").text.endswith("</html>\n")
    assert reader.cache.disk.get(application.asking.read(reader.asked_of_django[0])[0]) is None


def test_the_root_leads_by_the_language_of_the_browser_and_keeps_that_for_each_language(reader):
    places = [reader.get("/", accept_language=told).headers["Location"] for told in ("fr-CA, fr;q=0.9", "fr", "de", "")]

    assert places == ["/fr/", "/fr/", "/en/", "/en/"]
    assert reader.renders == 2
    assert "Accept-Language" in reader.get("/").headers["Vary"]
