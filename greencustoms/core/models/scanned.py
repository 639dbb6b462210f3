from django.db import models
from django.utils.translation import gettext_lazy as _

from ..uploads.remarks import told
from ..uploads.scanning import ScanState


class ScannedFile(models.Model):
    """What the virus scanner said of the file of this object. As long as it is not clean, nobody is sent the file."""

    ScanState = ScanState

    scan_state = models.CharField(
        _("virus check"), max_length=10, choices=ScanState, default=ScanState.CLEAN, editable=False, db_index=True
    )
    scan_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)
    scanned_at = models.DateTimeField(_("checked"), null=True, editable=False)
    remarks = models.JSONField(
        default=list,
        # The database fills it in, too: while a new version starts, the old one goes on storing files.
        db_default=models.Value([], models.JSONField()),
        editable=False,
        help_text="Codes of what was taken out of it, and of what is still in it.",
    )

    class Meta:
        abstract = True

    @property
    def remark_texts(self):
        """Sentences for whoever sent it: what was taken out of it, and what is still in it."""
        return told(self.remarks)

    @property
    def is_clean(self):
        return self.scan_state == ScanState.CLEAN
