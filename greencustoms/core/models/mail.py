from datetime import timedelta

from django.db import models
from django.utils import timezone

# How long to wait before the next try, by the number of tries that failed. A try that was cut off counts as one.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240)]
GIVE_UP_AFTER = timedelta(days=3)
KEPT = timedelta(days=30)


class OutgoingMailQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(sent_at=None, given_up_at=None)

    def due(self, at=None):
        """Waiting, and the time of the next try has come; oldest first."""
        return self.waiting().filter(next_try_at__lte=at or timezone.now()).order_by("next_try_at", "pk")

    def old(self, at=None):
        """Sent or given up so long ago that nobody asks any more."""
        return self.filter(created_at__lt=(at or timezone.now()) - KEPT).exclude(sent_at=None, given_up_at=None)


class OutgoingMail(models.Model):
    """One e-mail on its way out. It is stored first and sent afterwards, so a dead mail server loses nothing.

    Either the whole message is kept, until it is sent; or the name of a recipe that writes it when it is sent, for
    letters that carry a secret link or that must not show by their time whether somebody exists.
    """

    recipe = models.CharField(max_length=60, blank=True)
    details = models.JSONField(
        default=dict, help_text="What the recipe needs: addresses of letters and ids, no secrets."
    )
    recipients = models.JSONField(default=list)
    subject = models.CharField(max_length=250, blank=True)
    message = models.JSONField(default=dict, help_text="Everything else about the message; emptied once it is sent.")

    created_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    last_error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    objects = OutgoingMailQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="core_mail_waiting",
                condition=models.Q(sent_at=None, given_up_at=None),
            )
        ]

    def __str__(self):
        return self.subject or self.recipe
