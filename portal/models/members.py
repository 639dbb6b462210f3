"""Who belongs to which partner, and who has been asked to."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .fields import person

VALID_FOR = timedelta(days=7)
"""How long the link of an invitation works."""


class MembershipQuerySet(models.QuerySet):
    def active(self):
        """Of people who may still sign in."""
        return self.filter(user__is_active=True)

    def of_partner(self, partner):
        """All people of an organisation, the leads first."""
        return self.filter(partner=partner).select_related("user").order_by("-is_lead", "user__email", "pk")


class Membership(models.Model):
    """A person belongs to one partner; a partner may have several people. Rights follow the membership.

    The partner is the page in the source language, whatever language the person reads.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="membership"
    )
    partner = models.ForeignKey(
        "partners.PartnerPage", verbose_name=_("partner"), on_delete=models.CASCADE, related_name="memberships"
    )
    is_lead = models.BooleanField(
        _("lead"), default=False, help_text=_("A lead may invite and remove people of the own organisation.")
    )
    created_at = models.DateTimeField(_("member since"), default=timezone.now, editable=False)
    created_by = person(_("invited by"), blank=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a partner")
        verbose_name_plural = _("members of partners")

    def __str__(self):
        return f"{self.user} ({self.partner.acronym})"


class InvitationQuerySet(models.QuerySet):
    def open(self, at=None):
        """Neither accepted, withdrawn nor expired."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at or timezone.now())

    def for_token(self, token):
        """The open invitation whose link carries that token: one at most."""
        return self.open().filter(token_hash=hash_of(token))


class Invitation(models.Model):
    """A person of a partner is asked to join by a link that works once and for a week.

    Only a hash of the link's token is kept: whoever reads the database cannot use it.
    """

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=150, blank=True)
    partner = models.ForeignKey(
        "partners.PartnerPage", verbose_name=_("partner"), on_delete=models.CASCADE, related_name="invitations"
    )
    is_lead = models.BooleanField(
        _("lead"), default=False, help_text=_("A lead may invite and remove people of the own organisation.")
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language of the e-mail."),
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = person(_("invited by"), editable=False)
    invited_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("link works until"), editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "partner",
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="portal_one_open_invitation",
                violation_error_message=_("This person has been invited already. Send the invitation again instead."),
            )
        ]

    def __str__(self):
        return self.email

    def renew(self) -> str:
        """Make a new link that works for a week, and return its token; an earlier link stops working."""
        token = secrets.token_urlsafe(32)
        now = timezone.now()
        self.token_hash, self.invited_at, self.expires_at = hash_of(token), now, now + VALID_FOR
        return token

    @property
    def state(self):
        if self.accepted_at:
            return _("accepted")
        if self.withdrawn_at:
            return _("withdrawn")
        return _("expired") if self.expires_at <= timezone.now() else _("open")


def hash_of(token: str) -> str:
    """Tokens are long and random, so a plain hash is enough: there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()
