from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.http import http_date
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from workshops.models import WorkshopPage

pytestmark = pytest.mark.django_db

DATA = "/en/workshops/data."
DOWNLOADS = ["data.csv", "data.xlsx", "data.json", "informea.json", "feed/", "calendar/"]


def body(response):
    return b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize("name", DOWNLOADS)
def test_an_unchanged_download_is_not_sent_again(full, client, name):
    first = client.get(f"/en/workshops/{name}")
    body(first)

    by_tag = client.get(f"/en/workshops/{name}", headers={"If-None-Match": first["ETag"]})
    by_time = client.get(f"/en/workshops/{name}", headers={"If-Modified-Since": first["Last-Modified"]})

    assert (by_tag.status_code, by_time.status_code) == (304, 304)
    assert by_tag["ETag"] == first["ETag"]
    assert by_tag["Cache-Control"] == first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "cookie" not in first["Vary"].lower()


@pytest.mark.parametrize("name", DOWNLOADS)
def test_a_head_request_gets_the_headers_and_no_body(full, client, name):
    got, headed = client.get(f"/en/workshops/{name}"), client.head(f"/en/workshops/{name}")

    assert headed.status_code == 200
    assert body(headed) == b""
    assert (headed["ETag"], headed["Content-Type"]) == (got["ETag"], got["Content-Type"])


def tag_of(client, query="", language="en"):
    return client.head(f"/{language}/workshops/data.csv{query}")["ETag"]


def test_the_tag_differs_by_query_and_language_but_not_by_what_makes_no_sense(record, client):
    assert tag_of(client) != tag_of(client, "?year=2012")
    assert tag_of(client) != tag_of(client, language="fr")
    assert tag_of(client) == tag_of(client, "?year=x&page=4&foo=bar")
    assert tag_of(client, "?year=2012&level=national") == tag_of(client, "?level=national&year=2012")


def publish_again(workshop):
    workshop.title += " again"
    workshop.save_revision().publish()


def hide_one_show_another(workshop):
    other = WorkshopPage.objects.get(slug="asuncion")
    PageViewRestriction.objects.create(page=other, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(publish_again, id="published"),
        pytest.param(lambda workshop: workshop.unpublish(), id="unpublished"),
        pytest.param(lambda workshop: workshop.delete(), id="deleted"),
        pytest.param(hide_one_show_another, id="made private"),
        pytest.param(lambda workshop: workshop.partners.first().unpublish(), id="its partner unpublished"),
    ],
)
def test_every_change_of_what_visitors_see_is_noticed(full, client, change):
    an_hour_ago = timezone.now() - timedelta(hours=1)
    Page.objects.update(last_published_at=an_hour_ago)
    PageLogEntry.objects.update(timestamp=an_hour_ago)
    before = client.head(f"{DATA}csv")

    change(full)

    for headers in ({"If-None-Match": before["ETag"]}, {"If-Modified-Since": before["Last-Modified"]}):
        assert client.get(f"{DATA}csv", headers=headers).status_code == 200


def test_saving_a_draft_changes_nothing(full, client):
    before = client.head(f"{DATA}csv")
    full.title = "Not yet"
    full.save_revision()

    after = client.head(f"{DATA}csv")

    assert (after["ETag"], after["Last-Modified"]) == (before["ETag"], before["Last-Modified"])


def test_the_time_is_that_of_the_latest_change(record, client):
    PageLogEntry.objects.all().delete()
    latest = timezone.now() - timedelta(days=2)
    Page.objects.update(last_published_at=latest - timedelta(days=5))
    Page.objects.filter(slug="minsk").update(last_published_at=latest)

    assert client.head(f"{DATA}csv", {"year": "2012"})["Last-Modified"] == http_date(latest.timestamp())
