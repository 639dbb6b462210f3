from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index

from greencustoms.core.icons import GOODS_ICONS
from greencustoms.core.translating import same_in_all_languages

ONE_A_LINE = _("One a line.")


def lines(text):
    """The lines of a text that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def refuse_used_slug(snippet):
    """The admin leaves the language out of the form, so that Django skips the constraint on language and slug."""
    twins = type(snippet)._default_manager.filter(slug=snippet.slug, locale_id=snippet.locale_id)
    if snippet.slug and twins.exclude(pk=snippet.pk).exists():
        raise ValidationError({"slug": _("“%(slug)s” is used already. Choose another.") % {"slug": snippet.slug}})


class ItemCategory(PreviewableMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model):
    """What goods of one kind have in common: the danger, what to do, the papers, whom to call."""

    slug = models.SlugField(_("slug"), max_length=80, help_text=_("Used in addresses and imports; keep it."))
    name = models.CharField(_("name"), max_length=200)
    icon = models.CharField(_("sign"), max_length=20, choices=GOODS_ICONS, default="unk")
    order = models.PositiveSmallIntegerField(_("place in lists"), default=0)
    danger = models.CharField(_("danger"), max_length=500, help_text=_("The first line of the card: what can hurt."))
    handling = models.TextField(
        _("what to do now"), blank=True, help_text=_("One step a line, each starting with a verb: Hold. Do not open.")
    )
    ask_for = models.TextField(_("papers to ask for"), blank=True, help_text=ONE_A_LINE)
    must_match = models.TextField(_("what must match"), blank=True, help_text=ONE_A_LINE)
    warning_signs = models.TextField(_("warning signs"), blank=True, help_text=ONE_A_LINE)
    import_note = models.TextField(_("on import"), blank=True)
    export_note = models.TextField(_("on export"), blank=True)
    transit_note = models.TextField(_("in transit"), blank=True)
    afterwards = models.TextField(
        _("afterwards"), blank=True, help_text=_("Evidence, storage, disposal or return. One a line.")
    )
    contact = models.CharField(_("whom to call"), max_length=300, help_text=_("An office, never a person."))
    words = models.TextField(
        _("everyday words"),
        blank=True,
        help_text=_("Words in any language by which people look for such goods. One a line."),
    )
    source = models.CharField(_("source"), max_length=500, blank=True)

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("slug"),
        index.FilterField("locale"),
    ]
    override_translatable_fields = same_in_all_languages("slug", "words", "source")

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("category of goods")
        verbose_name_plural = _("categories of goods")
        ordering = ["order", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="guide_category_slug")]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        refuse_used_slug(self)

    def get_preview_template(self, request, mode_name):
        return "pages/item_category_preview.html"
