"""Tables of workshops for the tests of imports."""

import csv
import io
import random
from datetime import date, timedelta

from django.test import RequestFactory

from greencustoms.core.models import ImportRun
from greencustoms.core.outgoing_text import guarded
from greencustoms.core.tabular import runs
from workshops.exports import csv_lines
from workshops.fields import FIELD_NAMES, join_items
from workshops.models import WorkshopPage

MINSK = {
    "id": "",
    "title": "Waste at the border",
    "start_date": "2031-05-12",
    "end_date": "2031-05-14",
    "place": "Minsk",
    "country": "BY",
    "level": "national",
    "status": "planned",
}
COUNTRIES = ["BY", "FR", "KE", "TZ", "CI", "TR", "VN", "BO", "GB", "PS", "UA", "CN", "AR"]


def table(*rows, columns=None, **encoding) -> bytes:
    """A CSV file of those rows; each says only in what it differs from the workshop in Minsk."""
    columns = columns or list(dict.fromkeys([*MINSK, *(name for row in rows for name in row)]))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows({name: guarded(str(value)) for name, value in (MINSK | row).items()} for row in rows)
    return text.getvalue().encode(**encoding)


def taken_in(content: bytes, user=None) -> ImportRun:
    """An upload, checked."""
    run = runs.take_in("workshops", content, "workshops.csv", user)
    runs.work_on(run.pk)
    run.refresh_from_db()
    return run


def imported(content: bytes, user=None) -> ImportRun:
    """An upload, checked and imported."""
    run = taken_in(content, user)
    assert run.plan["problems"] == []
    assert runs.confirm(run, user)
    runs.work_on(run.pk)
    run.refresh_from_db()
    return run


def undone(run: ImportRun) -> ImportRun:
    assert runs.decide_to_undo(run)
    runs.work_on(run.pk)
    run.refresh_from_db()
    return run


def problems(content: bytes) -> list[tuple]:
    return [(one["row"], one["column"], one["message"]) for one in taken_in(content).plan["problems"]]


def counts(run: ImportRun) -> tuple:
    return run.added, run.changed, run.unchanged, run.problems


def export() -> bytes:
    """The record as visitors download it."""
    request = RequestFactory().get("/en/workshops/data.csv")
    return "".join(csv_lines(WorkshopPage.objects.live().public().order_by("pk"), request)).encode()


def generated(number: int, partners=(), treaties=()) -> bytes:
    """That many rows in which everything occurs, the same ones each time."""
    chance = random.Random(2004)  # noqa: S311 - no secret
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(FIELD_NAMES)
    for place in range(number):
        start = date(chance.randint(2001, 2030), chance.randint(1, 12), chance.randint(1, 28))
        end = start + timedelta(days=chance.randint(0, 4))
        is_month = chance.random() < 0.1
        total = chance.choice(["", chance.randint(10, 90)])
        row = {
            "id": f"{start.year}-w{place}",
            "title": f"Workshop no. {place} for “officers”",
            "slug": f"w{place}",
            "start_date": start.isoformat()[:7] if is_month else start,
            "end_date": start.isoformat()[:7] if is_month else end,
            "date_precision": "month" if is_month else "day",
            "date_note": chance.choice(["", "around Easter"]),
            "place": chance.choice(["Minsk", "Côte", "N’Djamena", "Улан-Батор", "北京"]),
            "venue": chance.choice(["", "Hotel; Ballroom"]),
            "country": chance.choice(COUNTRIES),
            "level": chance.choice(WorkshopPage.Level.values),
            "status": chance.choice(WorkshopPage.Status.values),
            "joint_with": guarded(chance.choice(["", "=WCO", "'=x"])),
            "organisers": join_items(chance.choice([[], ["Ministry; Customs"], ["A", "B\\C"]])),
            "partners": join_items(sorted(partners[: chance.randint(0, 3)])),
            "treaties": join_items(sorted(treaties[: chance.randint(0, 3)])),
            "topics": join_items(chance.choice([[], ["Waste", "Ozone"]])),
            "languages": join_items(chance.sample(["en", "fr", "ru", "ar"], chance.randint(0, 3))),
            "countries": join_items(sorted(chance.sample(COUNTRIES, chance.randint(0, 6)))),
            "participants_total": total,
            "participants_women": total and total // 3,
            "participants_qualifier": total and chance.choice(["exactly", "about"]),
            "participants_note": guarded(chance.choice(["", "-customs and ozone officers"])),
            "summary": chance.choice(["", "One sentence on what was done."]),
        }
        writer.writerow([row.get(name, "") for name in FIELD_NAMES])
    return text.getvalue().encode()
