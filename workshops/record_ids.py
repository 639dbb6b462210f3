"""The number of a workshop in the record: what imports, exports, feeds and calendars know it by.

It is the same in all languages, so it is unique in each language and not on the whole site. The locale of a page and
its number stand in two tables, which no constraint can look at together; so both are written into one unique column.
Workshops without a number, and aliases, which Wagtail keeps equal to another page, have nothing there.
"""

from itertools import count

LONGEST = 80


def key_of(workshop) -> str | None:
    """What is unique of a workshop."""
    if not workshop.record_id or workshop.alias_of_id:
        return None
    return f"{workshop.locale_id} {workshop.record_id}"


def holder_of(workshop):
    """Another workshop of that language that has the same number."""
    key = key_of(workshop)
    others = type(workshop).objects.exclude(pk=workshop.pk) if workshop.pk else type(workshop).objects.all()
    return others.filter(record_key=key).only("title").first() if key else None


def make_record_id(workshop) -> str:
    """The number of its translation; or else one made of year and address that no other workshop has."""
    model = type(workshop)
    translated = model.objects.filter(translation_key=workshop.translation_key).exclude(record_id="")
    known = translated.exclude(pk=workshop.pk).exclude(locale_id=workshop.locale_id)
    if found := known.values_list("record_id", flat=True).first():
        return found
    wanted = f"{workshop.start_date.year}-{workshop.slug}"[:LONGEST]
    taken = set(model.objects.filter(record_id__startswith=wanted[: LONGEST - 5]).values_list("record_id", flat=True))
    if wanted not in taken:
        return wanted
    ends = (f"-{number}" for number in count(2))
    return next(name for end in ends if (name := f"{wanted[: LONGEST - len(end)]}{end}") not in taken)
