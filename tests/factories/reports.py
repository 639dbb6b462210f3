"""Reports of partners."""

from portal.reports.saving import begin

COMPLETE = {
    "title": "Report on the workshop in Minsk",
    "language": "en",
    "overview": "Officers learned to tell one gas from another.",
    "participants_total": "41",
    "participants_women": "18",
    "participants_men": "23",
    "countries": "Belarus 30\nKazakhstan 11",
    "sessions": "Refrigerants; waste.",
    "partners_involved": [],
    "others_involved": "State Customs Committee",
    "results": "41 officers were trained.",
    "lessons": "",
    "follow_up": "",
    "rating_answers": "35",
    "rating_content": "4,5",
    "rating_trainers": "",
    "rating_materials": "",
    "rating_organisation": "",
    "rating_usefulness": "",
}


def draft_of(membership, workshop, **changes):
    """A report that has everything it needs, but for the changes."""
    return begin(membership.partner, workshop, membership.user, COMPLETE | changes)
