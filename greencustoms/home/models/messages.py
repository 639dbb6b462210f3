from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .practices import PracticePage

KEPT = timedelta(days=730)
"""How long messages are kept; `manage.py delete_old_messages` deletes what is older. The privacy page says so too."""


class MessageQuerySet(models.QuerySet):
    def old(self, at=None):
        return self.filter(created_at__lt=(at or timezone.now()) - KEPT)


class Message(models.Model):
    """What somebody sent by a form of the site: a message to the secretariat, or a practice to tell others of."""

    class Kind(models.TextChoices):
        CONTACT = "contact", _("Message to the secretariat")
        PRACTICE = "practice", _("Good practice")

    class State(models.TextChoices):
        NEW = "new", _("New")
        HANDLED = "handled", _("Handled")
        ACCEPTED = "accepted", _("Accepted: make a draft of a page from it")
        SPAM = "spam", _("Spam")

    class Doubt(models.TextChoices):
        NONE = "", _("none")
        BY_QUESTION = "question", _("sent without script, with a sum as proof")
        TRAP = "trap", _("filled in a field that people do not see")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    note = models.TextField(_("own note"), blank=True, help_text=_("Only people of the secretariat see it."))
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    practice_kind = models.CharField(_("field"), max_length=20, choices=PracticePage.Kind, blank=True)
    may_be_named = models.BooleanField(_("the organisation may be named"), default=False)
    language = models.CharField(_("language of the page"), max_length=10)
    doubt = models.CharField(_("doubt"), max_length=10, choices=Doubt, blank=True, default=Doubt.NONE)
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    page = models.ForeignKey(
        PracticePage,
        verbose_name=_("page made from it"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = MessageQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.subject
