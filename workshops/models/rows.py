"""What a workshop has several of."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from greencustoms.core.languages import LANGUAGE_CHOICES


class ParticipatingCountry(Orderable):
    """A country whose officers took part in a workshop."""

    workshop = ParentalKey("workshops.WorkshopPage", on_delete=models.CASCADE, related_name="participating_countries")
    country = CountryField(_("country"))

    panels = ["country"]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["workshop", "country"], name="workshop_country_once")]


class WorkshopLanguage(Orderable):
    """A language a workshop was held in."""

    workshop = ParentalKey("workshops.WorkshopPage", on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES)

    panels = ["language"]
