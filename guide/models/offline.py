"""What is made ready for readers to take with them. Made again whenever it is lost: it is no content."""

from django.db import models
from django.utils import timezone


class OfflineFile(models.Model):
    """One file of one language: a pack for phones, the index of the finder, or a ZIP. See `guide/offline/`.

    It stands in the database, so that whoever makes it and whoever serves it may be different machines.
    """

    language = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    title = models.CharField(max_length=255)
    pages = models.PositiveIntegerField(default=0)
    stamp = models.CharField(max_length=60, help_text="The state of the content it was made from.")
    made_at = models.DateTimeField(default=timezone.now, help_text="When its pages were read.")
    size = models.PositiveIntegerField(default=0)
    body = models.BinaryField(help_text="A ZIP as it is; all else packed with brotli.")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "offline file"
        constraints = [models.UniqueConstraint(fields=["language", "name"], name="one_offline_file_of_a_name")]

    def __str__(self):
        return f"{self.name} ({self.language})"
