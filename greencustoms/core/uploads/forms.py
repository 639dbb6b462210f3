"""Wagtail's forms for images and documents, with fields that judge what comes."""

from django.conf import settings
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from .fields import CleanDocumentField, CleanImageField
from .kinds import IMAGE_KINDS, KINDS


def document_kinds():
    """The kinds whose endings Wagtail's setting allows for documents."""
    return [kind.name for kind in KINDS.values() if set(kind.endings) & set(settings.WAGTAILDOCS_EXTENSIONS)]


class CleanFileForm:
    """Puts a field of ours in the place of Wagtail's, which fixes the class of its field for every form."""

    def use(self, field_class, allowed):
        old = self.fields.get("file")
        if old:
            new = field_class(label=old.label, required=old.required, widget=old.widget, allowed=allowed)
            self.fields["file"] = new


class SiteDocumentForm(CleanFileForm, BaseDocumentForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use(CleanDocumentField, document_kinds())


class SiteImageForm(CleanFileForm, BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use(CleanImageField, IMAGE_KINDS)
