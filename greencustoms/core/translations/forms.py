"""The forms of the translation screens."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Locale

from ..uploads.judging import check_arrival
from .po_files import BYTES_AT_MOST
from .states import State


class FilterForm(forms.Form):
    """What the overview shows. A value it cannot read filters nothing."""

    q = forms.CharField(label=_("Words in the title"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any")), *State.choices])
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    section = forms.ChoiceField(label=_("Section of the site"), required=False)

    def __init__(self, *args, locales, kinds, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.locales = locales
        self.fields["language"].choices = [("", _("all")), *language_choices(locales)]
        self.fields["kind"].choices = [("", _("all")), *kinds]
        self.fields["section"].choices = [("", _("all")), *sections]

    def chosen(self, name):
        self.is_valid()
        return self.cleaned_data.get(name) or ""

    def shown_locales(self) -> list[Locale]:
        chosen = self.chosen("language")
        return [locale for locale in self.locales if not chosen or locale.language_code == chosen]

    def matching(self, rows):
        words, kind, section = self.chosen("q").casefold(), self.chosen("kind"), self.chosen("section")
        return [
            row
            for row in rows
            if words in row.title.casefold()
            and (not kind or row.kind == kind)
            and (not section or (row.is_page and row.path.startswith(section)))
        ]


class ActionForm(forms.Form):
    """What is done with the ticked rows, and in which languages."""

    SEND, PUBLISH, REVIEWED = "send", "publish", "reviewed"

    action = forms.ChoiceField(choices=[(SEND, SEND), (PUBLISH, PUBLISH), (REVIEWED, REVIEWED)])
    rows = forms.MultipleChoiceField(label=_("Rows"), error_messages={"required": _("Tick one row at least.")})
    languages = forms.MultipleChoiceField(
        label=_("Languages"), error_messages={"required": _("Tick one language at least.")}
    )
    from_draft = forms.BooleanField(required=False)

    def __init__(self, *args, rows, locales, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_id = {row.id: row for row in rows}
        self.locales = locales
        self.fields["rows"].choices = [(key, key) for key in self.by_id]
        self.fields["languages"].choices = language_choices(locales)

    def chosen_rows(self):
        return [self.by_id[key] for key in self.cleaned_data["rows"]]

    def chosen_locales(self):
        return [locale for locale in self.locales if locale.language_code in self.cleaned_data["languages"]]


class SendForm(forms.Form):
    """Into which languages one original is sent, and what goes with it."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick one language at least.")},
    )
    below = forms.BooleanField(required=False)
    from_draft = forms.BooleanField(
        required=False,
        label=_("Send the latest draft of the English text, so that both can be published together"),
    )

    def __init__(self, *args, locales, pages_below, has_draft, **kwargs):
        super().__init__(*args, **kwargs)
        self.locales = locales
        self.fields["languages"].choices = language_choices(locales)
        label = ngettext("Send the %(count)s page below it too", "Send the %(count)s pages below it too", pages_below)
        self.fields["below"].label = label % {"count": pages_below}
        if not pages_below:
            del self.fields["below"]
        if not has_draft:
            del self.fields["from_draft"]

    def chosen_locales(self):
        return [locale for locale in self.locales if locale.language_code in self.cleaned_data["languages"]]


class ExportForm(forms.Form):
    """Which part of the site an outside translator is given."""

    language = forms.ChoiceField(label=_("Language"))
    part = forms.ChoiceField(
        label=_("What"), help_text=_("A section with all pages below it, or all records of a kind.")
    )

    def __init__(self, *args, locales, kinds, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.locales = {locale.language_code: locale for locale in locales}
        self.fields["language"].choices = language_choices(locales)
        self.fields["part"].choices = [
            (_("Sections"), [(f"section:{path}", title) for path, title in sections]),
            (_("Kinds"), [(f"kind:{kind}", title) for kind, title in kinds]),
        ]

    def locale(self):
        return self.locales[self.cleaned_data["language"]]

    def matching(self, rows):
        what, _colon, value = self.cleaned_data["part"].partition(":")
        if what == "section":
            return [row for row in rows if row.is_page and row.path.startswith(value)]
        return [row for row in rows if row.kind == value]


class UploadForm(forms.Form):
    """What an outside translator sent back."""

    language = forms.ChoiceField(label=_("Language"))
    file = forms.FileField(
        label=_("File"),
        help_text=_("One PO file, or a ZIP of them, of at most 20 MB."),
        widget=forms.FileInput({"accept": ".po,.zip"}),
    )

    def __init__(self, *args, locales, **kwargs):
        super().__init__(*args, **kwargs)
        self.locales = {locale.language_code: locale for locale in locales}
        self.fields["language"].choices = language_choices(locales)

    def clean_file(self):
        file = self.cleaned_data["file"]
        check_arrival(file, BYTES_AT_MOST)
        return file

    def locale(self):
        return self.locales[self.cleaned_data["language"]]


def language_choices(locales):
    return [(locale.language_code, locale.get_display_name()) for locale in locales]
