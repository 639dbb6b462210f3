"""What a partner reports about a workshop. Partners write in the portal; the page goes live only by approval."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.models import Orderable, Task, Workflow
from wagtail.search import index

from greencustoms.core.countries import country_name
from greencustoms.core.languages import LANGUAGE_CHOICES, direction
from greencustoms.core.models import BasePage

from ..report_rights import ReportPagePermissionTester


class Rating(models.TextChoices):
    """What participants are asked to rate at the end of a workshop."""

    CONTENT = "rating_content", _("Content")
    TRAINERS = "rating_trainers", _("Trainers")
    MATERIALS = "rating_materials", _("Materials")
    ORGANISATION = "rating_organisation", _("Organisation")
    USEFULNESS = "rating_usefulness", _("Usefulness at work")


def rating_field(rating):
    return models.DecimalField(
        rating.label,
        max_digits=2,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("The average of all answers, from 1 (poor) to 5 (very good)."),
    )


class WorkshopReportPage(BasePage):
    """The report of one partner on one workshop.

    A revision is what the partner submitted. Files stay out of it, only their digests are in it, until approval
    has copied them to where everybody can fetch them.
    """

    template = "pages/workshop_report_page.html"
    parent_page_types = ["workshops.WorkshopPage"]
    subpage_types = []
    is_creatable = False
    stays_in_its_language = True

    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES, default="en")
    partner = models.ForeignKey(
        "partners.PartnerPage",
        verbose_name=_("partner"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="workshop_reports",
    )
    overview = models.TextField(_("what happened"))
    participants_total = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    participants_women = models.PositiveIntegerField(_("women"), null=True, blank=True)
    participants_men = models.PositiveIntegerField(_("men"), null=True, blank=True)
    sessions = models.TextField(_("sessions"), blank=True)
    partners_involved = ParentalManyToManyField(
        "partners.PartnerPage", verbose_name=_("partners involved"), blank=True, related_name="+"
    )
    others_involved = models.TextField(_("others involved"), blank=True)
    results = models.TextField(_("results"), blank=True)
    lessons = models.TextField(_("lessons"), blank=True)
    follow_up = models.TextField(_("follow-up"), blank=True)
    rating_answers = models.PositiveIntegerField(_("forms filled in"), null=True, blank=True)
    rating_content = rating_field(Rating.CONTENT)
    rating_trainers = rating_field(Rating.TRAINERS)
    rating_materials = rating_field(Rating.MATERIALS)
    rating_organisation = rating_field(Rating.ORGANISATION)
    rating_usefulness = rating_field(Rating.USEFULNESS)

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("partner", read_only=True), "language"]),
        "overview",
        MultiFieldPanel(
            [FieldRowPanel(["participants_total", "participants_women", "participants_men"])],
            heading=_("Participants"),
        ),
        InlinePanel("countries", heading=_("Participants by country"), label=_("Country")),
        MultiFieldPanel(["sessions", "partners_involved", "others_involved"], heading=_("Sessions and partners")),
        MultiFieldPanel(["results", "lessons", "follow_up"], heading=_("Results, lessons, follow-up")),
        MultiFieldPanel(["rating_answers", FieldRowPanel([rating.value for rating in Rating])], heading=_("Ratings")),
    ]

    # When a report goes live is decided by those who approve it, never by a date.
    settings_panels = [panel for panel in BasePage.settings_panels if not isinstance(panel, PublishingPanel)]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("overview"),
        index.SearchField("sessions"),
        index.SearchField("results"),
        index.SearchField("lessons"),
        index.SearchField("follow_up"),
    ]

    class Meta:
        verbose_name = _("workshop report")
        verbose_name_plural = _("workshop reports")

    def clean(self):
        super().clean()
        total, women, men = self.participants_total, self.participants_women, self.participants_men
        if total is not None and (women or 0) + (men or 0) > total:
            raise ValidationError({"participants_total": _("Women and men together are more than all participants.")})

    def permissions_for_user(self, user):
        return ReportPagePermissionTester(user, self)

    @property
    def has_workflow(self):
        return self.get_workflow() is not None

    def get_workflow(self):
        """Reports have a workflow of their own wherever they stand: the active one with the task of moderators."""
        is_ours = {"content_type__app_label": "portal", "content_type__model": "reportmoderationtask"}
        tasks = Task.objects.filter(active=True, **is_ours)
        return Workflow.objects.filter(active=True, workflow_tasks__task__in=tasks).order_by("pk").first()

    @property
    def text_language_direction(self):
        """The direction of what the partner wrote; the words of the site around it have their own."""
        return direction(self.language)

    @cached_property
    def workshop(self):
        return self.get_parent().specific

    @cached_property
    def countries_in_order(self):
        """Countries with the number of participants, if it is known, by name in the active language."""
        rows = [(country_name(row.country.code), row.participants) for row in self.countries.all()]
        return sorted(rows)

    @cached_property
    def ratings(self):
        """What participants rated, with the average, as far as it is known."""
        found = ((rating.label, getattr(self, rating.value)) for rating in Rating)
        return [(label, value) for label, value in found if value is not None]

    @cached_property
    def public_documents(self):
        return [row for row in self.files.all() if row.document_id]

    @cached_property
    def public_photos(self):
        return [row for row in self.files.all() if row.image_id]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"partners_involved": self.live_partners()}

    def live_partners(self):
        """Those of the partners involved that everybody may see. In a preview they are not in the database yet."""
        keys = [partner.pk for partner in self.partners_involved.all()]
        partners = self._meta.get_field("partners_involved").related_model.objects
        return list(partners.live().public().filter(pk__in=keys).order_by("title"))

    def structured_data(self, request):
        return [
            {
                "@type": "Report",
                "name": self.title,
                "description": self.description,
                "inLanguage": self.language,
                "url": self.full_url,
            }
        ]


class ReportCountry(Orderable):
    """How many participants came from a country, if it is known."""

    page = ParentalKey(WorkshopReportPage, on_delete=models.CASCADE, related_name="countries")
    country = CountryField(_("country"))
    participants = models.PositiveIntegerField(_("participants"), null=True, blank=True)

    panels = [FieldRowPanel(["country", "participants"])]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "country"], name="report_country_once")]


class ReportFile(Orderable):
    """A file that came with a report. `document` or `image` is the public copy, made when the report is approved."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("document")
        PHOTO = "photo", _("photograph")

    page = ParentalKey(WorkshopReportPage, on_delete=models.CASCADE, related_name="files")
    key = models.UUIDField(_("number of the file"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    alt_text = models.CharField(_("text for people who cannot see the picture"), max_length=250, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    sha256 = models.CharField(_("digest"), max_length=64)
    document = models.ForeignKey(
        "core.SiteDocument", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    image = models.ForeignKey("core.SiteImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="report_file_once")]
