"""What the translation package does not note: which texts a translation was made from, and who reviewed it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceTexts(models.Model):
    """The texts of an original as visitors read them now, as a digest; see `core/translations/origins.py`."""

    source = models.OneToOneField("wagtail_localize.TranslationSource", on_delete=models.CASCADE, related_name="texts")
    digest = models.CharField(max_length=64)
    changed_at = models.DateTimeField(help_text="When the texts last became others than before.")

    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"{self.source_id}: {self.digest[:8]}"


class TranslationOrigin(models.Model):
    """The texts of the original that a translation was made from, as digests. Empty as long as there is none."""

    translation = models.OneToOneField("wagtail_localize.Translation", on_delete=models.CASCADE, related_name="origin")
    saved_from = models.CharField(max_length=64, blank=True, help_text="What was last saved, as a draft or live.")
    live_from = models.CharField(max_length=64, blank=True, help_text="What visitors read.")

    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"{self.translation_id}: {self.live_from[:8]}"


class TranslationReview(models.Model):
    """A person who knows both languages found a translation right. It is due again when either side changes."""

    translation = models.ForeignKey(
        "wagtail_localize.Translation", verbose_name=_("translation"), on_delete=models.CASCADE, related_name="reviews"
    )
    made_from = models.CharField(max_length=64, help_text="The digest of the texts of the original at that time.")
    reviewed_at = models.DateTimeField(_("reviewed"), auto_now_add=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("review of a translation")
        ordering = ["-reviewed_at", "-pk"]

    def __str__(self):
        return f"{self.translation_id}: {self.reviewed_at:%Y-%m-%d}"


class TranslationUpload(models.Model):
    """Files of an outside translator, kept between the preview and the import, for a day at most."""

    file_name = models.CharField(max_length=255)
    data = models.BinaryField()
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return self.file_name
