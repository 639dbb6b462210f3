"""Pages without pictures, for those who pay for each of them."""

import pytest
from wagtail.images.tests.utils import get_test_image_file

from greencustoms.core.models import SiteImage
from tests.factories.pages import InformationPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home):
    image = SiteImage.objects.create(title="Drums in a harbour", file=get_test_image_file())
    body = [{"type": "figure", "value": {"image": image.pk, "caption": "Seized drums"}}]
    return InformationPageFactory(parent=home, slug="about", body=body)


def test_a_picture_has_its_size_and_is_loaded_when_it_is_seen(client, page):
    text = client.get("/en/about/").text

    tag = text[text.index("<img") :].partition(">")[0]
    assert 'loading="lazy"' in tag
    assert "width=" in tag
    assert "height=" in tag


@pytest.mark.parametrize("wish", [{"headers": {"save-data": "on"}}, {"headers": {"cookie": "view=text"}}])
def test_who_wants_no_pictures_gets_a_link_to_each(client, page, wish):
    text = client.get("/en/about/", **wish).text

    assert "<img" not in text
    assert "Show the picture" in text
    assert "Seized drums" in text


def test_the_switch_sets_a_cookie_and_leads_back(client, page):
    response = client.get("/view/text/?next=/en/about/%3Fyear%3D2012")

    assert response["Location"] == "/en/about/?year=2012"
    assert response.cookies["view"].value == "text"
    assert response.cookies["view"]["httponly"]
    assert "<img" not in client.get("/en/about/").text


def test_the_switch_can_be_turned_back(client, page):
    client.get("/view/text/")

    client.get("/view/full/")

    assert "<img" in client.get("/en/about/").text


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_switch_leads_nowhere_else(client, page, place):
    assert client.get("/view/text/", {"next": place})["Location"] == "/"


def test_every_page_offers_the_switch_without_setting_anything(client, page):
    response = client.get("/en/about/")

    assert 'href="/view/text/?next=%2Fen%2Fabout%2F"' in response.text
    assert not response.cookies
