"""Two texts of one report beside each other."""

from dataclasses import dataclass

from ..forms.report import FIELDS, ReportForm


@dataclass(frozen=True)
class Difference:
    label: str
    name: str
    here: str
    there: str


def differences(here: dict, there: dict, partner) -> list[Difference]:
    """The fields in which two texts differ, in words."""
    form = ReportForm(partner=partner)
    found = []
    for name in FIELDS:
        pair = [in_words(form.fields[name], text.get(name)) for text in (here, there)]
        if pair[0] != pair[1]:
            found.append(Difference(str(form.fields[name].label), name, *pair))
    titles = {key: details for text in (here, there) for key, details in text.get("files", {}).items()}
    for key, details in titles.items():
        pair = [text.get("files", {}).get(key, {}).get("alt_text", "") for text in (here, there)]
        if pair[0] != pair[1]:
            found.append(Difference(details["title"], f"file-{key}", *pair))
    return found


def in_words(field, value) -> str:
    """A choice by its label, several as a list, all else as typed."""
    labels = dict(getattr(field, "choices", ()))
    if isinstance(value, list):
        return ", ".join(str(labels.get(entry, entry)) for entry in value)
    return str(labels.get(value, value) or "")


def answers(draft) -> list[tuple]:
    """Label and answer of each field that was filled in, for reading."""
    return answers_in(draft.data, draft.partner)


def answers_in(data, partner) -> list[tuple]:
    form = ReportForm(partner=partner)
    rows = ((form.fields[name].label, in_words(form.fields[name], data.get(name))) for name in FIELDS)
    return [(label, text) for label, text in rows if text]
