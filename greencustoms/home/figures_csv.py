"""achievements/figures.csv: every figure of the achievements page in one table, with its definition."""

import csv
import io
from functools import partial

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from greencustoms.core.outgoing_text import guarded
from workshops.exports import BYTE_ORDER_MARK
from workshops.figures import held
from workshops.freshness import respond, version_of

from .counted import counted_figures, counts, list_of, record
from .models import AchievementsPage

COLUMNS = ["figure", "year", "level", "value", "unit", "as_of", "definition", "coverage", "source"]


@require_safe
def figures_csv(request):
    """The table, as long as visitors can see the page it belongs to."""
    pages = AchievementsPage.objects.live().public()
    languages = (get_language(), settings.LANGUAGE_CODE)
    found = {page.language_code: page for page in pages.filter(locale__language_code__in=languages)}
    page = next((found[code] for code in languages if code in found), None)
    if page is None:
        raise Http404
    entered = [row for row in page.figures.all() if row.opening_balance_of]
    state = ([(page.pk, str(page.last_published_at))], [page.last_published_at] if page.last_published_at else [])
    version = version_of(request, "figures", "", held(record()), record(), state)
    return respond(request, version, partial(table, entered, request))


def table(entered, request):
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\r\n", restval="")
    writer.writeheader()
    for row in rows(entered, request):
        writer.writerow({name: guarded(value) if isinstance(value, str) else value for name, value in row.items()})
    headers = {"Content-Disposition": 'attachment; filename="green-customs-figures.csv"'}
    return HttpResponse(BYTE_ORDER_MARK + file.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def rows(entered, request):
    """The figures, the numbers entered by hand that they continue, and then what the first are made of, by year."""
    told = counts()
    for figure in counted_figures(request):
        yield {
            "figure": figure.key,
            "value": figure.value,
            "unit": figure.unit,
            "as_of": told.as_of.isoformat(),
            "definition": figure.definition,
            "coverage": figure.coverage,
            "source": request.build_absolute_uri(figure.list_url),
        }
    for row in entered:
        yield {
            "figure": f"opening balance of {row.opening_balance_of}",
            "value": row.value,
            "as_of": row.as_of,
            "definition": row.label,
            "coverage": " ".join(filter(None, [row.qualifier, row.period])),
            "source": row.source_url or row.source_title,
        }
    for year in told.years:
        shared = {"year": year.year, "as_of": told.as_of.isoformat()}
        shared["source"] = request.build_absolute_uri(list_of(request, year.year))
        for level, number in sorted(year.levels.items()):
            yield shared | {"figure": "workshops", "level": level, "value": number}
        if year.with_participants:
            coverage = f"{year.with_participants} of {year.workshops} records"
            yield shared | {"figure": "participants", "value": year.participants, "coverage": coverage}
