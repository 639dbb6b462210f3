"""Wagtail's forms for images and documents, with fields that judge what comes."""

from django.conf import settings
from django.utils.text import capfirst
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


# What the uploader of several files does not send; with these left out the usual is meant.
USUAL = ("language", "kind")


class SiteDocumentForm(CleanFileForm, BaseDocumentForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in USUAL:
            if name in self.fields:
                self.fields[name].required = False
        self.use(CleanDocumentField, document_kinds())
        if self.instance.pk and "file" not in self.fields:
            # The uploader of several files shows this form for each that has come.
            self.fields["title"].help_text = " ".join(self.what_was_found())

    def clean(self):
        cleaned = super().clean()
        for name in USUAL:
            if name in self.fields:
                cleaned[name] = cleaned.get(name) or self._meta.model._meta.get_field(name).default
        return cleaned

    def what_was_found(self):
        """Whether the file is checked yet, and what is in it."""
        if not self.instance.is_clean:
            yield f"{capfirst(self.instance.get_scan_state_display())}."
        yield from map(str, self.instance.remark_texts)


class SiteImageForm(CleanFileForm, BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use(CleanImageField, IMAGE_KINDS)
