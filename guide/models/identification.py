"""Guided identification: one question at a time, for goods that bear no mark to look up.

Questions and answers form a graph without loops. It begins at the doors; every answer leads to a further question,
to a category of goods or to items. "I cannot tell" is always possible.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index
from wagtail.snippets.blocks import SnippetChooserBlock

from greencustoms.core.icons import GOODS_ICONS
from greencustoms.core.translating import same_in_all_languages

from ..identification.forms import QuestionForm
from ..querysets import QuestionQuerySet


class IdentificationQuestion(
    DraftStateMixin, RevisionMixin, PreviewableMixin, TranslatableMixin, index.Indexed, ClusterableModel
):
    """One question that an officer can answer by looking. A door is where one begins."""

    slug = models.SlugField(_("name in addresses"), max_length=60, help_text=_("Keep it once published."))
    text = models.CharField(_("question"), max_length=400)
    where_to_look = models.TextField(
        _("where to look"), blank=True, help_text=_("Where on the goods or their packing the answer stands.")
    )
    stop_now = models.CharField(
        _("stop now"), max_length=300, blank=True, help_text=_("A danger, shown above the question.")
    )
    is_door = models.BooleanField(_("a door: one begins here"), default=False)
    door_title = models.CharField(_("words on the door"), max_length=120, blank=True)
    door_note = models.CharField(_("more on the door"), max_length=200, blank=True)
    icon = models.CharField(_("sign"), max_length=20, choices=GOODS_ICONS, default="unk")
    order = models.PositiveSmallIntegerField(_("place in lists"), default=0)
    if_unsure = models.ForeignKey(
        "self",
        verbose_name=_("next question for who cannot tell"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Leave empty to show what is still possible, and what to do."),
    )

    objects = QuestionQuerySet.as_manager()

    base_form_class = QuestionForm
    panels = [
        FieldRowPanel(["text", "slug"]),
        "where_to_look",
        "stop_now",
        InlinePanel("answers", heading=_("Answers"), label=_("Answer"), min_num=1),
        "if_unsure",
        MultiFieldPanel(
            ["is_door", FieldRowPanel(["door_title", "door_note"]), FieldRowPanel(["icon", "order"])],
            heading=_("Door"),
        ),
    ]
    search_fields = [
        index.SearchField("text"),
        index.AutocompleteField("text"),
        index.FilterField("locale"),
        index.FilterField("live"),
    ]
    override_translatable_fields = same_in_all_languages("slug")

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("identification question")
        verbose_name_plural = _("identification questions")
        ordering = ["order", "text", "pk"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="guide_question_slug")]

    def __str__(self):
        return self.text

    def get_preview_template(self, request, mode_name):
        return "pages/identification_question_preview.html"

    def clean(self):
        super().clean()
        twins = IdentificationQuestion.objects.filter(slug=self.slug, locale_id=self.locale_id).exclude(pk=self.pk)
        if self.slug and twins.exists():
            raise ValidationError({"slug": _("“%(slug)s” is used already. Choose another.") % {"slug": self.slug}})
        if self.is_door and not self.door_title:
            raise ValidationError({"door_title": _("A door needs words.")})


class IdentificationAnswer(TranslatableMixin, Orderable):
    """One answer, and where it leads: to a further question, to a category or to items."""

    question = ParentalKey(IdentificationQuestion, on_delete=models.CASCADE, related_name="answers")
    key = models.SlugField(_("name in addresses"), max_length=40, blank=True, editable=False)
    text = models.CharField(_("answer"), max_length=300)
    note = models.CharField(_("more"), max_length=400, blank=True)
    next_question = models.ForeignKey(
        IdentificationQuestion,
        verbose_name=_("next question"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="asked_after",
    )
    category = models.ForeignKey(
        "guide.ItemCategory",
        verbose_name=_("or category of goods"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    items = StreamField(
        [("item", SnippetChooserBlock("guide.ControlledItem", label=_("Item")))],
        verbose_name=_("or items"),
        blank=True,
    )
    is_not_listed = models.BooleanField(
        _("or: nothing in our list"),
        default=False,
        help_text=_("The goods are none that we list. The reader is told so, and whom to ask."),
    )

    panels = [
        FieldRowPanel(["text", "note"]),
        FieldRowPanel(["next_question", "category"]),
        "items",
        "is_not_listed",
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self):
        return self.text

    def save(self, *args, **kwargs):
        if not self.key:
            self.key = slugify(self.text)[:40].strip("-") or f"a{self.sort_order or 0}"
        super().save(*args, **kwargs)

    @property
    def item_ids(self):
        """The ids of the items it leads to, without asking for the items."""
        return [block["value"] for block in self.items.raw_data if block["type"] == "item"]
