"""The fields of forms through which files come. What leaves them is the cleaned copy, under the same object.

Wagtail's uploader of several files keeps what was posted when another field of the form was filled in wrongly, and
saves it later without asking the form again. So the posted object itself is changed to hold the cleaned copy.
"""

from django.core.files.storage import default_storage
from django.forms.fields import FileField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField

from . import scanning
from .judging import judge
from .kinds import LARGEST, MEGABYTE, accept_attribute, labels
from .refusals import RefusedError


def replace_by_cleaned(posted, allowed, storage=default_storage):
    """Judge the posted file and put the cleaned copy in its place. Raises RefusedError. Returns the judgement."""
    judged = judge(posted, allowed, storage=storage)
    posted.close()
    posted.file, posted.size = judged.file.file, judged.size
    posted.content_type, posted.charset = judged.kind.content_type, None
    posted.name = judged.name
    # Storages move a file that stands on the disk, and forms read it from there.
    posted.temporary_file_path = judged.file.temporary_file_path
    posted.cleaned = judged
    return judged


class CleanDocumentField(WagtailDocumentField):
    """A document: judged, cleaned, and shown to the virus scanner."""

    def __init__(self, *args, allowed, **kwargs):
        super().__init__(*args, **kwargs)
        self.allowed = allowed
        self.help_text = format_lazy(
            _("One of these: {kinds}. At most {size} MB."), kinds=labels(allowed), size=LARGEST // MEGABYTE
        )
        self.widget.attrs["accept"] = accept_attribute(allowed)

    def to_python(self, data):
        posted = FileField.to_python(self, data)
        if posted is None:
            return None
        replace_by_cleaned(posted, self.allowed)
        posted.seek(0)
        verdict = scanning.scan(posted.file)
        if verdict.state == scanning.ScanState.INFECTED:
            raise RefusedError("infected", found=verdict.found)
        posted.verdict = verdict
        return super().to_python(posted)


class CleanImageField(WagtailImageField):
    """A picture: drawn anew before Wagtail looks at it. Nothing a virus scanner looks for survives that."""

    def __init__(self, *args, allowed, **kwargs):
        super().__init__(*args, **kwargs)
        self.allowed = allowed

    def to_python(self, data):
        posted = FileField.to_python(self, data)
        if posted is None:
            return None
        replace_by_cleaned(posted, self.allowed)
        posted.seek(0)
        return super().to_python(posted)
