from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from greencustoms.core.blocks import FigureBlock
from greencustoms.core.countries import REGION_OF, Region, country_name
from greencustoms.core.dates import tell_days, tell_month
from greencustoms.core.folding import DerivedTextField, fold
from greencustoms.core.models import ArticlePage
from greencustoms.core.translating import same_in_all_languages

from ..blocks import AgendaItemBlock
from ..country_pages import country_path
from ..dates import first_and_last_of_month
from ..forms import WorkshopPageForm
from ..querysets import WorkshopQuerySet
from ..record_ids import LONGEST, holder_of, key_of, make_record_id
from ..related import documents_of, neighbours_of, related_to, reports_of
from ..topics import write_topics


class WorkshopPage(ArticlePage):
    """One training event. Its page stays live afterwards, as the record of the event."""

    class Level(models.TextChoices):
        NATIONAL = "national", _("National")
        SUB_REGIONAL = "sub-regional", _("Sub-regional")
        REGIONAL = "regional", _("Regional")
        GLOBAL = "global", _("Global")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        CONFIRMED = "confirmed", _("Confirmed")
        HELD = "held", _("Held")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")

    class Precision(models.TextChoices):
        DAY = "day", _("The days are known")
        MONTH = "month", _("Only the month is known")

    class Qualifier(models.TextChoices):
        EXACTLY = "exactly", _("exactly")
        ABOUT = "about", _("about")
        MORE_THAN = "more-than", _("more than")

    template = "pages/workshop_page.html"
    parent_page_types = ["workshops.WorkshopYearPage"]
    exclude_fields_in_copy = ["record_id", "record_key"]
    subpage_types = ["workshops.WorkshopReportPage"]
    base_form_class = WorkshopPageForm

    record_id = models.SlugField(
        _("record number"),
        max_length=LONGEST,
        blank=True,
        help_text=_(
            "Stays the same for ever; imports and exports match by it. Made from year and address if left empty. "
            "A copy of this page gets a new one."
        ),
    )
    start_date = models.DateField(_("first day"), help_text=_("If only the month is known, any day in it."))
    end_date = models.DateField(
        _("last day"), blank=True, help_text=_("For a one-day workshop, the first day again. Empty means that too.")
    )
    date_precision = models.CharField(
        _("how exact"),
        max_length=10,
        choices=Precision,
        default=Precision.DAY,
        help_text=_("If only the month is known, the site shows the month and never a day."),
    )
    date_note = models.CharField(_("note on the date"), max_length=400, blank=True)
    place = models.CharField(
        _("place"), max_length=200, help_text=_("The city; or the country, if no city is on record.")
    )
    venue = models.CharField(_("venue"), max_length=300, blank=True)
    country = CountryField(_("country"))
    level = models.CharField(_("level"), max_length=20, choices=Level)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.PLANNED)
    joint_with = models.CharField(
        _("held jointly with"), max_length=160, blank=True, help_text=_("An organisation outside the partnership.")
    )
    organisers = StreamField(
        [("organiser", blocks.CharBlock(label=_("Organiser"), max_length=200))],
        verbose_name=_("organisers"),
        blank=True,
        help_text=_("As recorded: ministries, schools, regional offices."),
    )
    partners = ParentalManyToManyField(
        "partners.PartnerPage", verbose_name=_("partners"), blank=True, related_name="workshops"
    )
    treaties = ParentalManyToManyField(
        "guide.ChapterPage", verbose_name=_("treaties covered"), blank=True, related_name="workshops"
    )
    topics = StreamField(
        [("topic", blocks.CharBlock(label=_("Topic"), max_length=250))], verbose_name=_("topics"), blank=True
    )
    participants_total = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    participants_women = models.PositiveIntegerField(_("women"), null=True, blank=True)
    participants_men = models.PositiveIntegerField(_("men"), null=True, blank=True)
    participants_qualifier = models.CharField(
        _("the number is"), max_length=10, choices=Qualifier, default=Qualifier.EXACTLY
    )
    participants_note = models.CharField(
        _("note on participants"), max_length=400, blank=True, help_text=_("For example: customs and ozone officers.")
    )

    agenda = StreamField([("line", AgendaItemBlock())], verbose_name=_("agenda"), blank=True)
    documents = StreamField(
        [("document", DocumentChooserBlock(label=_("Document")))], verbose_name=_("materials"), blank=True
    )
    photos = StreamField([("photo", FigureBlock())], verbose_name=_("photographs"), blank=True)

    search_text = DerivedTextField(_("words to find it by"), source="words_to_find")
    record_key = DerivedTextField(source="key_in_record", unique=True, null=True, default=None)
    topic_keys = DerivedTextField(_("topics, one a line, each with its key"), source="lines_of_topics")

    objects = PageManager.from_queryset(WorkshopQuerySet)()

    content_panels = [
        *ArticlePage.content_panels[:2],
        MultiFieldPanel(
            [
                FieldRowPanel(["start_date", "end_date", "date_precision"]),
                "date_note",
                FieldRowPanel(["place", "country"]),
                "venue",
            ],
            heading=_("When and where"),
        ),
        MultiFieldPanel(
            [FieldRowPanel(["level", "status"]), "joint_with", "organisers"], heading=_("What kind, and by whom")
        ),
        MultiFieldPanel(["partners", "treaties", "topics"], heading=_("Partners, treaties, topics")),
        MultiFieldPanel(
            [
                FieldRowPanel(["participants_qualifier", "participants_total"]),
                FieldRowPanel(["participants_women", "participants_men"]),
                "participants_note",
            ],
            heading=_("Participants"),
        ),
        InlinePanel("participating_countries", heading=_("Countries taking part"), label=_("Country")),
        InlinePanel("languages", heading=_("Working languages"), label=_("Language")),
        *ArticlePage.content_panels[2:],
        MultiFieldPanel(["agenda", "documents", "photos"], heading=_("Agenda, materials, photographs")),
    ]
    settings_panels = [*ArticlePage.settings_panels, FieldPanel("record_id")]

    search_fields = [
        *ArticlePage.search_fields,
        index.SearchField("place", boost=3),
        index.AutocompleteField("place"),
        index.SearchField("country_label", boost=2),
        index.SearchField("organisers"),
        index.SearchField("joint_with"),
        index.SearchField("topics"),
        index.SearchField("agenda"),
        index.FilterField("start_date"),
        index.FilterField("end_date"),
        index.FilterField("country"),
        index.FilterField("level"),
        index.FilterField("status"),
    ]
    override_translatable_fields = [
        *ArticlePage.override_translatable_fields,
        *same_in_all_languages("record_id", "organisers", "joint_with"),
    ]

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        indexes = [
            models.Index(fields=["start_date"], name="workshop_start"),
            models.Index(fields=["end_date"], name="workshop_end"),
            models.Index(fields=["country"], name="workshop_country"),
        ]

    def full_clean(self, *args, **kwargs):
        """A one-day workshop may leave the last day empty; a month alone stands for all its days."""
        if self.start_date and self.date_precision == self.Precision.MONTH:
            self.start_date, self.end_date = first_and_last_of_month(self.start_date)
        self.end_date = self.end_date or self.start_date
        if not self.record_id and self.start_date and self.slug:
            self.record_id = make_record_id(self)
        super().full_clean(*args, **kwargs)

    def validate_unique(self, exclude=None):
        super().validate_unique({*(exclude or ()), "record_key"})
        holder = holder_of(self)
        if holder and "record_id" not in (exclude or ()):
            message = _("“%(title)s” has the record number “%(number)s” already. Write another one, or none.")
            raise ValidationError({"record_id": message % {"title": holder.title, "number": self.record_id}})

    def key_in_record(self):
        return key_of(self)

    def clean(self):
        super().clean()
        errors = {}
        if self.start_date and self.end_date and self.end_date < self.start_date:
            errors["end_date"] = _("The last day is before the first.")
        total, women, men = self.participants_total, self.participants_women, self.participants_men
        if total is not None and (women or 0) + (men or 0) > total:
            errors["participants_total"] = _("Women and men together are more than all participants.")
        if errors:
            raise ValidationError(errors)

    def words_to_find(self):
        """What the text filter of the record looks at. Country names are looked up when they are asked for."""
        lists = [str(block.value) for stream in (self.organisers, self.topics) for block in stream]
        words = " ".join([self.title, self.place, self.venue, self.joint_with, self.summary, *lists])
        return f" {fold(words)}"

    def lines_of_topics(self):
        return write_topics(str(block.value) for block in self.topics)

    @property
    def dates(self):
        """The dates in words, no more exact than they are known."""
        if self.date_precision == self.Precision.MONTH:
            return tell_month(self.start_date)
        return tell_days(self.start_date, self.end_date)

    @property
    def country_label(self):
        return country_name(self.country.code)

    @property
    def place_label(self):
        """Place and country; the country alone where no city is on record."""
        if self.place in ("", self.country_label):
            return self.country_label
        return f"{self.place}, {self.country_label}"

    @property
    def region(self):
        """The region of M49 that the host country lies in."""
        return REGION_OF.get(self.country.code)

    @property
    def region_label(self):
        return Region(self.region).label if self.region else ""

    @cached_property
    def countries_taking_part(self):
        """The names of the countries on record, in alphabetical order of the active language."""
        return sorted(country_name(row.country.code) for row in self.participating_countries.all())

    @cached_property
    def live_partners(self):
        return list(self.partners.live().public().order_by("title"))

    @cached_property
    def live_treaties(self):
        return list(self.treaties.live().public().order_by("number"))

    def neighbours(self):
        return neighbours_of(self)

    def get_context(self, request, *args, **kwargs):
        beside = self.neighbours() | {
            "related": related_to(self),
            "materials": documents_of(self),
            "reports": reports_of(self),
            "country_url": country_path(request, self.country.code),
        }
        return super().get_context(request, *args, **kwargs) | beside

    def structured_data(self, request):
        from ..structured_data import event

        return [event(self)]
