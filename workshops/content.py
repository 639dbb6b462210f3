"""Makes workshop pages of `content/workshops.yaml`, each under the page of its year."""

from greencustoms.core.content import (
    ContentFolder,
    Entry,
    PageEntry,
    Row,
    article_fields,
    blocks_of,
    menu_fields,
)

from .dates import first_and_last_of_month
from .models import WorkshopIndexPage, WorkshopPage, WorkshopYearPage

FOLDER = "workshops"


def read(folder: ContentFolder):
    """Workshops in the order of their dates, and before them a page for each year that has one."""
    workshops = [read_workshop(entry) for entry in folder.entries("workshops.yaml")]
    years = {}
    for workshop in workshops:
        years.setdefault(workshop.parent_address, workshop.entry)
    for address, first_entry in sorted(years.items()):
        year = address.rpartition("/")[2]
        fields = {"title": year, "year": int(year) if year.isdigit() else None}
        yield PageEntry(first_entry, WorkshopYearPage, address, fields, source=year)
    yield from sorted(workshops, key=lambda workshop: str(workshop.fields["start_date"]))


def read_index(entry: Entry, address: str):
    """The record of workshops, from `content/pages/workshops.yaml`."""
    yield PageEntry(entry, WorkshopIndexPage, address, article_fields(entry) | menu_fields(entry))


def read_workshop(entry: Entry) -> PageEntry:
    record_id = entry.slug("id")
    entry.folder.take("id", record_id, entry.place_of("id"))
    dates = read_dates(entry)
    year = dates["start_date"].year if dates["start_date"] else record_id[:4]
    fields = article_fields(entry) | {
        "record_id": record_id,
        **dates,
        "date_note": entry.text("date_note", required=False),
        "place": entry.text("place"),
        "venue": entry.text("venue", required=False),
        "country": entry.country("country"),
        "level": entry.choice("level", WorkshopPage.Level.values),
        "status": entry.choice("status", WorkshopPage.Status.values),
        "joint_with": entry.text("joint_with", required=False),
        "organisers": blocks_of("organiser", entry.texts("organisers"), entry.place_of("organisers")),
        "partners": entry.pages("partners", under="partners", noun="partner"),
        "treaties": entry.pages("treaties", under="guide", noun="chapter"),
        "topics": blocks_of("topic", entry.texts("topics"), entry.place_of("topics")),
        **read_participants(entry.entry("participants", required=False)),
        "participating_countries": [
            Row({"country": code}, entry.place_of("countries")) for code in entry.countries("countries")
        ],
        "languages": [Row({"language": code}, entry.place_of("languages")) for code in entry.languages()],
    }
    address = f"{FOLDER}/{year}/{entry.slug()}"
    return PageEntry(entry, WorkshopPage, address, fields, key=f"workshop {record_id}")


def read_dates(entry: Entry) -> dict:
    """Either a month or a first and a last day."""
    precision = WorkshopPage.Precision
    if "month" not in entry.values:
        start, end = entry.day("start"), entry.day("end")
        if start and end and end < start:
            entry.problem("end", f"the last day, {end}, is before the first, {start}")
        return {"start_date": start, "end_date": end, "date_precision": precision.DAY}
    if "start" in entry.values or "end" in entry.values:
        entry.known_keys += ["start", "end"]
        entry.problem("month", "give either ‘month’ or ‘start’ and ‘end’")
    month = entry.month("month")
    start, end = first_and_last_of_month(month) if month else (None, None)
    return {"start_date": start, "end_date": end, "date_precision": precision.MONTH}


def read_participants(participants: Entry) -> dict:
    return {
        "participants_total": participants.number("total", required=False),
        "participants_women": participants.number("women", required=False),
        "participants_men": participants.number("men", required=False),
        "participants_qualifier": participants.choice(
            "qualifier", WorkshopPage.Qualifier.values, default=WorkshopPage.Qualifier.EXACTLY
        ),
        "participants_note": participants.text("note", required=False),
    }
