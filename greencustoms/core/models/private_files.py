"""Files that only some people may fetch, until somebody publishes a copy."""

import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ..uploads.kinds import KIND_CHOICES, KINDS
from ..uploads.scanning import ScanState
from ..uploads.storage import private_storage
from .media import SiteDocument, SiteImage
from .scanned import ScannedFile


def new_key():
    """What a private file is called in addresses and on the disk: 160 random bits."""
    return secrets.token_hex(20)


def new_mark():
    """Makes the name of a public copy one that nobody guesses: a bucket hands out whatever is asked for by its name."""
    return secrets.token_hex(8)


def place(private_file, name):
    return f"{private_file.key[:2]}/{private_file.key}"


class PrivateFileQuerySet(models.QuerySet):
    def waiting(self):
        """Not yet seen by the virus scanner, the oldest first."""
        return self.filter(scan_state=ScanState.WAITING).order_by("created_at", "pk")


class PrivateFile(ScannedFile):
    """One file somebody sent: judged, cleaned, and kept outside of everything that is served.

    It has no address of its own. A view that knows who may see it hands it out: `uploads.serving`.
    Made by `uploads.private.accept`, never directly.
    """

    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    file = models.FileField(upload_to=place, storage=private_storage, max_length=100)
    name = models.CharField(_("name"), max_length=150, help_text="The name it came with, cleaned.")
    kind = models.CharField(_("kind"), max_length=10, choices=KIND_CHOICES)
    size = models.PositiveBigIntegerField(_("size"), help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("uploaded"), default=timezone.now)

    objects = PrivateFileQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("private file")
        verbose_name_plural = _("private files")
        ordering = ["created_at", "pk"]

    def __str__(self):
        return self.name

    @property
    def is_image(self):
        return KINDS[self.kind].family == "image"

    @property
    def content_type(self):
        return KINDS[self.kind].content_type

    def open(self):
        """Return the file opened for reading. Raises ValidationError as long as it was not found clean."""
        if not self.is_clean:
            raise ValidationError(_now("This file has not been checked for viruses yet."), code="not_clean")
        return self.file.storage.open(self.file.name, "rb")

    def publish_as_document(self, collection, *, title="", user=None, **fields):
        """Return a new document in that collection with a copy of this file; `fields` are others of SiteDocument."""
        # The mark is a folder: a reader saves the document under the name it came with.
        document = self.copy_to(SiteDocument, f"{new_mark()}/{self.name}", collection, title, user, fields)
        document.file_size = self.size
        document._set_file_hash()
        document.scanned_at, document.remarks = self.scanned_at, self.remarks
        document.save()
        return document

    def publish_as_image(self, collection, *, title="", user=None, **fields):
        """Return a new image in that collection with a copy of this file; `description` is its text alternative."""
        if not self.is_image:
            raise ValidationError(_now("This file is no picture."), code="no_picture")
        # The mark comes first, as Wagtail cuts long names at their end, and its sizes of a picture are named after it.
        image = self.copy_to(SiteImage, f"{new_mark()}-{self.name}", collection, title, user, fields)
        image._set_image_file_metadata()
        image.save()
        return image

    def copy_to(self, model, name, collection, title, user, fields):
        published = model(
            title=title or self.name, collection=collection, uploaded_by_user=user or self.uploaded_by, **fields
        )
        with self.open() as content:
            published.file.save(name, File(content), save=False)
        # From here on the field reads the stored copy, no longer what it was copied from.
        published.file = published.file.name
        return published

    def delete_with_file(self):
        """Delete the row and then its bytes. Call inside a transaction only through `on_commit`."""
        storage, name = self.file.storage, self.file.name
        result = self.delete()
        if name:
            storage.delete(name)
        return result
