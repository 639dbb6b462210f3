"""Errors are answered in the site's design and language, whatever is broken."""

import sys

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import InternalError, OperationalError
from django.test import RequestFactory
from django.utils.translation import override

from greencustoms.core import error_pages

BRAND = "Green Customs Initiative"


@pytest.fixture
def no_database(db):
    def gone(*args, **kwargs):
        raise OperationalError("gone")

    with pytest.MonkeyPatch.context() as outage:
        outage.setattr("django.db.backends.utils.CursorWrapper.execute", gone)
        yield


def ask(address="/en/contact/", method="get", **data):
    return getattr(RequestFactory(), method)(address, data)


HANDLERS = {
    400: lambda: error_pages.bad_request(ask()),
    403: lambda: error_pages.permission_denied(ask()),
    404: lambda: error_pages.not_found(ask()),
    413: lambda: error_pages.bad_request(ask(), RequestDataTooBig()),
    429: lambda: error_pages.error_page(ask(), "429.html", 429),
    500: lambda: error_pages.server_error(ask()),
    503: lambda: error_pages.unavailable(ask()),
}


@pytest.mark.parametrize("status", HANDLERS)
def test_every_error_has_a_page_in_the_design_of_the_site_without_a_database(no_database, status):
    response = HANDLERS[status]()

    assert response.status_code == status
    assert BRAND in response.text
    assert "<style>" in response.text
    assert f'<span class="num">{status}</span>' in response.text


@pytest.mark.parametrize("status", HANDLERS)
def test_every_error_speaks_the_language_of_its_address(no_database, status, monkeypatch):
    request = ask("/ar/contact/")
    monkeypatch.setattr(sys.modules[__name__], "ask", lambda: request)

    with override("ar"):
        response = HANDLERS[status]()

    assert '<html lang="ar" dir="rtl">' in response.text


def test_a_form_that_is_not_trusted_has_its_page_too(no_database):
    assert error_pages.csrf_failure(ask()).status_code == 403


@pytest.mark.parametrize(
    ("error", "status"),
    [(OperationalError("gone"), 503), (InternalError("cannot execute INSERT in a read-only transaction"), 503),
     (OperationalError("attempt to write a readonly database"), 503), (ValueError("a mistake"), 500)],
)  # fmt: skip
def test_what_passes_by_itself_is_told_apart_from_a_mistake_of_ours(error, status):
    try:
        raise error
    except Exception:  # noqa: BLE001 - each of the parameters
        response = error_pages.server_error(ask())

    assert response.status_code == status
    assert ("Retry-After" in response) is (status == 503)


def test_a_database_that_only_reads_is_named_as_such():
    try:
        raise OperationalError("attempt to write a readonly database")
    except OperationalError:
        response = error_pages.server_error(ask())

    assert "can only be read just now" in response.text


def test_what_was_typed_into_a_form_is_shown_again_escaped():
    request = ask(method="post", message="Seized <b>12</b> drums", csrfmiddlewaretoken="zqtoken", password="zqhidden")

    text = error_pages.unavailable(request).text

    assert "Seized &lt;b&gt;12&lt;/b&gt; drums" in text
    assert "zqtoken" not in text
    assert "zqhidden" not in text


def test_forms_of_the_admin_are_not_shown_again():
    assert error_pages.typed_text(ask("/admin/pages/1/", "post", title="Draft")) == []


def test_a_request_that_need_not_try_the_database_is_answered_at_once(client, no_database):
    from greencustoms.core.error_pages import DATABASE_GONE

    response = client.post("/en/contact/", {"message": "Hello"}, **{DATABASE_GONE: True})

    assert response.status_code == 503
    assert "Hello" in response.text
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_alive_is_alive_without_a_database(client, no_database):
    from greencustoms.core.error_pages import DATABASE_GONE

    assert client.get("/healthz", **{DATABASE_GONE: True}).status_code == 200
    assert client.get("/readyz", **{DATABASE_GONE: True}).json()["database"] is False
