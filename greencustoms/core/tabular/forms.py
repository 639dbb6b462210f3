from django import forms
from django.utils.translation import gettext_lazy as _

from ..uploads.judging import check_arrival
from .reading import BYTES_AT_MOST


class UploadForm(forms.Form):
    """One table. What is in it is looked at later; a file that is too large is not even read."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A CSV file or an Excel workbook (.xlsx), of at most 10 MB and 20,000 rows."),
        widget=forms.FileInput({"accept": ".csv,.xlsx"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > BYTES_AT_MOST:
            raise forms.ValidationError(
                _("The file is larger than %(size)s MB. Divide it and import the parts one after the other."),
                params={"size": BYTES_AT_MOST // 1024 // 1024},
            )
        check_arrival(file, BYTES_AT_MOST)
        return file
