"""Who may enter the portal."""

import pytest

from tests.factories.portal import UserFactory

PORTAL = "/portal/"


def test_a_visitor_is_sent_to_sign_in_and_comes_back(client, db):
    answer = client.get(PORTAL)

    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/portal/")


def test_a_member_sees_the_people_of_the_own_organisation_only(as_a, member_a, member_b):
    answer = as_a.get(PORTAL)

    assert answer.status_code == 200
    assert str(member_a.user) in answer.text
    assert str(member_b.user) not in answer.text


def test_who_belongs_to_no_partner_is_refused(client, db):
    client.force_login(UserFactory())

    assert client.get(PORTAL).status_code == 403


def test_a_person_who_was_disabled_is_out_at_the_next_request(as_a, member_a):
    member_a.user.is_active = False
    member_a.user.save()

    assert as_a.get(PORTAL).status_code == 302


def test_a_member_who_was_removed_is_out_at_the_next_request(as_a, member_a):
    member_a.delete()

    assert as_a.get(PORTAL).status_code == 403


def test_pages_of_the_portal_are_kept_by_no_cache(as_a):
    assert "no-store" in as_a.get(PORTAL)["Cache-Control"]


@pytest.mark.parametrize("address", ["/portal/no-such-thing/", "/portal/no-such-thing/deeper/", "/language/xx/"])
def test_what_is_not_there_is_404_and_no_page_in_some_language(client, db, address):
    assert client.get(address).status_code == 404


def test_the_portal_is_found_without_its_last_slash(client, db):
    assert client.get("/portal")["Location"] == "/portal/"


def test_the_language_menu_of_the_portal_remembers_the_language_and_comes_back(as_a):
    assert "/language/fr/?next=%2Fportal%2F" in as_a.get(PORTAL).text

    answer = as_a.get("/language/fr/", {"next": PORTAL})

    assert answer["Location"] == PORTAL
    assert as_a.get(PORTAL).wsgi_request.LANGUAGE_CODE == "fr"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_choosing_a_language_leads_to_no_other_site(client, db, target):
    assert client.get("/language/fr/", {"next": target})["Location"] == "/fr/"
