from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from greencustoms.core.languages import LANGUAGE_CHOICES
from greencustoms.core.translating import same_in_all_languages

from ..identifiers import Kind, normalise, problem_with
from ..item_forms import ControlledItemForm
from ..item_querysets import ControlledItemQuerySet
from .item_category import ItemCategory, lines, refuse_used_slug


class ControlledItem(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """A substance, species, waste or article under one or more treaties. What is empty here comes from its category."""

    slug = models.SlugField(_("slug"), max_length=80, help_text=_("The address of its card; keep it once published."))
    name = models.CharField(_("name"), max_length=300)
    category = models.ForeignKey(
        ItemCategory, verbose_name=_("category"), on_delete=models.PROTECT, related_name="items"
    )
    danger = models.CharField(
        _("danger"), max_length=500, blank=True, help_text=_("Only where it differs from that of the category.")
    )
    handling = models.TextField(
        _("what to do now"),
        blank=True,
        help_text=_("Only where it differs from the category. One step a line, each starting with a verb."),
    )
    ask_for = models.TextField(
        _("papers to ask for"), blank=True, help_text=_("Only where they differ from the category. One a line.")
    )
    warning_signs = models.TextField(
        _("warning signs"), blank=True, help_text=_("Shown before those of the category. One a line.")
    )
    import_note = models.TextField(_("on import"), blank=True)
    export_note = models.TextField(_("on export"), blank=True)
    transit_note = models.TextField(_("in transit"), blank=True)
    afterwards = models.TextField(
        _("afterwards"),
        blank=True,
        help_text=_("Evidence, storage, disposal or return. Only where it differs from the category. One a line."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Limits and exceptions, in one or two sentences."))
    source_title = models.CharField(_("source"), max_length=500, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    owner = models.ForeignKey(
        "partners.PartnerPage",
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="controlled_items",
        help_text=_("The organisation that answers for these facts."),
    )
    facts_as_of = models.CharField(
        _("facts as of"), max_length=40, blank=True, help_text=_("For example: 2026-03. When the facts were compiled.")
    )
    verified_on = models.DateField(
        _("verified on"), null=True, blank=True, help_text=_("When the owner last confirmed them.")
    )
    review_by = models.DateField(_("review by"), null=True, blank=True, db_index=True)
    editors_note = models.TextField(_("note for editors"), blank=True, help_text=_("Never shown to visitors."))

    objects = models.Manager.from_queryset(ControlledItemQuerySet)()

    revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="controlled_item",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="controlled_item",
        for_concrete_model=False,
    )

    base_form_class = ControlledItemForm

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldRowPanel(["name", "slug"]),
                    "category",
                    "note",
                    InlinePanel("listings", heading=_("Treaties"), label=_("Listing"), min_num=1),
                    InlinePanel("identifiers", heading=_("Marks and names"), label=_("Mark or name")),
                ],
                heading=_("What it is"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(["danger", "handling", "warning_signs"], heading=_("On the spot")),
                    FieldPanel("ask_for"),
                    MultiFieldPanel(
                        ["import_note", "export_note", "transit_note"],
                        heading=_("Where import, export and transit differ"),
                    ),
                    FieldPanel("afterwards"),
                ],
                heading=_("Decision card"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(["source_title", "source_url", "facts_as_of"], heading=_("Source")),
                    MultiFieldPanel(["owner", FieldRowPanel(["verified_on", "review_by"])], heading=_("Review")),
                    FieldPanel("editors_note"),
                ],
                heading=_("Source and review"),
            ),
        ]
    )

    search_fields = [
        index.SearchField("name", boost=5),
        index.AutocompleteField("name"),
        index.SearchField("note"),
        index.RelatedFields("identifiers", [index.SearchField("value", boost=3), index.AutocompleteField("value")]),
        index.FilterField("slug"),
        index.FilterField("locale"),
        index.FilterField("category"),
        index.FilterField("live"),
        index.FilterField("review_by"),
    ]
    override_translatable_fields = same_in_all_languages("slug", "source_title", "facts_as_of", "editors_note")

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("controlled item")
        verbose_name_plural = _("controlled items")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="guide_item_slug")]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        refuse_used_slug(self)

    def get_preview_template(self, request, mode_name):
        return "pages/controlled_item_preview.html"

    def own_or_common(self, field):
        """What is written for the item itself, or else for its category, as a list of lines."""
        return lines(getattr(self, field)) or lines(getattr(self.category, field))

    @cached_property
    def danger_line(self):
        return self.danger or self.category.danger

    @cached_property
    def steps(self):
        """What to do now, one verb a line."""
        return self.own_or_common("handling")

    @cached_property
    def papers(self):
        return self.own_or_common("ask_for")

    @cached_property
    def signs(self):
        """Warning signs: those of the item first, then those of its category."""
        return [*lines(self.warning_signs), *lines(self.category.warning_signs)]

    @cached_property
    def directions(self):
        """Import, export and transit, as far as something is to be said of each."""
        names = [("import_note", _("Import")), ("export_note", _("Export")), ("transit_note", _("Transit"))]
        found = [(label, self.own_or_common(field)) for field, label in names]
        return [{"label": label, "lines": texts} for label, texts in found if texts]

    @cached_property
    def what_follows(self):
        """Evidence, storage, disposal or return."""
        return self.own_or_common("afterwards")

    def values_of(self, kind):
        """Its marks or names of one kind, as written."""
        return [mark.value for mark in self.identifiers.all() if mark.kind == kind]


