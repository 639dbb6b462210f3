"""Reading a form that was filled in. Every problem is named; nothing is guessed, and nothing is stored."""

from dataclasses import dataclass, field
from zipfile import BadZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

from greencustoms.core.folding import fold
from greencustoms.core.languages import LANGUAGE_NAMES
from greencustoms.core.tabular.problems import UnreadableFileError
from greencustoms.core.uploads.judging import judge
from greencustoms.core.uploads.kinds import MEGABYTE

from ..forms.report import FIELDS, LONGEST, SEVERAL, ReportForm, form_of
from .docx_form import read_docx
from .xlsx_form import read_xlsx

KINDS = ("docx", "xlsx")
AT_MOST = 5 * MEGABYTE
SHOWN = 80


@dataclass
class Filled:
    """What a file says, by field, and what is wrong with it. Fields left empty in the file are not there."""

    data: dict = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_form(uploaded, partner) -> Filled:
    """Read a form for Word or Excel. Raises ValidationError for a file that is refused or is not the form."""
    if uploaded.size > AT_MOST:
        raise ValidationError(_("The file is far larger than the form. Send pictures and documents in the portal."))
    judged = judge(uploaded, KINDS)
    with judged.file as content:
        pairs = read_pairs(content, judged.kind.name)
    known = [(key, answer) for key, answer in pairs if key in FIELDS]
    if not known:
        raise ValidationError(
            _("This is not the form, or its first column was changed. Take the form from the portal and fill it in.")
        )
    return understood(pairs, partner)


def read_pairs(content, kind):
    damaged = ValidationError(_("The file cannot be read. Open it, save it again and send that file."))
    try:
        return read_docx(content) if kind == "docx" else read_xlsx(content)
    except UnreadableFileError as error:
        raise ValidationError(str(error)) from error
    except (OpcError, LxmlError, BadZipFile, KeyError, ValueError, AttributeError, IndexError) as error:
        # python-docx has no errors of its own for a document whose parts do not fit together.
        raise damaged from error


def understood(pairs, partner) -> Filled:
    filled, form = Filled(), ReportForm(partner=partner)
    for key, answer in pairs:
        if key in filled.data:
            filled.problems.append(
                _("“%(question)s” is answered twice; the first answer counts.") % {"question": form.fields[key].label}
            )
        elif key in FIELDS and answer:
            take(filled, form, key, answer)
        elif key not in FIELDS and answer and key != "key":
            filled.problems.append(
                _("There is a line in the file that does not belong to the form; it was left out: %(text)s")
                % {"text": answer[:SHOWN]}
            )
    # What the form itself finds wrong is shown beside the fields; here it is said once, all together.
    checked = form_of(filled.data, partner)
    for name, errors in checked.errors.items():
        if name in filled.data:
            filled.problems += [f"{checked.fields[name].label}: {error}" for error in errors]
    return filled


def take(filled, form, key, answer):
    if len(answer) > LONGEST:
        filled.problems.append(
            _("The answer to “%(question)s” is longer than a report can hold; it was left out.")
            % {"question": form.fields[key].label}
        )
    elif key in SEVERAL:
        filled.data[key] = chosen(filled, form.fields[key], answer)
    elif key == "language":
        code = language_named(answer)
        if code:
            filled.data[key] = code
        else:
            filled.problems.append(_("“%(text)s” is none of the languages in the list.") % {"text": answer[:SHOWN]})
    else:
        filled.data[key] = answer.replace("\r\n", "\n")


def chosen(filled, choices_field, answer) -> list[str]:
    """The values of the choices that are named, one to a line or with semicolons between."""
    by_label = {fold(str(label)): value for value, label in choices_field.choices}
    found = []
    for line in answer.replace(";", "\n").splitlines():
        if not line.strip():
            continue
        value = by_label.get(fold(line))
        if value:
            found.append(value)
        else:
            filled.problems.append(
                _("“%(text)s” is no partner in our list. Name it among the others involved.")
                % {"text": line.strip()[:SHOWN]}
            )
    return list(dict.fromkeys(found))


def language_named(text) -> str:
    named = {fold(str(label)): code for code, label in LANGUAGE_NAMES.items()}
    return named.get(fold(text)) or (text.lower() if text.lower() in LANGUAGE_NAMES else "")
