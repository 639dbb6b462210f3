from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from greencustoms.core.models import ArticlePage

from ..views import finder, focal_points, glossary, identify, items
from .chapter import ChapterPage
from .practical import PracticalIndexPage, PracticalPage


class GuideIndexPage(RoutablePageMixin, ArticlePage):
    """The contents of the Guide: one chapter for each treaty, then the practical considerations.

    Under it stand the finder, the cards of the controlled items, the guided identification, the glossary and the
    focal points, each answered by a module of `guide.views`.
    """

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

    @path("finder/")
    def finder(self, request):
        return finder.finder(self, request)

    @path("finder/suggest/")
    def suggest(self, request):
        return finder.suggest(self, request)

    @path("items/<slug:slug>/")
    def item(self, request, slug):
        return items.item(self, request, slug)

    @path("identify/")
    def identify(self, request):
        return identify.identify(self, request)

    @path("glossary/")
    def glossary(self, request):
        return glossary.glossary(self, request)

    @path("focal-points/")
    def focal_points(self, request):
        return focal_points.focal_points(self, request)
