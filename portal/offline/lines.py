"""The questions of the form as lines of a table: the key that is read back, the question, the hint, the answer."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..forms.report import REQUIRED, SECTIONS, SEVERAL, ReportForm
from ..reports.comparing import in_words


@dataclass(frozen=True)
class Line:
    key: str
    question: str
    hint: str
    answer: str


def lines_of(draft) -> list[tuple[str, str, list[Line]]]:
    """Heading, hint and lines of each section, filled in as far as the report is."""
    form = ReportForm(partner=draft.partner)
    return [
        (str(section.heading), str(section.hint), [line_of(form, draft, name) for name in section.fields])
        for section in SECTIONS
    ]


def line_of(form, draft, name):
    field, value = form.fields[name], draft.data.get(name)
    question = str(field.label)
    if name in REQUIRED:
        question = _("%(question)s (needed)") % {"question": question}
    hint = str(field.help_text)
    labels = [str(label) for _value, label in getattr(field, "choices", ())]
    if labels:
        hint = " ".join([hint, _("One of these: %(choices)s.") % {"choices": ", ".join(labels)}]).strip()
    if name in SEVERAL:
        hint = _("One to a line, out of these: %(choices)s.") % {"choices": ", ".join(labels)}
        answer = "\n".join(in_words(field, [entry]) for entry in value or [])
    else:
        answer = in_words(field, value)
    return Line(name, question, hint, answer)


def explanation():
    """What stands at the head of both files."""
    return _(
        "Write your answers into the empty boxes, save the file and send it in the partner portal. "
        "Leave the first column as it is: it tells which answer is which. Pictures and documents are added in the portal."
    )
