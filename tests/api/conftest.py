"""A site with one thing of each data set that visitors see, beside a hidden one."""

import pytest
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from tests.core.pagecache.conftest import new_process, reader  # noqa: F401 - fixtures
from tests.factories import guide, pages

HIDDEN = "zqhidden"
"""Stands in the name of everything that visitors must not see."""


@pytest.fixture(autouse=True)
def in_english():
    """A request for another language leaves that language active."""
    with override("en"):
        yield


def hide(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


@pytest.fixture
def site(home, partner_index, workshop_index, year_2030, guide_index):
    """What is hidden is a draft or private, and what is seen names it wherever it can."""
    draft = pages.PartnerPageFactory(parent=partner_index, slug=f"{HIDDEN}-draft", title=f"{HIDDEN} one", live=False)
    private = hide(pages.PartnerPageFactory(parent=partner_index, slug=f"{HIDDEN}-private", title=f"{HIDDEN} two"))
    cites = pages.PartnerPageFactory(parent=partner_index, slug="cites", title="CITES", country="CH")
    seen = pages.ChapterPageFactory(
        parent=guide_index, slug="montreal", title="Montreal", number=1, partner=private, what_changed="A new annex."
    )
    unseen = hide(pages.ChapterPageFactory(parent=guide_index, slug=f"{HIDDEN}-chapter", title=HIDDEN, number=2))
    pages.ChapterPageFactory(parent=guide_index, slug=f"{HIDDEN}-c", title=HIDDEN, number=3, live=False, partner=cites)
    workshop = pages.WorkshopPageFactory(parent=year_2030, slug="minsk", title="Minsk", record_id="2030-minsk")
    workshop.partners, workshop.treaties = [draft, private, cites], [seen, unseen]
    workshop.save()
    pages.WorkshopPageFactory(parent=year_2030, slug=f"{HIDDEN}-draft", title=HIDDEN, live=False)
    secret = hide(pages.WorkshopPageFactory(parent=year_2030, slug=f"{HIDDEN}-private", title=HIDDEN))
    report = pages.WorkshopReportPageFactory(parent=workshop, slug="report", title="Report", partner=private)
    report.partners_involved = [draft, cites]
    report.save()
    pages.WorkshopReportPageFactory(
        parent=workshop, slug="draft", title=HIDDEN, overview=HIDDEN, partner=cites, live=False
    )
    pages.WorkshopReportPageFactory(parent=secret, slug="private", title=HIDDEN, overview=HIDDEN, partner=cites)
    guide.ControlledItemFactory(
        slug="cfc-11", name="CFC-11", chapters=[seen, unseen], marks=[("cas", "75-69-4")], owner=private,
        editors_note=HIDDEN,
    )  # fmt: skip
    guide.ControlledItemFactory(slug=HIDDEN, name=HIDDEN, live=False, chapters=[seen], marks=[("cas", "75-71-8")])
    guide.GlossaryTermFactory(term="Permit", treaties=[seen, unseen])
    guide.GlossaryTermFactory(term=HIDDEN, definition=HIDDEN, live=False)
    guide.FocalPointFactory(treaty=seen, country="KE")
    guide.FocalPointFactory(treaty=seen, country="KE", office=HIDDEN, live=False)
    guide.FocalPointFactory(treaty=unseen, country="TG", office=HIDDEN)
    pages.AchievementsPageFactory(parent=home)
