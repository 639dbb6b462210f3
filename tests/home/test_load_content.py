"""What `load_content` makes of content files."""

from wagtail.models import Page, ReferenceIndex, Revision

from greencustoms.home.models import HomePage, InformationPage
from partners.models import PartnerPage
from workshops.models import WorkshopPage, WorkshopYearPage

from .small_content import ABOUT, PARTNERS, WORKSHOPS, load, snapshot


def test_pages_are_made_live_with_a_revision(content):
    assert load(content) == "Content: 7 added, 0 changed, 0 unchanged, 0 left alone."

    about = InformationPage.objects.get(slug="about")
    assert about.live
    assert not about.has_unpublished_changes
    assert about.live_revision_id == about.latest_revision_id
    assert not about.show_in_menus


def test_the_home_page_of_the_migration_is_filled(content, home):
    load(content)

    filled = HomePage.objects.get()
    assert filled.pk == home.pk
    assert filled.lead == "Green Customs trains officers."
    assert filled.slug == "home"


def test_links_reach_pages_that_are_made_later(content):
    load(content)

    partner = PartnerPage.objects.get()
    about = InformationPage.objects.get()
    assert f'<a id="{partner.pk}" linktype="page">CITES</a>' in about.body.raw_data[0]["value"]
    assert f'<a id="{about.pk}" linktype="page">about us</a>' in partner.body.raw_data[0]["value"]


def test_a_workshop_stands_under_the_page_of_its_year_with_its_relations(content):
    load(content)

    workshop = WorkshopPage.objects.get()
    assert workshop.get_parent().specific == WorkshopYearPage.objects.get(year=2012, title="2012")
    assert workshop.date_precision == "month"
    assert [partner.slug for partner in workshop.partners.all()] == ["cites"]
    assert [row.country.code for row in workshop.participating_countries.all()] == ["BY", "AZ"]
    assert [row.language for row in workshop.languages.all()] == ["en"]
    assert workshop.record_id == "2012-minsk"


def test_what_is_loaded_can_be_searched_and_its_links_are_known(content):
    load(content)

    partner = PartnerPage.objects.get()
    assert [page.pk for page in PartnerPage.objects.search("animals")] == [partner.pk]
    assert [found.model_path for found in ReferenceIndex.get_references_to(partner)] == ["body.text"]


def test_a_second_run_changes_nothing(content):
    load(content)
    before = snapshot()

    assert load(content) == "Content: no file has changed since it was loaded."
    assert snapshot() == before


def test_a_comment_in_a_file_changes_no_page(content):
    load(content)
    before = snapshot()[:2]
    content("pages/about.yaml", f"# A comment.\n{ABOUT}")

    assert load(content) == "Content: 0 added, 0 changed, 7 unchanged, 0 left alone."
    assert snapshot()[:2] == before


def test_a_changed_entry_updates_its_page_alone(content):
    load(content)
    revisions = Revision.objects.count()
    content("partners.yaml", PARTNERS.replace("Wild animals", "Listed animals"))

    assert load(content) == "Content: 0 added, 1 changed, 6 unchanged, 0 left alone."
    assert PartnerPage.objects.get().summary == "Listed animals and plants."
    assert Revision.objects.count() == revisions + 1


def test_an_entry_can_be_changed_more_than_once(content):
    load(content)
    for summary in ("First.", "Second."):
        content("workshops.yaml", WORKSHOPS.replace("A workshop.", summary).replace("[BY, AZ]", "[BY]"))
        load(content)

    workshop = WorkshopPage.objects.get()
    assert workshop.summary == "Second."
    assert [row.country.code for row in workshop.participating_countries.all()] == ["BY"]


def test_a_workshop_whose_year_was_wrong_moves_to_the_right_one(content):
    load(content)
    content("workshops.yaml", WORKSHOPS.replace("month: 2012-05", "month: 2013-05"))

    assert load(content) == "Content: 1 added, 1 changed, 5 unchanged, 0 left alone."
    assert WorkshopPage.objects.get().url_path == "/home/workshops/2013/minsk/"
    assert Page.find_problems() == ([], [], [], [], [])
