"""What `load_content` makes of content files, and what it leaves alone."""

import shutil
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Page, ReferenceIndex, Revision

from greencustoms.core.models import ContactDetails, LoadedEntry, SiteText
from greencustoms.home.models import HomePage, InformationPage
from guide.models import ChapterPage, PracticalIndexPage
from partners.models import PartnerPage
from workshops.models import WorkshopPage, WorkshopYearPage

HOME = """
type: home
path: ""
title: Green Customs Initiative
summary: Green Customs trains customs officers.
stop_line: Stop illegal trade.
pass_line: Let legal trade pass.
lead: Green Customs trains officers.
"""
ABOUT = """
type: information
path: about
title: About
summary: What Green Customs is.
body:
  - text: See the [partners](page:partners) and [CITES](page:partners/cites).
"""
PARTNER_INDEX = """
type: partner-index
path: partners
title: Partners
summary: All partners.
in_menu: true
"""
PARTNERS = """
- slug: cites
  title: CITES
  full_name: Secretariat of CITES
  acronym: CITES
  kind: treaty-secretariat
  city: Geneva
  country: CH
  summary: Wild animals and plants.
  body:
    - text: Read [about us](page:about).
"""
WORKSHOP_INDEX = """
type: workshop-index
path: workshops
title: Workshops
summary: All workshops.
"""
WORKSHOPS = """
- id: 2012-minsk
  slug: minsk
  title: Workshop in Minsk
  place: Minsk
  country: BY
  level: sub-regional
  status: held
  month: 2012-05
  partners: [cites]
  countries: [BY, AZ]
  languages: [en]
  summary: A workshop.
"""


@pytest.fixture
def content(tmp_path, home):
    """A small folder of content files, as a function that writes one of them."""

    def write(name, text):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text.lstrip(), encoding="utf-8")

    write("pages/home.yaml", HOME)
    write("pages/about.yaml", ABOUT)
    write("pages/partners.yaml", PARTNER_INDEX)
    write("partners.yaml", PARTNERS)
    write("pages/workshops.yaml", WORKSHOP_INDEX)
    write("workshops.yaml", WORKSHOPS)
    write.path = tmp_path
    return write


def load(content, **options):
    output = StringIO()
    call_command("load_content", path=content.path, stdout=output, **options)
    return output.getvalue().strip()


def problems_of(content):
    """What is wrong, as "file:line: message", and proof that nothing was loaded."""
    with pytest.raises(CommandError) as caught:
        load(content)
    assert Page.objects.count() == 2
    assert not LoadedEntry.objects.exists()
    return str(caught.value).replace(f"{content.path}/", "").splitlines()[1:]


def snapshot():
    """Everything a second run might change."""
    pages = Page.objects.values_list("pk", "path", "live", "latest_revision_id", "last_published_at")
    return list(pages), Revision.objects.count(), list(LoadedEntry.objects.values_list("key", "loaded_at"))


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


PARTNERS_FILE, WORKSHOPS_FILE, ABOUT_FILE = "partners.yaml", "workshops.yaml", "pages/about.yaml"
LATE_START = "start: 2012-05-29\n  end: 2012-05-28"
LONG_HEADING = f"- heading: {301 * 'x'}\n  - text:"


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        pytest.param(
            PARTNERS_FILE, " city:", " citty:", ":6: unknown key ‘citty’. Did you mean ‘city’?", id="unknown key"
        ),
        pytest.param(PARTNERS_FILE, "  kind: treaty-secretariat\n", "", ":1: ‘kind’ is missing", id="missing key"),
        pytest.param(
            PARTNERS_FILE, "CH", "XX", ":7: ‘country’: “XX” is not the code of a country", id="unknown country"
        ),
        pytest.param(
            PARTNERS_FILE, "m: CITES", "m: ABCDEFGHIJKLMNOPQ", ":4: ‘acronym’: Ensure this value has", id="too long"
        ),
        pytest.param(
            PARTNERS_FILE, "page:about", "page:abuot", ":10: ‘text’ links to “page:abuot”", id="link to no page"
        ),
        pytest.param(
            WORKSHOPS_FILE, "[cites]", "[cits]", ":9: ‘partners’: there is no partner “cits”", id="no partner"
        ),
        pytest.param(
            WORKSHOPS_FILE, "2012-05", "2012-13", ":8: ‘month’ must be a month such as 2012-05", id="bad month"
        ),
        pytest.param(
            WORKSHOPS_FILE, "sub-regional", "local", ":6: ‘level’ cannot be “local”, only:", id="unknown choice"
        ),
        pytest.param(
            WORKSHOPS_FILE, "month: 2012-05", LATE_START, ":9: the last day, 2012-05-28, is", id="end before start"
        ),
        pytest.param(
            ABOUT_FILE, "path: about", "path: a/b", ":1: no entry makes the page “a” above", id="no page above"
        ),
        pytest.param(
            ABOUT_FILE, ": about", ": partners/about", ":1: “partners/about”: the site has no", id="wrong place"
        ),
        pytest.param(
            ABOUT_FILE, ": about", ": partners", ": the address “partners” is taken already", id="address twice"
        ),
        pytest.param(
            ABOUT_FILE, ": about", ": search", ":1: the address “search” is used by", id="address of the site"
        ),
        pytest.param(ABOUT_FILE, "- text:", LONG_HEADING, ":6: ‘text’: Ensure this value has at most", id="bad block"),
        pytest.param(ABOUT_FILE, ": About", ": 'About", ": this is not valid YAML", id="not YAML"),
    ],
)
def test_a_broken_entry_is_named_and_nothing_is_loaded(content, file, old, new, problem):
    text = (content.path / file).read_text()
    assert old in text
    content(file, text.replace(old, new, 1))

    found = problems_of(content)

    assert any(problem in line and ".yaml:" in line for line in found), found


