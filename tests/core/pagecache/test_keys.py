"""What a kept page may depend on, and what must not get into it."""

import pytest
from django.conf import settings

from greencustoms.core.pagecache.asked import read, read_query
from tests.factories.pages import InformationPageFactory

EVIL = "evil.example"


@pytest.mark.parametrize(
    "header",
    ["x_forwarded_host", "x_forwarded_server", "x_original_url", "x_rewrite_url", "x_forwarded_proto", "forwarded",
     "x_host", "x_forwarded_prefix", "x_forwarded_port", "origin", "referer", "user_agent", "accept", "range",
     "x_http_method_override", "cookie", "save_data"],
)  # fmt: skip
def test_nothing_a_stranger_sends_gets_into_the_page_of_the_next_reader(reader, header):
    clean = reader.get("/en/").text
    reader.cache.memory.drop(read(environ_of(reader))[0])
    reader.cache.disk.drop(read(environ_of(reader))[0])

    reader.get("/en/", **{header: EVIL})

    assert reader.get("/en/").text == clean


def environ_of(reader):
    return {**reader.asked_of_django[0], "REQUEST_METHOD": "GET"}


def test_a_host_that_is_not_ours_is_refused_and_never_kept(reader, settings):
    settings.ALLOWED_HOSTS = ["testserver"]

    from greencustoms.core.pagecache.asked import is_our_host

    is_our_host.cache_clear()
    assert reader.get("/en/", host=EVIL).status == 400
    assert EVIL not in reader.get("/en/").text
    is_our_host.cache_clear()


def test_hosts_have_pages_of_their_own(reader):
    assert "http://other.example/en/" in reader.get("/en/", host="other.example").text
    assert "other.example" not in reader.get("/en/").text


def test_schemes_have_pages_of_their_own(reader, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    assert "https://testserver/en/" in reader.get("/en/", x_forwarded_proto="https").text
    assert "https://testserver" not in reader.get("/en/").text


@pytest.mark.parametrize("junk", ["utm_source=mail", "fbclid=1", "x=<script>", "utm_source=a&utm_source=b", "="])
def test_junk_in_the_query_neither_fills_the_cache_nor_shows_in_the_page(reader, junk):
    first = reader.get("/en/")

    again = reader.get(f"/en/?{junk}")

    assert again.raw == first.raw
    assert reader.renders == 1


def test_the_order_of_parameters_makes_no_other_page():
    known = settings.PAGE_PARAMETERS
    assert read_query("year=2012&level=national", known) == read_query("level=national&year=2012", known)


def test_a_parameter_a_page_reads_makes_another_page(reader, home):
    reader.get("/en/search/")

    assert 'value="mercury"' in reader.get("/en/search/?q=mercury").text


def test_a_redirect_of_an_old_address_with_a_query_still_leads_on(reader, home):
    from wagtail.contrib.redirects.models import Redirect

    Redirect.objects.create(old_path="/en/old?id=5", redirect_link="/en/new/")

    assert reader.get("/en/old?id=5").headers["Location"] == "/en/new/"


@pytest.mark.parametrize(
    "cookie", ["sessionid=abc", "country=FR", "messages=x", "unknown=1", "csrftoken=a; sessionid=b", " =; sessionid=b"]
)
def test_a_reader_with_a_cookie_that_may_change_the_page_is_answered_by_django_alone(reader, cookie):
    reader.get("/en/")

    answer = reader.get("/en/", cookie=cookie)

    assert reader.renders == 2
    assert reader.asked_of_django[-1]["HTTP_COOKIE"] == cookie
    assert "private" in answer.headers["Cache-Control"]


def test_a_page_made_for_someone_signed_in_is_never_kept(reader, admin_user, client):
    client.force_login(admin_user)
    cookie = f"sessionid={client.cookies['sessionid'].value}"

    mine = reader.get("/en/", cookie=cookie).text
    theirs = reader.get("/en/").text

    assert "wagtail-userbar" in mine
    assert "wagtail-userbar" not in theirs


@pytest.mark.parametrize("cookie", ["csrftoken=abc", "_ga=1; _ga_X=2", "AWSALB=x"])
def test_cookies_that_change_no_page_do_not_slow_it_down(reader, cookie):
    reader.get("/en/")

    reader.get("/en/", cookie=cookie)

    assert reader.renders == 1


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_only_reading_is_answered_from_kept_pages(reader, method):
    reader.get("/en/")

    reader.get("/en/", method=method)

    assert reader.renders == 2


@pytest.mark.parametrize(
    "address", ["/admin/login/", "/healthz", "/api/pages/", "/portal/", "/account/", "/robots.txt"]
)
def test_what_is_no_page_of_readers_is_never_kept(reader, address):
    reader.get(address)
    reader.get(address)

    assert reader.renders == 2


def test_authorization_goes_past_the_kept_pages(reader):
    reader.get("/en/")

    reader.get("/en/", authorization="Bearer x")

    assert reader.renders == 2


def test_a_page_that_sets_a_cookie_is_never_kept(reader, home, settings, monkeypatch):
    from django.http import HttpResponse

    from greencustoms.home.models import HomePage

    def with_cookie(self, request, *args, **kwargs):
        response = HttpResponse("mine")
        response.set_cookie("secret", "1")
        return response

    monkeypatch.setattr(HomePage, "serve", with_cookie)

    reader.get("/en/")
    reader.get("/en/")
    third = reader.get("/en/")

    assert reader.renders == 3
    assert "Set-Cookie" in third.headers
    assert "public" not in third.headers["Cache-Control"]


@pytest.mark.parametrize("control", ["private", "no-store", "no-cache", "max-age=0, private"])
def test_a_page_that_says_it_is_private_is_never_kept(reader, home, monkeypatch, control):
    from django.http import HttpResponse

    from greencustoms.home.models import HomePage

    def private(self, request, *args, **kwargs):
        return HttpResponse("mine", headers={"Cache-Control": control})

    monkeypatch.setattr(HomePage, "serve", private)

    reader.get("/en/")

    assert reader.get("/en/").headers["Cache-Control"] == control
    assert reader.renders == 2


def test_what_is_not_found_is_not_kept(reader, home):
    assert reader.get("/en/later/").status == 404

    InformationPageFactory(parent=home, slug="later")

    assert reader.get("/en/later/").status == 200


def test_a_flood_of_queries_does_not_drive_plain_pages_out(new_process, db, home):
    reader = new_process(MEMORY_BYTES=200_000)
    reader.get("/en/")

    for number in range(40):
        reader.get(f"/en/search/?q={number}")
    before = reader.renders
    reader.get("/en/")

    assert reader.renders == before
    assert reader.cache.memory.size < 200_000


def test_a_parameter_that_is_not_declared_is_found_by_the_tests(client, home):
    from django.test import RequestFactory

    from greencustoms.core.pagecache.parameters import OnlyDeclared, UndeclaredParameterError

    with pytest.raises(UndeclaredParameterError, match="PAGE_PARAMETERS"):
        OnlyDeclared(lambda request: request.GET.get("unheard_of"))(RequestFactory().get("/en/"))


def test_pages_without_pictures_are_kept_apart_from_the_others(reader):
    by_cookie = reader.get("/en/", cookie="view=text").text
    by_header = reader.get("/en/", save_data="on").text
    others = reader.get("/en/", cookie="view=anything").text

    assert by_cookie == by_header
    assert "/view/full/" in by_cookie
    assert "/view/full/" not in others
    assert reader.renders == 2
