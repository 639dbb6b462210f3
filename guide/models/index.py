from django.utils.translation import gettext_lazy as _

from greencustoms.core.models import ArticlePage

from .chapter import ChapterPage
from .practical import PracticalIndexPage, PracticalPage


class GuideIndexPage(ArticlePage):
    """The contents of the Guide: one chapter for each treaty, then the practical considerations."""

    template = "pages/guide_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["guide.ChapterPage", "guide.PracticalIndexPage"]
    max_count_per_parent = 1
    reserved_child_slugs = frozenset({"finder", "items", "glossary", "focal-points", "identify"})

    class Meta:
        verbose_name = _("contents of the Guide")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "chapters": list(ChapterPage.objects.child_of(self).for_cards()),
            "practical_pages": list(PracticalPage.objects.descendant_of(self).for_cards()),
            "practical_index": PracticalIndexPage.objects.child_of(self).live().public().first(),
        }
