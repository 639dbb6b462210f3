from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from greencustoms.core.blocks import StoryBlock
from greencustoms.core.frame import pages
from greencustoms.core.memo import remember
from greencustoms.core.models import BasePage
from guide.models import ChapterPage, GuideIndexPage, PracticalIndexPage
from partners.models import PartnerIndexPage, PartnerPage
from workshops.models import WorkshopIndexPage, WorkshopPage

from .achievements import AchievementsPage
from .learning import LearningPage

ROWS_OF_WORKSHOPS = 6


class HomePage(BasePage):
    """The front door: what is in front of you, the Guide, the latest workshops, what was done, who does it."""

    template = "pages/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.InformationPage",
        "partners.PartnerIndexPage",
        "workshops.WorkshopIndexPage",
        "guide.GuideIndexPage",
        "home.LearningPage",
        "home.MaterialsPage",
        "home.AchievementsPage",
        "home.GreeningPage",
        "home.ContactPage",
    ]
    reserved_child_slugs = frozenset({"search", "admin", "portal", "api", "media", "static", "account"})

    stop_line = models.CharField(_("line beside the red square"), max_length=80, default="Stop illegal trade.")
    pass_line = models.CharField(_("line beside the green octagon"), max_length=80, default="Let legal trade pass.")
    lead = models.TextField(_("lead"), blank=True, help_text=_("Two or three sentences under the two lines."))
    body = StreamField(
        StoryBlock(), verbose_name=_("body"), blank=True, help_text=_("Shown at the end of the page, above the footer.")
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(["stop_line", "pass_line", "lead"], heading=_("Head of the page")),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")

    def route(self, request, path_components):
        """Find the deepest page of an address at once, instead of one step of the tree after the other."""
        if not path_components:
            return super().route(request, path_components)
        steps = range(1, len(path_components) + 1)
        addresses = {self.url_path + "/".join(path_components[:step]) + "/": step for step in steps}
        # Only the slug has an index in Wagtail.
        named = Page.objects.filter(slug__in=path_components, url_path__in=addresses, path__startswith=self.path)
        deepest = named.order_by("-depth").first()
        if not deepest:
            raise Http404
        return deepest.specific.route(request, path_components[addresses[deepest.url_path] :])

    def sections_by_type(self):
        """The live sections of the site by their page type, titles and addresses only."""
        sections = pages().child_of(self).live().public().specific(defer=True)
        return {type(section): section for section in sections}

    def latest_workshops(self):
        """Those to come; while none is announced, those of the last year on record."""
        everything = WorkshopPage.objects.descendant_of(self).for_cards()
        upcoming = list(everything.upcoming(timezone.localdate())[:ROWS_OF_WORKSHOPS])
        if upcoming:
            return {"upcoming": True, "workshops": upcoming}
        past = list(everything.past(timezone.localdate())[:ROWS_OF_WORKSHOPS])
        return {"upcoming": False, "workshops": past}

    def get_context(self, request, *args, **kwargs):
        children = remember(("sections by type", self.pk), self.sections_by_type)
        achievements = children.get(AchievementsPage)
        learning = children.get(LearningPage)
        return super().get_context(request, *args, **kwargs) | {
            "guide": children.get(GuideIndexPage),
            "workshop_index": children.get(WorkshopIndexPage),
            "latest": self.latest_workshops(),
            "learning": learning,
            "achievements": achievements,
            "partner_index": children.get(PartnerIndexPage),
            **remember(("lists of home", self.pk), lambda: self.lists(learning, achievements)),
        }

    def lists(self, learning, achievements):
        """What does not depend on the day."""
        return {
            "chapters": list(ChapterPage.objects.descendant_of(self).for_cards()),
            "practical": PracticalIndexPage.objects.descendant_of(self).live().public().defer_streamfields().first(),
            "modules": list(learning.modules.all()) if learning else [],
            "figures": list(achievements.figures.all()[:3]) if achievements else [],
            "partners": list(PartnerPage.objects.descendant_of(self).for_cards()),
        }

    def structured_data(self, request):
        return [{"@type": "WebSite", "name": "Green Customs Initiative", "url": self.full_url}]
