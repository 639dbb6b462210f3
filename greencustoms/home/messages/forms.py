from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Message

NAME = forms.TextInput(attrs={"autocomplete": "name"})
EMAIL = forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"})
ORGANISATION = forms.TextInput(attrs={"autocomplete": "organization"})
LONGEST = 8000


class MessageForm(forms.ModelForm):
    """What both forms ask for. `website` is a trap: people do not see it, programs like to fill it in."""

    kind = None
    website = forms.CharField(required=False, max_length=500)

    class Meta:
        model = Message
        fields = ["name", "email", "organisation", "subject", "text"]
        labels = {"text": _("Your message")}
        help_texts = {"email": _("Only for the answer to you.")}
        widgets = {"name": NAME, "email": EMAIL, "organisation": ORGANISATION}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].max_length = LONGEST
        self.fields["text"].widget = forms.Textarea(attrs={"rows": 10, "maxlength": LONGEST})

    def clean_text(self):
        text = self.cleaned_data["text"]
        if len(text) > LONGEST:
            raise forms.ValidationError(_("At most 8,000 characters, please."))
        return text

    @property
    def fell_into_trap(self):
        return bool(self.cleaned_data.get("website"))


class ContactForm(MessageForm):
    kind = Message.Kind.CONTACT


class PracticeForm(MessageForm):
    kind = Message.Kind.PRACTICE

    class Meta(MessageForm.Meta):
        fields = ["subject", "practice_kind", "text", "organisation", "may_be_named", "name", "email"]
        labels = {
            "subject": _("The practice in a few words"),
            "text": _("What is done, since when, and what came of it"),
            "organisation": _("Customs administration or organisation"),
            "may_be_named": _("The organisation may be named on this site"),
            "name": _("Your name"),
        }
        help_texts = {
            "email": _("Only for questions to you."),
            "text": _("Figures with their year help most. Addresses of documents are welcome."),
            "name": _("Not published."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].required = self.fields["practice_kind"].required = True
