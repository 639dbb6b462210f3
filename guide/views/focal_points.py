"""guide/focal-points/: whom to call in each country, and the official lists of each treaty."""

from itertools import groupby

from django.utils.translation import gettext as _

from greencustoms.core.page_part import PagePart, render_part, url_of

from ..country_choice import chosen_country, country_options
from ..models.focal_points import FocalPoint
from .shared import chapters_by_translation

ROUTE = "focal-points/"


def focal_points(guide, request):
    """List the offices on record, under their treaty. A country or treaty that does not exist filters nothing."""
    chapters = chapters_by_translation(guide)
    choice = chosen_country(request)
    treaty = next((one for one in chapters.values() if one.slug == request.GET.get("treaty", "")), None)
    offices = FocalPoint.objects.for_readers()
    if choice.code:
        offices = offices.in_country(choice.code)
    if treaty:
        offices = offices.of_treaty(treaty)
    found = {key: list(group) for key, group in groupby(offices, lambda office: office.treaty.translation_key)}
    shown = {key: chapter for key, chapter in chapters.items() if not treaty or chapter == treaty}
    part = PagePart(
        request,
        guide,
        ROUTE,
        title=_("National focal points"),
        description=_(
            "Whom to call: the offices that answer for each treaty, and the official lists of all countries."
        ),
    )
    context = {
        "rows": [
            {"chapter": chapter, "href": url_of(chapter, request), "offices": found.get(key, [])}
            for key, chapter in shown.items()
        ],
        "count": sum(len(found.get(key, [])) for key in shown),
        "has_any": bool(found) or FocalPoint.objects.for_readers().exists(),
        "chapters": list(chapters.values()),
        "treaty": treaty,
        "choice": choice,
        "countries": country_options(),
    }
    return choice.finish(request, render_part(request, part, "pages/focal_points_page.html", context))
