"""Workshops in the words of schema.org."""

from greencustoms.core.structured_data import root_url_of

EVENT_STATUS = {
    "postponed": "https://schema.org/EventPostponed",
    "cancelled": "https://schema.org/EventCancelled",
}


def event(workshop):
    """Return the Event of a workshop. Where only the month is known its dates are given as year and month."""
    if workshop.date_precision == workshop.Precision.MONTH:
        start = end = workshop.start_date.strftime("%Y-%m")
    else:
        start, end = workshop.start_date.isoformat(), workshop.end_date.isoformat()
    return {
        "@type": "Event",
        "name": workshop.title,
        "description": workshop.description,
        "startDate": start,
        "endDate": end,
        "eventStatus": EVENT_STATUS.get(workshop.status, "https://schema.org/EventScheduled"),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": workshop.venue or workshop.place_label,
            "address": {
                "@type": "PostalAddress",
                "addressLocality": workshop.place,
                "addressCountry": workshop.country.code,
            },
        },
        "organizer": {"@type": "Organization", "name": "Green Customs Initiative", "url": root_url_of(workshop)},
        "url": workshop.full_url,
    }
