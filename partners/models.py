from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from greencustoms.core.models import ArticlePage, BasePageForm

from .querysets import PartnerQuerySet


class PartnerIndexPage(ArticlePage):
    """All partners of the initiative, treaty secretariats first."""

    template = "pages/partner_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["partners.PartnerPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of partners")

    @cached_property
    def partners(self):
        return PartnerPage.objects.child_of(self).for_cards()

    def get_context(self, request, *args, **kwargs):
        found = list(self.partners)
        groups = [
            {"label": kind.group_label, "partners": [partner for partner in found if partner.kind == kind]}
            for kind in PartnerPage.Kind
        ]
        return super().get_context(request, *args, **kwargs) | {
            "groups": [group for group in groups if group["partners"]],
            "count": len(found),
        }


class PartnerPageForm(BasePageForm):
    """Refuses a second page for an organisation that has one already."""

    def clean(self):
        cleaned = super().clean()
        acronym, parent = cleaned.get("acronym"), self.parent_page
        if acronym and parent:
            twins = PartnerPage.objects.child_of(parent).filter(acronym__iexact=acronym).exclude(pk=self.instance.pk)
            if twins.exists():
                self.add_error(
                    "acronym",
                    ValidationError(_("“%(title)s” has this acronym already.") % {"title": twins.first().title}),
                )
        return cleaned


class PartnerPage(ArticlePage):
    """One organisation of the partnership: what it is, what it regulates, what it brings to Green Customs."""

    class Kind(models.TextChoices):
        SECRETARIAT = "treaty-secretariat", _("treaty secretariat")
        ORGANISATION = "international-organisation", _("international organisation")

        @property
        def group_label(self):
            if self is PartnerPage.Kind.SECRETARIAT:
                return _("Treaty secretariats")
            return _("International organisations")

    template = "pages/partner_page.html"
    parent_page_types = ["partners.PartnerIndexPage"]
    subpage_types = []
    base_form_class = PartnerPageForm

    full_name = models.CharField(
        _("full name"), max_length=300, help_text=_("The official name. The title above is the name people use.")
    )
    acronym = models.CharField(
        _("acronym"),
        max_length=16,
        help_text=_("Shown as a tile until a logo is uploaded. At most 16 characters, better 8."),
    )
    kind = models.CharField(_("kind"), max_length=30, choices=Kind, default=Kind.ORGANISATION)
    city = models.CharField(_("seat"), max_length=160, blank=True, help_text=_("The city of its head office."))
    country = CountryField(_("country of the seat"), blank=True)
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "core.SiteImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Only with the written consent of the organisation. Without a logo its acronym is shown."),
    )
    joined_year = models.PositiveSmallIntegerField(
        _("partner since"),
        null=True,
        blank=True,
        validators=[MinValueValidator(2001), MaxValueValidator(2100)],
        help_text=_("The year, if it is on record."),
    )
    joined_note = models.CharField(_("note on joining"), max_length=400, blank=True)
    regulates = StreamField(
        [("thing", blocks.CharBlock(label=_("What it regulates or does"), max_length=320))],
        verbose_name=_("what it covers"),
        blank=True,
        help_text=_("The goods its treaty controls, or its field of work. A few words each."),
    )
    contributions = StreamField(
        [("contribution", blocks.CharBlock(label=_("Contribution"), max_length=500))],
        verbose_name=_("what it brings to Green Customs"),
        blank=True,
    )

    objects = PageManager.from_queryset(PartnerQuerySet)()

    content_panels = [
        *ArticlePage.content_panels[:2],
        MultiFieldPanel(
            [
                "full_name",
                FieldRowPanel(["acronym", "kind"]),
                FieldRowPanel(["city", "country"]),
                "website",
                FieldRowPanel(["joined_year", "joined_note"]),
                "logo",
            ],
            heading=_("The organisation"),
        ),
        FieldPanel("regulates"),
        FieldPanel("contributions"),
        *ArticlePage.content_panels[2:],
    ]

    search_fields = [
        *ArticlePage.search_fields,
        index.SearchField("full_name", boost=3),
        index.SearchField("acronym", boost=3),
        index.AutocompleteField("acronym"),
        index.SearchField("regulates"),
        index.SearchField("contributions"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    @cached_property
    def live_chapters(self):
        """The chapters of the Guide about the treaties this partner administers."""
        return list(self.chapters.live().public().order_by("number"))

    @cached_property
    def recent_workshops(self):
        return list(self.workshops.for_cards().order_by("-start_date", "-pk")[:5])

    def structured_data(self, request):
        return [
            {
                "@type": "Organization",
                "name": self.full_name,
                "alternateName": self.acronym,
                "url": self.website or self.full_url,
            }
        ]
