from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from greencustoms.core.icons import GOODS_ICONS
from greencustoms.core.models import ArticlePage, BasePage
from greencustoms.core.translating import same_in_all_languages

from ..blocks import GuideBlock, KeyedSourceBlock
from ..numbering import number_sources, number_topic
from ..querysets import PracticalQuerySet


class PracticalIndexPage(ArticlePage):
    """What is the same for all treaties: health and safety, identification, seizures, safe disposal."""

    template = "pages/practical_index_page.html"
    parent_page_types = ["guide.GuideIndexPage"]
    subpage_types = ["guide.PracticalPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("practical considerations")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "practical_pages": list(PracticalPage.objects.child_of(self).for_cards())
        }


class PracticalPage(BasePage):
    """One practical consideration, in numbered paragraphs and check lists."""

    template = "pages/practical_page.html"
    parent_page_types = ["guide.PracticalIndexPage"]
    subpage_types = []

    icon = models.CharField(_("sign"), max_length=20, choices=GOODS_ICONS, default="prac")
    body = StreamField(GuideBlock(), verbose_name=_("body"), blank=True)
    sources = StreamField([("source", KeyedSourceBlock())], verbose_name=_("sources"), blank=True)
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    what_changed = models.TextField(
        _("what changed"), blank=True, help_text=_("At the last review, in one or two sentences for readers.")
    )

    objects = PageManager.from_queryset(PracticalQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel(["icon", "reviewed_on"]),
        "what_changed",
        FieldPanel("body"),
        FieldPanel("sources"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields = [*BasePage.override_translatable_fields, *same_in_all_languages("sources")]

    class Meta:
        verbose_name = _("practical page")
        verbose_name_plural = _("practical pages")

    @cached_property
    def source_numbers(self):
        return number_sources(self.sources)

    @cached_property
    def numbered_blocks(self):
        return number_topic(self.body, "", "p", self.source_numbers)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "practical_pages": list(PracticalPage.objects.sibling_of(self).for_cards())
        }
