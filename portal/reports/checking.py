"""What a report lacks before it can be submitted."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..forms.report import REQUIRED, WISHED, ReportForm, form_of


@dataclass(frozen=True)
class Problem:
    """Something to do, and where: `anchor` is the id of a field or of a file."""

    text: str
    anchor: str


@dataclass
class Check:
    form: ReportForm
    missing: list[Problem]
    wished: list[Problem]

    @property
    def is_complete(self):
        return not self.missing


class IncompleteError(Exception):
    def __init__(self, check):
        self.check = check
        super().__init__("The report is not complete")


def check(draft, attachments) -> Check:
    """Read the form strictly. Attachments are those not removed, with their files."""
    form = form_of(draft.data, draft.partner)
    missing = [
        Problem(str(message), f"id_{name}")
        for name, messages in form.errors.items()
        for message in messages
        if name in form.fields
    ]
    empty = [name for name in form.fields if not form.errors.get(name) and not form.cleaned_data.get(name)]
    filled = {name for name in form.fields if form.cleaned_data.get(name) == 0}
    missing += [Problem(str(REQUIRED[name]), f"id_{name}") for name in empty if name in REQUIRED and name not in filled]
    for attachment in attachments:
        missing += [Problem(text, f"file-{attachment.key}") for text in problems_of_file(attachment)]
    wished = [Problem(str(WISHED[name]), f"id_{name}") for name in empty if name in WISHED and name not in filled]
    if not any(attachment.is_photo for attachment in attachments):
        wished.append(Problem(_("There is no photograph."), "files"))
    return Check(form, missing, wished)


def problems_of_file(attachment):
    """What keeps a file from being sent: it is not checked yet, or a photograph lacks words or consent."""
    name = {"name": attachment.title}
    if attachment.file.scan_state == "waiting":
        yield _("“%(name)s” is still being checked for viruses. Try again in a few minutes.") % name
    elif not attachment.file.is_clean:
        yield _("“%(name)s” was refused by the virus scanner. Remove it.") % name
    if attachment.is_photo and attachment.is_public:
        if not attachment.alt_text:
            yield _("Say what can be seen in “%(name)s”, for people who cannot see it.") % name
        if not attachment.has_consent:
            yield _("Confirm that everybody in “%(name)s” agreed that it is published, or keep it unpublished.") % name
