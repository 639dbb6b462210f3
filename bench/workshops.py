"""How the record behaves when it grows: python bench/workshops.py [large] [small] [rounds].

Fills a database of its own with samples, first few, then many, and asks for the same addresses each time, in this
process. Prints for each the median time with many workshops as a multiple of that with few, and the queries of both.
The caches are warm but for the line "after a change". DATABASE_URL may name an empty database of PostgreSQL.
"""

import os
import statistics
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
from workshops.models import WorkshopPage  # noqa: E402

ADDRESSES = {
    "index": "/en/workshops/",
    "index, after a change": "/en/workshops/",
    "index, page 2": "/en/workshops/?page=2",
    "filter: year": "/en/workshops/?year=2012",
    "filter: words": "/en/workshops/?q=sample+minsk",
    "filter: region and status": "/en/workshops/?region=africa&status=held",
    "year page": "/en/workshops/2012/",
    "countries and map": "/en/workshops/countries/",
    "one country": "/en/workshops/countries/by/",
    "achievements": "/en/achievements/",
}
EXPORTS = {"CSV": "data.csv", "JSON": "data.json", "XLSX": "data.xlsx", "Atom": "feed/", "iCalendar": "calendar/"}


def ask(client, address):
    """Seconds to have the whole answer, and its length."""
    start = time.perf_counter()
    response = client.get(address)
    length = sum(len(part) for part in response) if response.streaming else len(response.content)
    if response.status_code != 200:
        raise SystemExit(f"{address}: {response.status_code}")
    return time.perf_counter() - start, length


def measure(client, rounds):
    """Median seconds and number of queries of each address; of each export also the peak of memory, in bytes."""
    found = {}
    for name, address in ADDRESSES.items():
        is_cold = "after a change" in name
        ask(client, address)
        times = []
        for _round in range(rounds):
            if is_cold:
                stamp.touch()
            times.append(ask(client, address)[0])
        with CaptureQueriesContext(connection) as queries:
            ask(client, address)
        found[name] = (statistics.median(times), len(queries), None)
    for name, ending in EXPORTS.items():
        address = f"/en/workshops/{ending}"
        seconds, length = ask(client, address)
        tracemalloc.start()
        ask(client, address)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        found[f"export: {name}"] = (seconds, length, peak)
    return found


def main(large=10_000, small=100, rounds=7):
    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    client = Client()
    results = []
    for number in (small, large):
        start = time.perf_counter()
        call_command("make_sample", workshops=number, verbosity=0)
        took = time.perf_counter() - start
        call_command("migrate", verbosity=0)
        print(f"{WorkshopPage.objects.live().count()} workshops on record ({took:.0f} s to make)", flush=True)
        results.append(measure(client, rounds))
    few, many = results
    print(f"{'':28}{'few, ms':>10}{'many, ms':>10}{'times':>8}   queries")
    for name in ADDRESSES:
        (before, queries, _none), (after, queries_after, _none) = few[name], many[name]
        print(f"{name:28}{before * 1000:10.1f}{after * 1000:10.1f}{after / before:8.2f}   {queries} / {queries_after}")
    print(f"{'':28}{'few, kB':>10}{'many, kB':>10}{'times':>8}   peak of memory, MB; seconds for many")
    for name in many:
        if name not in ADDRESSES:
            (_s, length, peak), (seconds, length_after, peak_after) = few[name], many[name]
            sizes = f"{length / 1000:10.0f}{length_after / 1000:10.0f}{length_after / length:8.1f}"
            print(f"{name:28}{sizes}   {peak / 1e6:.1f} / {peak_after / 1e6:.1f}; {seconds:.1f}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
