"""How the record behaves when it grows: python bench/workshops.py [sizes, such as 100 2000 10000].

Fills a database of its own with samples, first few, then many, and asks for the same addresses each time, in this
process and without any page cache. Prints for each the shortest time of several, because what else a machine does only
makes it longer, the workshops shown on the page and the queries; and the last time as a multiple of the first one at
which the page was as full as it is at the end. What is remembered until content changes is warm, but for the line
"after a change". DATABASE_URL may name an empty database of PostgreSQL.
"""

import os
import re
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "greencustoms.settings.test"
os.environ.setdefault("LOG_LEVEL", "ERROR")
if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp(prefix='bench-')}/db.sqlite3"

import django  # noqa: E402 - after the path

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from greencustoms.core import stamp  # noqa: E402
from greencustoms.core.bulk.statistics import look_at_everything  # noqa: E402
from workshops.models import WorkshopPage  # noqa: E402

AFTER_A_CHANGE = "index, after a change"
ADDRESSES = {
    "index": "/en/workshops/",
    AFTER_A_CHANGE: "/en/workshops/",
    "index, page 2": "/en/workshops/?page=2",
    "filter: year": "/en/workshops/?year=2012",
    "filter: words": "/en/workshops/?q=sample+border",
    "filter: region and status": "/en/workshops/?region=africa&status=held",
    "order: participants": "/en/workshops/?sort=participants",
    "year page": "/en/workshops/2012/",
    "countries and map": "/en/workshops/countries/",
    "one country": "/en/workshops/countries/by/",
    "achievements": "/en/achievements/",
}
EXPORTS = {
    "CSV": "data.csv",
    "JSON": "data.json",
    "InforMEA": "informea.json",
    "XLSX": "data.xlsx",
    "Atom": "feed/",
    "iCalendar": "calendar/",
}
ROUNDS = 11

# SQLite works inside this process, so the time on the processor is all of it, whatever else the machine does.
clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter


def ask(client, address):
    """Seconds to have the whole answer, its length, and how many workshops it links to."""
    start = clock()
    response = client.get(address)
    length = sum(len(part) for part in response) if response.streaming else len(response.content)
    seconds = clock() - start
    if response.status_code != 200:
        raise SystemExit(f"{address}: {response.status_code}")
    links = () if response.streaming else re.findall(rb'href="(/en/workshops/\d{4}/[\w-]+/)"', response.content)
    return seconds, length, len(set(links))


def measure_page(client, name):
    address = ADDRESSES[name]
    ask(client, address)
    times = []
    for _round in range(ROUNDS):
        if name == AFTER_A_CHANGE:
            stamp.touch()
        seconds, _length, rows = ask(client, address)
        times.append(seconds)
    with CaptureQueriesContext(connection) as queries:
        ask(client, address)
    return min(times), rows, len(queries)


def measure_export(client, name):
    """Seconds, bytes, and the peak of memory in bytes."""
    address = f"/en/workshops/{EXPORTS[name]}"
    ask(client, address)
    seconds, length, _rows = ask(client, address)
    tracemalloc.start()
    ask(client, address)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return seconds, length, peak


def print_pages(sizes, found):
    print(f"\n{'ms (workshops on the page)':28}" + "".join(f"{size:>15,}" for size in sizes) + "  growth  queries")
    for name in ADDRESSES:
        rows = [found[size][name] for size in sizes]
        last = rows[-1]
        place = next(place for place, row in enumerate(rows) if row[1] == last[1])
        growth = f"{last[0] / rows[place][0]:.2f}" if place < len(rows) - 1 else "-"
        of = f"of {sizes[place]:,}" if 0 < place < len(rows) - 1 else ""
        cells = "".join(f"{seconds * 1000:9.1f} {f'({shown})':>5}" for seconds, shown, _queries in rows)
        print(f"{name:28}{cells}  {growth:>6}  {' / '.join(str(row[2]) for row in rows)}  {of}")


def print_exports(sizes, found):
    print(f"\n{'s, MB long, MB of memory':28}" + "".join(f"{size:>20,}" for size in sizes))
    for name in EXPORTS:
        rows = [found[size][name] for size in sizes]
        cells = "".join(f"{seconds:8.2f}{length / 1e6:6.1f}{peak / 1e6:6.1f}" for seconds, length, peak in rows)
        print(f"{name:28}{cells}")


def main(*sizes):
    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    look_at_everything()
    client = Client()
    pages, exports = {}, {}
    for size in sizes:
        start = time.perf_counter()
        call_command("make_sample", workshops=size, verbosity=0)
        took = time.perf_counter() - start
        print(f"{WorkshopPage.objects.live().count():,} workshops on record, made in {took:.0f} s", flush=True)
        pages[size] = {name: measure_page(client, name) for name in ADDRESSES}
        exports[size] = {name: measure_export(client, name) for name in EXPORTS}
    print_pages(sizes, pages)
    print_exports(sizes, exports)


if __name__ == "__main__":
    main(*([int(size) for size in sys.argv[1:]] or [100, 2_000, 10_000]))
