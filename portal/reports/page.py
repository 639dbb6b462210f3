"""From what was typed to the page of a report, and back."""

from workshops.models import Rating, ReportCountry, ReportFile, WorkshopReportPage

from ..forms.countries import as_lines

SAME = (
    "title", "language", "overview", "participants_total", "participants_women", "participants_men", "sessions",
    "others_involved", "results", "lessons", "follow_up", "rating_answers", *(rating.value for rating in Rating),
)  # fmt: skip
SUMMARY_AT_MOST = 200


def fill(page: WorkshopReportPage, cleaned: dict, draft, attachments):
    """Write the checked form and the public files to a page, without saving it."""
    for name in SAME:
        setattr(page, name, cleaned[name])
    page.partner_id = draft.partner_id
    page.draft_title = page.title
    page.summary = shortened(cleaned["overview"])
    page.partners_involved = list(cleaned["partners_involved"])
    page.countries = [
        ReportCountry(country=line.code, participants=line.participants, sort_order=place)
        for place, line in enumerate(cleaned["countries"])
    ]
    published = {row.key: row for row in page.files.all()}
    page.files = [
        file_row(attachment, published.get(attachment.key), place)
        for place, attachment in enumerate(attachments)
        if attachment.is_public
    ]


def file_row(attachment, published, place) -> ReportFile:
    """The row of a file in the page. What is public already stays where it is."""
    return ReportFile(
        key=attachment.key,
        kind=attachment.kind,
        title=attachment.title,
        alt_text=attachment.alt_text,
        credit=attachment.credit,
        sha256=attachment.file.sha256,
        document_id=published.document_id if published else None,
        image_id=published.image_id if published else None,
        sort_order=place,
    )


def typed_from(page: WorkshopReportPage) -> dict:
    """What would have to be typed for that page: for a text that the secretariat changed."""
    data = {name: "" if getattr(page, name) is None else str(getattr(page, name)) for name in SAME}
    data["partners_involved"] = [str(partner.pk) for partner in page.partners_involved.all()]
    data["countries"] = as_lines([(row.country.code, row.participants) for row in page.countries.all()])
    return data


def shortened(text: str) -> str:
    """The beginning of the text, up to a whole word."""
    words = " ".join(text.split())
    if len(words) <= SUMMARY_AT_MOST:
        return words
    return words[: SUMMARY_AT_MOST - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
