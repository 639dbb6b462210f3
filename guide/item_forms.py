"""The form of a controlled item in the admin."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .identifiers import normalise


def mark_key(row):
    """Two marks are one if they are compared as equal; a word of two languages, or a code of two editions, is two."""
    return row["kind"], normalise(row["kind"], row["value"]), row["language"], row["edition"]


class ControlledItemForm(WagtailAdminModelForm):
    """Refuses a mark, or a place in a treaty, that the item has already."""

    def clean(self):
        cleaned = super().clean()
        self.refuse_twins("identifiers", "value", mark_key)
        self.refuse_twins("listings", "list_name", lambda row: (row["chapter"].pk, row["list_name"].casefold()))
        return cleaned

    def refuse_twins(self, relation, field, key):
        formset = self.formsets.get(relation)
        seen = set()
        for form in formset.forms if formset else ():
            if not form.is_valid() or form.cleaned_data.get("DELETE") or not form.cleaned_data.get(field):
                continue
            row = form.cleaned_data
            if (its_key := key(row)) in seen:
                form.add_error(field, ValidationError(_("This stands here already."), code="twin"))
            seen.add(its_key)
