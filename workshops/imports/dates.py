"""How the dates of a row hang together: days, or one month of which no day is known."""

from django.utils.translation import gettext as _

from greencustoms.core.tabular.days import Month

from ..dates import first_and_last_of_month
from ..models import WorkshopPage

DAY, MONTH = WorkshopPage.Precision.DAY.value, WorkshopPage.Precision.MONTH.value


def settle_dates(values: dict, given: dict) -> dict:
    """Return first day, last day and precision as they are stored. An empty precision means what the date shows."""
    start, end, precision = values["start_date"], values["end_date"], values["date_precision"]
    if not precision or (given.get("start_date") and not given.get("date_precision")):
        precision = MONTH if isinstance(start, Month) else DAY
    if isinstance(start, Month):
        start, precision = start.first_day(), MONTH
    if start and precision == MONTH:
        start, end = first_and_last_of_month(start)
    elif isinstance(end, Month):
        end = None
    return {"start_date": start, "end_date": end or start, "date_precision": precision}


def date_faults(given: dict, after: dict):
    """What a row says of its dates that cannot be: pairs of the column and a sentence."""
    start, end = given.get("start_date"), given.get("end_date")
    if isinstance(start, Month) and given.get("date_precision") == DAY:
        yield "start_date", _("The row says that the days are known, but this is only a month.")
    if after["date_precision"] == MONTH:
        months = [date for date in (start, end) if date]
        if len({(date.year, date.month) for date in months}) > 1:
            yield "end_date", _("Where only the month is known, the first and the last day lie in the same month.")
    elif isinstance(end, Month):
        yield "end_date", _("The first day is known, so the last day must be a day too: write 2012-05-29.")
