"""The words of the Guide, explained."""

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index

from greencustoms.core.alphabet import letter_of
from greencustoms.core.blocks import SourceBlock
from greencustoms.core.translating import same_in_all_languages

from ..querysets import GlossaryQuerySet

OTHER_LETTERS = "#"


class GlossaryTerm(
    DraftStateMixin, RevisionMixin, PreviewableMixin, TranslatableMixin, index.Indexed, ClusterableModel
):
    """What a word means, in plain words. Texts link to it by its anchor, which therefore never changes."""

    term = models.CharField(_("term"), max_length=200)
    abbreviation = models.CharField(_("abbreviation"), max_length=40, blank=True)
    slug = models.SlugField(_("anchor"), max_length=120, editable=False, allow_unicode=True)
    definition = models.TextField(_("meaning"), help_text=_("One or two sentences in plain words."))
    treaties = ParentalManyToManyField(
        "guide.ChapterPage",
        verbose_name=_("treaties"),
        blank=True,
        related_name="glossary_terms",
        help_text=_("Leave empty if the word belongs to all of them."),
    )
    sources = StreamField([("source", SourceBlock())], verbose_name=_("sources"), blank=True)

    objects = GlossaryQuerySet.as_manager()

    panels = [FieldRowPanel(["term", "abbreviation"]), "definition", "treaties", "sources"]
    search_fields = [
        index.SearchField("term", boost=3),
        index.AutocompleteField("term"),
        index.SearchField("abbreviation", boost=3),
        index.SearchField("definition"),
        index.FilterField("locale"),
        index.FilterField("live"),
    ]
    override_translatable_fields = same_in_all_languages("sources")

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["term", "pk"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="guide_term_slug")]

    def __str__(self):
        return f"{self.term} ({self.abbreviation})" if self.abbreviation else self.term

    def full_clean(self, *args, **kwargs):
        self.set_slug()
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        self.set_slug()
        super().save(*args, **kwargs)

    def set_slug(self):
        """Give a new term an anchor of its own words; a translation keeps that of the original."""
        if not self.slug:
            self.slug = slugify(self.term, allow_unicode=True)[:120] or "term"

    def get_preview_template(self, request, mode_name):
        return "pages/glossary_term_preview.html"

    @property
    def letter(self):
        """The letter it stands under in its language, and # for what begins with none."""
        return letter_of(self.term, self.locale.language_code) or OTHER_LETTERS