def test_problems_of_reading_and_of_checking_are_named_together(content):
    content("partners.yaml", PARTNERS.replace("acronym: CITES", "acronym: ABCDEFGHIJKLMNOPQ"))
    content("workshops.yaml", WORKSHOPS.replace("BY\n", "XX\n"))

    assert len(problems_of(content)) == 2


def test_the_same_id_twice_is_refused(content):
    content("workshops.yaml", WORKSHOPS + WORKSHOPS.replace("slug: minsk", "slug: minsk-2"))

    assert problems_of(content) == ["workshops.yaml:14: the id “2012-minsk” is taken already, at workshops.yaml:1"]


def test_check_writes_nothing(content):
    assert load(content, check=True) == "Content: 7 entries, nothing wrong."

    assert Page.objects.count() == 2
    assert not LoadedEntry.objects.exists()


def test_a_folder_without_content_is_an_error(home, tmp_path):
    with pytest.raises(CommandError, match="There are no content files in"):
        call_command("load_content", path=tmp_path)


@pytest.fixture
def site_content(home, tmp_path):
    """The content of the site, without what only the finder needs, loaded."""
    for name in ("pages", "chapters", "practical"):
        shutil.copytree(settings.BASE_DIR / "content" / name, tmp_path / name)
    for name in ("site.yaml", "partners.yaml", "workshops.yaml"):
        shutil.copy(settings.BASE_DIR / "content" / name, tmp_path)
    call_command("load_content", path=tmp_path, stdout=StringIO())


def test_the_content_of_the_site_loads_in_the_order_of_its_menu(site_content):
    assert [page.slug for page in HomePage.objects.get().get_children()] == [
        "about",
        "guide",
        "workshops",
        "partners",
        "learning",
        "materials",
        "achievements",
        "greening-operations",
        "contact",
        "accessibility",
        "privacy",
        "terms",
    ]
    assert ChapterPage.objects.live().count() == 8
    assert PartnerPage.objects.live().count() == 13
    assert [page.slug for page in PracticalIndexPage.objects.get().get_children()] == [
        "health-and-safety",
        "identification",
        "seizures",
        "safe-disposal",
    ]
    assert not Page.objects.filter(live=False).exists()


def test_the_workshops_of_2011_and_2012_are_kept_as_months(site_content):
    listed = WorkshopPage.objects.filter(start_date__year__in=[2011, 2012]).exclude(slug="abu-dhabi")

    assert listed.count() == 14
    assert {workshop.date_precision for workshop in listed} == {"month"}


def test_the_whole_content_of_the_site_is_valid(home):
    output = StringIO()
    call_command("load_content", check=True, stdout=output)

    assert "nothing wrong" in output.getvalue()


def test_messages_name_files_from_the_top_of_the_checkout(content, monkeypatch):
    monkeypatch.setattr(settings, "BASE_DIR", content.path)
    content("partners.yaml", PARTNERS.replace("CH", "XX"))

    with pytest.raises(CommandError, match=r"^Nothing was loaded.\npartners.yaml:7: ‘country’"):
        load(content)
