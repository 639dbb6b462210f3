"""What `load_content` leaves alone, because editors changed it."""

import pytest

from greencustoms.core.models import ContactDetails, SiteText
from greencustoms.home.models import HomePage, InformationPage
from partners.models import PartnerPage

from .small_content import ABOUT, PARTNERS, load


def edit(page):
    page.title = "Edited"
    page.save_revision().publish()


def save_draft(page):
    page.title = "Draft"
    page.save_revision()


def move(page):
    page.move(HomePage.objects.get(), pos="last-child")


def lock(page):
    page.locked = True
    page.save()


@pytest.mark.parametrize("touch", [edit, save_draft, move, lock, lambda page: page.unpublish()])
def test_a_page_that_an_editor_touched_is_left_alone(content, touch):
    load(content)
    touch(PartnerPage.objects.get())
    before = PartnerPage.objects.values().get()
    content("partners.yaml", PARTNERS.replace("Wild animals", "Listed animals"))

    assert load(content) == "Content: 0 added, 0 changed, 6 unchanged, 1 left alone."
    assert PartnerPage.objects.values().get() == before


def test_a_page_that_an_editor_deleted_stays_deleted(content):
    load(content)
    PartnerPage.objects.get().delete()
    content("partners.yaml", PARTNERS.replace("Wild animals", "Listed animals"))
    content("pages/about.yaml", ABOUT.replace("See the", "Look at the"))

    assert load(content) == "Content: 0 added, 1 changed, 5 unchanged, 1 left alone."
    assert not PartnerPage.objects.exists()
    assert "and CITES." in InformationPage.objects.get().body.raw_data[0]["value"]


def test_a_new_entry_under_a_deleted_page_is_not_made(content):
    load(content)
    InformationPage.objects.get().delete()
    content("pages/about-genesis.yaml", ABOUT.replace("path: about", "path: about/genesis"))

    assert load(content) == "Content: 0 added, 0 changed, 6 unchanged, 2 left alone."
    assert not InformationPage.objects.exists()


def test_a_new_entry_under_a_moved_page_goes_with_it(content):
    load(content)
    about = InformationPage.objects.get()
    about.move(about.get_parent().add_child(instance=InformationPage(title="Other")), pos="last-child")
    content("pages/about-genesis.yaml", ABOUT.replace("path: about", "path: about/genesis"))

    load(content)

    assert InformationPage.objects.get(slug="genesis").get_parent().pk == about.pk


def test_a_page_that_stood_there_before_is_left_alone_for_good(content, home):
    home.add_child(instance=InformationPage(title="My own", slug="about"))

    assert load(content) == "Content: 6 added, 0 changed, 0 unchanged, 1 left alone."
    content("pages/about.yaml", ABOUT.replace("See the", "Look at the"))
    load(content)
    assert InformationPage.objects.get().title == "My own"


def test_site_texts_and_contact_details_are_filled_and_then_belong_to_editors(content):
    site = "strapline: One\ncontact_name: Name\ncontact_organisation: UNEP\ncontact_email: a@b.org\n"
    site += "footer_text: Two\ncountry_note: Three\ntrade_name_note: Four\n"
    content("site.yaml", site)
    load(content)
    assert SiteText.objects.get().footer == "<p>Two</p>"
    assert ContactDetails.objects.get().email == "a@b.org"

    SiteText.objects.update(strapline="Mine")
    content("site.yaml", site.replace("One", "Other").replace("a@b.org", "c@d.org"))

    assert load(content) == "Content: 0 added, 1 changed, 7 unchanged, 1 left alone."
    assert SiteText.objects.get().strapline == "Mine"
    assert ContactDetails.objects.get().email == "c@d.org"
