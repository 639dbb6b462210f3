"""What `load_content` refuses, and that it takes the content of the site."""

import shutil
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Page

from greencustoms.core.models import LoadedEntry
from greencustoms.home.models import HomePage
from guide.models import ChapterPage, PracticalIndexPage
from partners.models import PartnerPage
from workshops.models import WorkshopPage

from .small_content import PARTNERS, WORKSHOPS, load, problems_of

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
