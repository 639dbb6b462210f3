"""Fields that several models of this app have alike."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def random_key():
    """The name of an object in addresses: nobody guesses it."""
    return models.UUIDField(unique=True, default=uuid.uuid4, editable=False)


def person(verbose_name, **options):
    """Somebody who did something. What they did stays when their account goes."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=verbose_name,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        **options,
    )


def of_partner(related_name):
    """Whose work it is. It stays when the page of the partner is deleted."""
    return models.ForeignKey(
        "partners.PartnerPage",
        verbose_name=_("partner"),
        null=True,
        on_delete=models.SET_NULL,
        related_name=related_name,
    )


def own_page(page_type, related_name):
    """The page of the tree that was made of it."""
    return models.OneToOneField(
        page_type, verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name=related_name
    )
