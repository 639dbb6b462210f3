from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Page, ReferenceIndex
from wagtail.search import index

from ..index_words import with_words
from ..languages import LANGUAGE_CHOICES
from ..querysets import SitePageQuerySet, private_collections
from ..uploads import scanning
from ..uploads.kinds import kind_with_ending
from .scanned import ScannedFile


class SiteImage(AbstractImage):
    """A picture with what must be known to show it: who made it, and what a person who cannot see it is told."""

    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made the picture. Shown beside it.")
    )

    admin_form_fields = ("title", "file", "description", "credit", "collection", "tags", "focal_point_x",
                         "focal_point_y", "focal_point_width", "focal_point_height")  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class SiteRendition(AbstractRendition):
    """One size and format of an image, made on first use."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="core_rendition_unique")
        ]


class SiteDocumentQuerySet(DocumentQuerySet):
    def public(self):
        """Clean, and in a collection that everybody may see; privacy reaches down to collections inside a private one."""
        hidden = ~models.Q(scan_state=scanning.ScanState.CLEAN)
        for path in private_collections():
            hidden |= models.Q(collection__path__startswith=path)
        return self.exclude(hidden)

    def published(self):
        """Public, and shown on at least one page that a visitor can reach."""
        page_type = ContentType.objects.get_for_model(Page)
        visible = (
            SitePageQuerySet(model=Page).live().public().annotate(key=Cast("pk", models.CharField())).values("key")
        )
        used = ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(self.model),
            base_content_type=page_type,
            object_id__in=visible,
        ).annotate(key=Cast("to_object_id", models.BigIntegerField()))
        return self.public().filter(pk__in=used.values("key"))


class SiteDocument(ScannedFile, AbstractDocument):
    """A file to download, with what a reader wants to know before downloading it."""

    class Kind(models.TextChoices):
        GUIDE = "guide", _("guide")
        MANUAL = "manual", _("manual")
        CURRICULUM = "curriculum", _("curriculum")
        PRESENTATION = "presentation", _("presentation")
        AGENDA = "agenda", _("agenda")
        REPORT = "report", _("report")
        FORM = "form", _("form")
        FLYER = "flyer", _("flyer")
        OTHER = "other", _("other")

    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES, default="en")
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, help_text=_("The year of publication, if known.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    subject = models.CharField(
        _("subject"), max_length=200, blank=True, help_text=_("What it is about, in a few words.")
    )

    objects = models.Manager.from_queryset(SiteDocumentQuerySet)()

    admin_form_fields = ("title", "file", "language", "year", "kind", "subject", "collection", "tags")
    search_fields = [
        *AbstractDocument.search_fields,
        index.SearchField("subject"),
        index.FilterField("language"),
        index.FilterField("scan_state"),
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @classmethod
    def get_search_fields(cls):
        return with_words(super().get_search_fields())

    def clean(self):
        """Wagtail checks the name of the file, which is not there yet when its uploader of several asks for the rest."""
        if self.file:
            super().clean()

    @property
    def content_type(self):
        """By our own list: that of the system may be missing, and then a browser is told nothing."""
        kind = kind_with_ending(self.file_extension.lower())
        return kind.content_type if kind else "application/octet-stream"

    def _set_document_file_metadata(self):
        """Wagtail calls this wherever a new file came in; so here the virus scanner is asked, if no form did before.

        What the form found in the file is noted, to be told wherever the document is edited.
        """
        super()._set_document_file_metadata()
        verdict = getattr(self.file.file, "verdict", None) or scanning.scan(self.file)
        verdict.note_on(self)
        judged = getattr(self.file.file, "cleaned", None)
        self.remarks = judged.remarks if judged else []
        self.file.seek(0)
