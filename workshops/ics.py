"""Workshops as iCalendar (RFC 5545), made by the icalendar package, which folds and escapes.

Only days make an entry: a workshop known to the month would take up days that nobody knows. A calendar says how many
of them it leaves out. No person is named in it.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import islice

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from greencustoms.core.outgoing_text import one_line, without_controls

from .exports import FILE_NAME, ROWS_AT_ONCE
from .identifiers import uid_of

CONTENT_TYPE = "text/calendar; charset=utf-8"
END = b"END:VCALENDAR\r\n"
ONE_DAY = timedelta(days=1)


def status_of(workshop):
    """RFC 5545 has no word for a postponed event: it is uncertain, and its title says why."""
    status = workshop.Status
    return {status.PLANNED: "TENTATIVE", status.POSTPONED: "TENTATIVE", status.CANCELLED: "CANCELLED"}.get(
        workshop.status, "CONFIRMED"
    )


def title_of(workshop):
    if workshop.status in (workshop.Status.CANCELLED, workshop.Status.POSTPONED):
        return _("%(status)s: %(title)s") % {"status": workshop.get_status_display(), "title": workshop.title}
    return workshop.title


def changed_at(workshop) -> datetime:
    """When the entry last changed. A page that was never published by hand has only the day it tells of."""
    day = workshop.start_date
    return workshop.last_published_at or datetime(day.year, day.month, day.day, tzinfo=UTC)


def event_of(workshop, request) -> Event:
    """One workshop of whole days. The end of an entry is the day after its last day."""
    address = workshop.get_full_url(request) or ""
    event = Event()
    event.add("uid", uid_of(workshop))
    event.add("dtstamp", changed_at(workshop))
    event.add("last-modified", changed_at(workshop))
    event.add("dtstart", workshop.start_date)
    if workshop.end_date < date.max:
        event.add("dtend", workshop.end_date + ONE_DAY)
    event.add("summary", one_line(title_of(workshop)))
    event.add("location", one_line(", ".join(part for part in (workshop.venue, workshop.place_label) if part)))
    event.add("description", without_controls("\n".join(part for part in (workshop.summary, address) if part)))
    event.add("status", status_of(workshop))
    event.add("categories", [str(workshop.get_level_display())])
    event.add("transp", "TRANSPARENT")
    event.add("class", "PUBLIC")
    if address:
        event.add("url", address)
    return event


def calendar_named(name: str, description: str = "", source: str = "") -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Green Customs Initiative//Record of workshops//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for names, text in ((("name", "x-wr-calname"), name), (("description", "x-wr-caldesc"), description)):
        for property_name in names:
            if text:
                calendar.add(property_name, text)
    if source:
        calendar.add("url", source)
        calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "P1D")
    return calendar


def what_is_left_out(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%(number)d workshop is left out: only its month is known.",
        "%(number)d workshops are left out: only their months are known.",
        number,
    ) % {"number": number}


def calendar_feed(workshops, request, source):
    """All workshops of a filter whose days are known, a batch at a time."""
    known = workshops.known_to_the_day()
    left_out = workshops.count() - known.count()
    calendar = calendar_named(_("Green Customs workshops"), what_is_left_out(left_out), source)
    rows = known.for_rows().iterator(chunk_size=ROWS_AT_ONCE)
    language = get_language()

    def parts():
        yield calendar.to_ical().removesuffix(END)
        while batch := list(islice(rows, ROWS_AT_ONCE)):
            with override(language):
                part = b"".join(event_of(workshop, request).to_ical() for workshop in batch)
            yield part
        yield END

    headers = {"Content-Disposition": f'inline; filename="{FILE_NAME}.ics"'}
    return StreamingHttpResponse(parts(), content_type=CONTENT_TYPE, headers=headers)


def calendar_file(workshop, request):
    """One workshop, to be opened by a calendar."""
    calendar = calendar_named(one_line(workshop.title))
    calendar.add_component(event_of(workshop, request))
    name = uid_of(workshop).partition("@")[0]
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(calendar.to_ical(), content_type=CONTENT_TYPE, headers=headers)
