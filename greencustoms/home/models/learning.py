from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from greencustoms.core.languages import LANGUAGE_NAMES
from greencustoms.core.models import ArticlePage
from greencustoms.core.translating import same_in_all_languages


class LearningPage(ArticlePage):
    """E-learning: which modules exist, in what state they are, and how to enrol."""

    template = "pages/learning_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    host = RichTextField(_("where the modules are"), blank=True, features=["bold", "link"])
    how_to_enrol = RichTextField(_("how to enrol"), blank=True, features=["bold", "link", "ol", "ul"])

    content_panels = [
        *ArticlePage.content_panels[:3],
        FieldPanel("host"),
        InlinePanel("modules", heading=_("Modules"), label=_("Module")),
        FieldPanel("how_to_enrol"),
        *ArticlePage.content_panels[3:],
    ]
    search_fields = [
        *ArticlePage.search_fields,
        index.SearchField("host"),
        index.SearchField("how_to_enrol"),
        index.RelatedFields("modules", [index.SearchField("title"), index.SearchField("note")]),
    ]

    class Meta:
        verbose_name = _("e-learning page")

    def get_context(self, request, *args, **kwargs):
        modules = list(self.modules.select_related("treaty"))
        return super().get_context(request, *args, **kwargs) | {
            "available": [module for module in modules if module.state == LearningModule.State.AVAILABLE],
            "in_development": [module for module in modules if module.state != LearningModule.State.AVAILABLE],
        }

    def structured_data(self, request):
        return [
            {
                "@type": "Course",
                "name": module.title,
                "description": module.note or module.title,
                "provider": {"@type": "Organization", "name": module.provider},
                "url": module.url or self.full_url,
            }
            for module in self.modules.all()
            if module.state == LearningModule.State.AVAILABLE
        ]


class LearningModule(TranslatableMixin, Orderable):
    """One e-learning module."""

    class State(models.TextChoices):
        AVAILABLE = "available", _("Available")
        IN_DEVELOPMENT = "in-development", _("In development")

    page = ParentalKey(LearningPage, on_delete=models.CASCADE, related_name="modules")
    title = models.CharField(_("title"), max_length=300)
    provider = models.CharField(_("provider"), max_length=250, help_text=_("Whose platform it is on."))
    treaty = models.ForeignKey(
        "guide.ChapterPage",
        verbose_name=_("treaty"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The chapter of the Guide it belongs to, if it is about one treaty."),
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.AVAILABLE)
    as_of = models.CharField(_("state as of"), max_length=40, help_text=_("For example: 2012."))
    languages = models.CharField(
        _("languages"),
        max_length=80,
        blank=True,
        help_text=_("Codes with commas between: en, fr. Empty if not on record."),
    )
    duration = models.CharField(_("duration"), max_length=160, blank=True)
    url = models.URLField(_("address"), blank=True, max_length=500)
    note = models.TextField(_("note"), blank=True)
    source_title = models.CharField(_("source"), max_length=300, blank=True)
    source_url = models.URLField(_("address of the source"), blank=True, max_length=500)

    panels = [
        "title",
        FieldRowPanel(["provider", "treaty"]),
        FieldRowPanel(["state", "as_of"]),
        FieldRowPanel(["languages", "duration"]),
        "url",
        "note",
        MultiFieldPanel(["source_title", "source_url"], heading=_("Source")),
    ]
    override_translatable_fields = same_in_all_languages("as_of", "languages", "source_title")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass

    def __str__(self):
        return self.title

    @property
    def language_names(self):
        """The languages in words of the active language."""
        codes = [code.strip() for code in self.languages.split(",") if code.strip()]
        return [str(LANGUAGE_NAMES.get(code, code)) for code in codes]