class ItemIdentifier(Orderable):
    """One mark or name of an item, as written on packages and papers, and in the form that is compared."""

    item = ParentalKey(ControlledItem, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    value = models.CharField(_("as written"), max_length=200)
    edition = models.CharField(
        _("edition"), max_length=20, blank=True, help_text=_("Of the HS or CN: for example HS 2022.")
    )
    language = models.CharField(
        _("language"), max_length=10, choices=LANGUAGE_CHOICES, blank=True, help_text=_("Of a name, where it has one.")
    )
    normalised = models.CharField(max_length=200, editable=False, blank=True)

    panels = [FieldRowPanel(["kind", "value"]), FieldRowPanel(["edition", "language"])]

    class Meta(Orderable.Meta):
        verbose_name = _("mark or name")
        verbose_name_plural = _("marks and names")
        indexes = [models.Index(fields=["kind", "normalised"], name="guide_identifier_mark")]

    def __str__(self):
        return self.value

    def clean(self):
        super().clean()
        self.value = self.value.strip()
        problem = problem_with(self.kind, self.value)
        if problem:
            raise ValidationError({"value": problem})
        if self.kind == Kind.HS and not self.edition:
            raise ValidationError({"edition": _("Name the edition of the Harmonized System: HS 2022.")})

    def save(self, *args, **kwargs):
        self.normalised = normalise(self.kind, self.value)[:200]
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "normalised"}
        super().save(*args, **kwargs)


class ItemListing(TranslatableMixin, Orderable):
    """Where a treaty names an item: the annex, appendix or schedule."""

    item = ParentalKey(ControlledItem, on_delete=models.CASCADE, related_name="listings")
    chapter = models.ForeignKey(
        "guide.ChapterPage", verbose_name=_("treaty"), on_delete=models.PROTECT, related_name="listings"
    )
    list_name = models.CharField(
        _("annex, appendix or schedule"), max_length=320, help_text=_("For example: Annex A, Group I (CFCs).")
    )
    since = models.CharField(_("since"), max_length=60, blank=True, help_text=_("A date or year, if it is on record."))
    note = models.CharField(_("note"), max_length=500, blank=True)
    source_title = models.CharField(_("source"), max_length=500, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)

    panels = [
        FieldRowPanel(["chapter", "list_name"]),
        FieldRowPanel(["since", "note"]),
        FieldRowPanel(["source_title", "source_url"]),
    ]
    override_translatable_fields = same_in_all_languages("since", "source_title")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("listing")
        verbose_name_plural = _("listings")

    def __str__(self):
        return self.list_name
