from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from greencustoms.core.models import ArticlePage


class GreeningPage(ArticlePage):
    """Greening customs operations: what administrations do to harm the environment less themselves."""

    template = "pages/greening_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.PracticePage"]
    max_count_per_parent = 1
    reserved_child_slugs = frozenset({"write"})

    invitation = RichTextField(
        _("invitation"),
        blank=True,
        features=["bold", "link"],
        help_text=_("Asks readers to tell of practices of their own."),
    )

    content_panels = [*ArticlePage.content_panels, FieldPanel("invitation")]
    search_fields = [*ArticlePage.search_fields, index.SearchField("invitation")]

    class Meta:
        verbose_name = _("greening customs operations")

    def get_context(self, request, *args, **kwargs):
        practices = list(PracticePage.objects.child_of(self).live().public().defer_streamfields().order_by("path"))
        groups = [
            {"label": kind.label, "practices": [practice for practice in practices if practice.kind == kind]}
            for kind in PracticePage.Kind
        ]
        return super().get_context(request, *args, **kwargs) | {
            "groups": [group for group in groups if group["practices"]]
        }


class PracticePage(ArticlePage):
    """One good environmental practice of customs administrations."""

    class Kind(models.TextChoices):
        SINGLE_WINDOW = "single-window", _("Single window: less paper, less travel")
        ENERGY = "energy", _("Energy, ozone and climate")
        END_OF_LIFE = "end-of-life", _("End of life: paper, electronics and so on")
        OTHER = "other", _("Other practices")

    template = "pages/practice_page.html"
    parent_page_types = ["home.GreeningPage"]
    subpage_types = []

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)

    content_panels = [ArticlePage.content_panels[0], FieldPanel("kind"), *ArticlePage.content_panels[1:]]
    search_fields = [*ArticlePage.search_fields, index.FilterField("kind")]

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
