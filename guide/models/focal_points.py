"""The offices in each country that answer for a treaty."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail.search import index

from greencustoms.core.countries import country_name

from ..querysets import FocalPointQuerySet

FORM_OF_ADDRESS = re.compile(r"^(?:mr|mrs|ms|miss|dr|prof|mme|mlle|sr|sra|ing)\b\.?\s", re.IGNORECASE)


class FocalPoint(DraftStateMixin, RevisionMixin, index.Indexed, models.Model):
    """The office in a country that answers for a treaty. An office, never a person: people move on."""

    treaty = models.ForeignKey(
        "guide.ChapterPage", verbose_name=_("treaty"), on_delete=models.PROTECT, related_name="national_offices"
    )
    country = CountryField(_("country"), db_index=True)
    office = models.CharField(_("office"), max_length=200, help_text=_("An office, never a person."))
    role = models.CharField(
        _("what it does"), max_length=160, blank=True, help_text=_("For example: Management Authority.")
    )
    email = models.EmailField(_("e-mail address"), blank=True, help_text=_("That of the office."))
    telephone = models.CharField(_("telephone"), max_length=60, blank=True, help_text=_("With the country code."))
    address = models.TextField(_("address"), blank=True)
    url = models.URLField(_("website"), blank=True, max_length=500)
    as_reported_on = models.DateField(
        _("as reported on"), help_text=_("When the source below said so. Offices change: an old date warns the reader.")
    )
    source_title = models.CharField(_("source"), max_length=300, help_text=_("Who reported it."))
    source_url = models.URLField(_("address of the source"), blank=True, max_length=500)

    objects = FocalPointQuerySet.as_manager()

    panels = [
        MultiFieldPanel([FieldRowPanel(["treaty", "country"]), "office", "role"], heading=_("Which office")),
        MultiFieldPanel([FieldRowPanel(["email", "telephone"]), "url", "address"], heading=_("How to reach it")),
        MultiFieldPanel(["as_reported_on", FieldRowPanel(["source_title", "source_url"])], heading=_("Source")),
    ]
    search_fields = [
        index.SearchField("office"),
        index.SearchField("role"),
        index.SearchField("country_label"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("focal point")
        verbose_name_plural = _("focal points")
        ordering = ["country", "office", "pk"]

    def __str__(self):
        return f"{self.office}, {self.country_label}"

    def clean(self):
        super().clean()
        if FORM_OF_ADDRESS.match(self.office or ""):
            raise ValidationError({"office": _("Name the office, not a person.")})
        if not (self.email or self.telephone or self.url or self.address):
            raise ValidationError(
                {"email": _("Say how to reach the office: e-mail, telephone, website or postal address.")}
            )

    @property
    def country_label(self):
        return country_name(self.country.code)
