from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from greencustoms.core.languages import LANGUAGE_NAMES
from greencustoms.core.models import ArticlePage
from greencustoms.core.translating import same_in_all_languages


class MaterialsPage(ArticlePage):
    """The library of tools and materials: documents held here and links to those held elsewhere."""

    template = "pages/materials_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    content_panels = [
        *ArticlePage.content_panels[:3],
        InlinePanel("items", heading=_("Tools and materials"), label=_("Material")),
        *ArticlePage.content_panels[3:],
    ]
    search_fields = [
        *ArticlePage.search_fields,
        index.RelatedFields(
            "items", [index.SearchField("title"), index.SearchField("note"), index.SearchField("publisher")]
        ),
    ]

    class Meta:
        verbose_name = _("materials library")

    def get_context(self, request, *args, **kwargs):
        items = list(self.items.select_related("document__collection"))
        groups = [
            {"label": kind.label, "kind": kind.value, "items": [item for item in items if item.kind == kind]}
            for kind in Material.Kind
        ]
        return super().get_context(request, *args, **kwargs) | {
            "groups": [group for group in groups if group["items"]],
            "count": len(items),
        }


class Material(TranslatableMixin, Orderable):
    """One tool or material."""

    class Kind(models.TextChoices):
        GUIDE = "guide", _("Guides")
        MANUAL = "manual", _("Manuals")
        CURRICULUM = "curriculum", _("Curricula")
        TOOL = "tool", _("Tools")
        DATABASE = "database", _("Databases")
        NOTE = "note", _("Information notes")
        REPORT = "report", _("Reports")
        NEWSLETTER = "newsletter", _("Newsletters")
        FLYER = "flyer", _("Flyers")
        VIDEO = "video", _("Films")

    page = ParentalKey(MaterialsPage, on_delete=models.CASCADE, related_name="items")
    title = models.CharField(_("title"), max_length=250)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    document = models.ForeignKey(
        "core.SiteDocument",
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("If the file is held on this site. Its size is shown beside the link."),
    )
    url = models.URLField(_("address"), blank=True, max_length=500, help_text=_("If it is held elsewhere."))
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    publisher = models.CharField(_("publisher"), max_length=160, blank=True)
    isbn = models.CharField(_("ISBN"), max_length=20, blank=True)
    languages = models.CharField(
        _("languages"),
        max_length=80,
        blank=True,
        help_text=_("Codes with commas between: en, fr. Empty if not on record."),
    )
    note = models.TextField(_("note"), blank=True)
    source_title = models.CharField(_("source"), max_length=300, blank=True)
    source_url = models.URLField(_("address of the source"), blank=True, max_length=500)

    panels = [
        "title",
        FieldRowPanel(["kind", "year"]),
        FieldRowPanel(["document", "url"]),
        FieldRowPanel(["publisher", "isbn", "languages"]),
        "note",
        MultiFieldPanel(["source_title", "source_url"], heading=_("Source")),
    ]
    override_translatable_fields = same_in_all_languages("title", "publisher", "isbn", "languages", "source_title")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass

    def __str__(self):
        return self.title

    @property
    def language_names(self):
        """The languages in words of the active language."""
        codes = [code.strip() for code in self.languages.split(",") if code.strip()]
        return [str(LANGUAGE_NAMES.get(code, code)) for code in codes]

    @property
    def visible_document(self):
        """The file, unless it lies in a collection that not everybody may see."""
        document = self.document
        if document and not document.collection.get_view_restrictions():
            return document
        return None
