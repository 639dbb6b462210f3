"""The columns of the workshop record: one list for every export, and for the import that reads an export back.

A value is a text, a whole number, a list of texts, or None where nothing is on record. Codes stand where a code
exists (ISO 3166-1 for countries, the stored values for level and status), so that a table means the same in every
language. Where only the month is known, both dates are written as year and month: no false day is ever given out.
In CSV each text also passes through `guarded` of `core/outgoing_text.py`; an import undoes it with `unguarded`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from greencustoms.core.tabular.lists import join_items, split_items

__all__ = ["FIELDS", "FIELD_NAMES", "Field", "join_items", "split_items"]

Value = str | int | list | None


@dataclass(frozen=True)
class Field:
    """One column. `is_derived` marks what follows from the other columns: an import leaves it alone."""

    name: str
    label: str
    value: Callable[..., Value]
    is_derived: bool = False

    def flat(self, workshop) -> str | int | None:
        """Return the value as one cell of a table holds it."""
        value = self.value(workshop)
        return join_items(value) if isinstance(value, list) else value


def day_or_month(workshop, day) -> str:
    """Write a date no more exactly than it is known: `2012-05-29`, or `2012-05`."""
    return day.isoformat()[:7] if workshop.date_precision == workshop.Precision.MONTH else day.isoformat()


def qualifier(workshop) -> str:
    """Empty where there is no number to qualify and nobody said anything about it."""
    is_said = workshop.participants_total is not None or workshop.participants_qualifier != workshop.Qualifier.EXACTLY
    return workshop.participants_qualifier if is_said else ""


def named(workshop, relation: str) -> list[str]:
    """The slugs or codes that a workshop names; an export has looked them up for many workshops at once."""
    known = getattr(workshop, "named", None)
    if known is not None:
        return known[relation]
    if relation in ("partners", "treaties"):
        return sorted(page.slug for page in getattr(workshop, relation).all())
    if relation == "languages":
        return [row.language for row in workshop.languages.all()]
    return sorted(row.country.code for row in workshop.participating_countries.all())


def texts(stream) -> list[str]:
    return [str(block.value) for block in stream]


def address(workshop) -> str:
    """The full address of its page; an export that knows its request has worked it out already."""
    return getattr(workshop, "address", None) or workshop.full_url or ""


FIELDS = [
    Field("id", _("record number"), lambda workshop: workshop.record_id),
    Field("title", _("title"), lambda workshop: workshop.title),
    Field("slug", _("address within its year"), lambda workshop: workshop.slug),
    Field("start_date", _("first day"), lambda workshop: day_or_month(workshop, workshop.start_date)),
    Field("end_date", _("last day"), lambda workshop: day_or_month(workshop, workshop.end_date)),
    Field("date_precision", _("how exact"), lambda workshop: workshop.date_precision),
    Field("date_note", _("note on the date"), lambda workshop: workshop.date_note),
    Field("place", _("place"), lambda workshop: workshop.place),
    Field("venue", _("venue"), lambda workshop: workshop.venue),
    Field("country", _("country"), lambda workshop: workshop.country.code),
    Field("region", _("region"), lambda workshop: str(workshop.region or ""), is_derived=True),
    Field("level", _("level"), lambda workshop: workshop.level),
    Field("status", _("status"), lambda workshop: workshop.status),
    Field("joint_with", _("held jointly with"), lambda workshop: workshop.joint_with),
    Field("organisers", _("organisers"), lambda workshop: texts(workshop.organisers)),
    Field("partners", _("partners"), lambda workshop: named(workshop, "partners")),
    Field("treaties", _("treaties covered"), lambda workshop: named(workshop, "treaties")),
    Field("topics", _("topics"), lambda workshop: texts(workshop.topics)),
    Field("languages", _("working languages"), lambda workshop: named(workshop, "languages")),
    Field("countries", _("countries taking part"), lambda workshop: named(workshop, "countries")),
    Field("participants_total", _("participants"), lambda workshop: workshop.participants_total),
    Field("participants_women", _("women"), lambda workshop: workshop.participants_women),
    Field("participants_men", _("men"), lambda workshop: workshop.participants_men),
    Field("participants_qualifier", _("the number is"), qualifier),
    Field("participants_note", _("note on participants"), lambda workshop: workshop.participants_note),
    Field("summary", _("summary"), lambda workshop: workshop.summary),
    Field("url", _("address of the page"), address, is_derived=True),
]

FIELD_NAMES = [field.name for field in FIELDS]
