from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from greencustoms.core.models import ArticlePage
from greencustoms.core.translating import same_in_all_languages

from ..blocks import StatementBlock
from ..counted import by_year, counted_figures


class AchievementsPage(ArticlePage):
    """What the partnership has done: figures, each with the day it was true and its source, and statements."""

    template = "pages/achievements_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    statements = StreamField([("statement", StatementBlock())], verbose_name=_("statements"), blank=True)

    content_panels = [
        *ArticlePage.content_panels[:3],
        InlinePanel("figures", heading=_("Key figures"), label=_("Figure")),
        FieldPanel("statements"),
        *ArticlePage.content_panels[3:],
    ]
    search_fields = [
        *ArticlePage.search_fields,
        index.SearchField("statements"),
        index.RelatedFields("figures", [index.SearchField("label")]),
    ]

    class Meta:
        verbose_name = _("achievements page")

    def get_context(self, request, *args, **kwargs):
        entered = list(self.figures.all())
        context = by_year(request) | {
            "counted": counted_figures(request, entered),
            "entered": entered,
        }
        return super().get_context(request, *args, **kwargs) | context


class KeyFigure(TranslatableMixin, Orderable):
    """A number with what it counts, how exact it is, when it was true, and who says so."""

    class Qualifier(models.TextChoices):
        EXACTLY = "exactly", _("exactly")
        MORE_THAN = "more-than", _("more than")
        ALMOST = "almost", _("almost")
        ABOUT = "about", _("about")

    class Opening(models.TextChoices):
        WORKSHOPS = "workshops", _("workshops held")
        PARTICIPANTS = "participants", _("participants")
        COUNTRIES = "countries", _("countries reached")

    page = ParentalKey(AchievementsPage, on_delete=models.CASCADE, related_name="figures")
    label = models.CharField(_("what it counts"), max_length=300)
    value = models.PositiveIntegerField(_("value"))
    qualifier = models.CharField(_("how exact"), max_length=20, choices=Qualifier, default=Qualifier.EXACTLY)
    period = models.CharField(_("period"), max_length=160, blank=True, help_text=_("For example: since 2004."))
    as_of = models.CharField(_("as of"), max_length=160, help_text=_("When the number was true. For example: 2012."))
    note = models.CharField(_("note"), max_length=400, blank=True)
    opening_balance_of = models.CharField(
        _("opening balance of"),
        max_length=20,
        choices=Opening,
        blank=True,
        help_text=_(
            "If this number stands for years that are not on record: the counted figure it is shown beside. "
            "The two are never added up, because they may count the same workshops."
        ),
    )
    source_title = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("address of the source"), blank=True, max_length=500)

    panels = [
        "label",
        FieldRowPanel(["qualifier", "value"]),
        FieldRowPanel(["period", "as_of"]),
        "note",
        "opening_balance_of",
        MultiFieldPanel(["source_title", "source_url"], heading=_("Source")),
    ]
    override_translatable_fields = same_in_all_languages("source_title")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass

    def __str__(self):
        return f"{self.value} {self.label}"

    @property
    def qualifier_label(self):
        """The word before the number; none where it is exact."""
        return "" if self.qualifier == self.Qualifier.EXACTLY else self.get_qualifier_display()
