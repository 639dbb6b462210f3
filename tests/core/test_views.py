import pytest
from django.db import DatabaseError

from greencustoms.core import views


def test_alive_needs_no_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_ready_says_what_it_looked_at(client):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"database": True, "migrations": True, "cache": True}


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client, monkeypatch):
    monkeypatch.setattr(views, "migrations_are_applied", lambda: False)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["migrations"] is False


@pytest.mark.django_db
def test_not_ready_without_a_database(client, monkeypatch):
    def gone():
        raise DatabaseError

    monkeypatch.setattr(views.connection, "cursor", gone)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["database"] is False


@pytest.mark.django_db
def test_robots_are_kept_out_of_the_admin_and_shown_the_sitemap(client):
    text = client.get("/robots.txt").text

    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_the_manifest_names_icons_that_exist(client):
    data = client.get("/site.webmanifest").json()

    from django.contrib.staticfiles import finders

    assert data["icons"]
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in data["icons"])


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/api/nothing/", "/portal/nothing", "/media/nothing", "/static/nothing.css"])
def test_unknown_addresses_of_machines_are_404_not_pages_in_a_language(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/zh/guide/", "/zh-cn/guide/"])
def test_chinese_without_its_script_leads_to_simplified_chinese(client, address):
    response = client.get(address + "?q=1")

    assert response.status_code == 302
    assert response["Location"] == "/zh-hans/guide/?q=1"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "prefix"), [("fr-CA,fr;q=0.9", "/fr/"), ("zh-CN", "/zh-hans/"), ("de", "/en/"), ("*" * 5000, "/en/")]
)
def test_the_root_chooses_by_the_language_of_the_browser(client, language, prefix):
    response = client.get("/", headers={"accept-language": language})

    assert response["Location"] == prefix
    assert "Accept-Language" in response["Vary"]
