"""How fast pages are: python bench/pages.py [workshops] [seconds] [rounds].

Starts three sites under the gunicorn of this project, each with two workers: this one with its real content and so
many made-up workshops, a bare Django view that sends 20 KB compressed, and what `wagtail start` makes. Asks each
address in turn, round after round, and prints the median as a multiple of the bare view in the same run: figures of
different runs, or of a busy machine, are not to be compared. Also the time from start to the first answer and the
memory of all processes. Uses wrk where it is installed, otherwise threads of its own, which are slower.
"""

import http.client
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GUNICORN = [sys.executable, "-m", "gunicorn", "-c"]
# The others run as this site does, without what is only for this one.
FOR_THE_OTHERS = """
import os
bind = f"127.0.0.1:{os.environ['PORT']}"
workers, worker_class, threads, preload_app, keepalive, control_socket_disable = 2, "gthread", 4, True, 5, True
"""
CONNECTIONS = 16

BARE = """
import gzip, os
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
TEXT = gzip.compress(("<p>A constant page of twenty kilobytes.</p>" * 480).encode())
def page(request):
    return HttpResponse(TEXT, headers={"Content-Encoding": "gzip"})
urlpatterns = [path("", page)]
settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="bench", ALLOWED_HOSTS=["*"], MIDDLEWARE=[])
application = get_wsgi_application()
"""

OURS = {
    "home page, kept": "/en/",
    "chapter, kept": "/en/guide/cites/",
    "home page, rendered": "/en/?{}",
    "chapter, rendered": "/en/guide/cites/?{}",
    "list of workshops, rendered": "/en/workshops/?{}",
    "finder": "/en/guide/finder/?q=refrigerant&{}",
    "search": "/en/search/?q=customs&{}",
    "export of all workshops (CSV)": "/en/workshops/data.csv",
}
PAST_THE_CACHE = {"Cookie": "bench=1"}
"""A cookie that the page cache does not know: Django renders every answer."""


class Site:
    """One site in processes of its own."""

    def __init__(self, name, folder, port, environment, module=None):
        self.name, self.folder, self.port = name, folder, port
        command = [*GUNICORN, str(ROOT / "gunicorn.conf.py")]
        if module:
            (folder / "others.py").write_text(FOR_THE_OTHERS)
            command = [*GUNICORN, str(folder / "others.py"), module]
        self.log = (folder / "gunicorn.log").open("w")
        started = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            cwd=folder if module else ROOT,
            env=environment | {"PORT": str(port)},
            stdout=self.log,
            stderr=self.log,
        )
        while not self.answers():
            if self.process.poll() is not None or time.perf_counter() - started > 60:
                raise SystemExit(f"{name} does not start, see {folder}/gunicorn.log")
            time.sleep(0.02)
        self.seconds_to_start = time.perf_counter() - started

    def answers(self):
        try:
            return self.get("/")[0] < 500
        except OSError:
            return False

    def get(self, address, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", address, headers={"Accept-Encoding": "gzip, br", **(headers or {})})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    @property
    def memory(self):
        """Megabytes of its processes, shared pages counted once."""
        children = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        total = 0
        for pid in [self.process.pid, *map(int, children.stdout.split())]:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return total / 1024

    def stop(self):
        self.process.terminate()
        self.process.wait()


def rate(site, address, headers, seconds):
    """Answers a second, asked over so many connections at once."""
    url = f"http://127.0.0.1:{site.port}{address}"
    if shutil.which("wrk"):
        told = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-H", "Accept-Encoding: br", *told, url]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in output:
            raise SystemExit(f"{url} fails:\n{output}")
        return float(next(line for line in output.splitlines() if "Requests/sec" in line).split()[1])
    counts, end = [], time.perf_counter() + seconds

    def reader():
        done = 0
        while time.perf_counter() < end:
            site.get(address, headers)
            done += 1
        counts.append(done)

    threads = [threading.Thread(target=reader) for _reader in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def environment(**changes):
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    return (
        kept | {"PYTHONPATH": str(ROOT), "LOG_LEVEL": "ERROR"} | {name: str(value) for name, value in changes.items()}
    )


def start_ours(folder, workshops):
    folder.mkdir()
    settings = environment(STATE_DIR=folder, DJANGO_SETTINGS_MODULE="greencustoms.settings.dev")
    if given := os.environ.get("BENCH_DATABASE"):
        shutil.copy(given, folder / "db.sqlite3")
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "prepare"], env=settings, check=True, stdout=subprocess.DEVNULL)
    if workshops:
        subprocess.run(
            [*manage, "make_sample", "--workshops", str(workshops)], env=settings, check=True, stdout=subprocess.DEVNULL
        )
    return Site("Green Customs", folder, 8191, settings)


def start_bare(folder):
    folder.mkdir()
    (folder / "bare.py").write_text(BARE)
    return Site("bare Django view", folder, 8192, environment(PYTHONPATH=folder), "bare:application")


def start_stock(folder):
    folder.mkdir()
    settings = environment(PYTHONPATH=folder, DJANGO_SETTINGS_MODULE="stock.settings.bench", SECRET_KEY="bench")  # noqa: S106 - no secret
    subprocess.run(
        [Path(sys.executable).with_name("wagtail"), "start", "stock", folder], check=True, stdout=subprocess.DEVNULL
    )
    text = "from .base import *\nDEBUG = False\nSECRET_KEY = 'bench'\nALLOWED_HOSTS = ['*']\n"
    text += "STORAGES['staticfiles'] = {'BACKEND': 'django.contrib.staticfiles.storage.StaticFilesStorage'}\n"
    (folder / "stock" / "settings" / "bench.py").write_text(text)
    manage = [sys.executable, str(folder / "manage.py"), "migrate", "-v0"]
    subprocess.run(manage, env=settings, cwd=folder, check=True)
    return Site("stock Wagtail page", folder, 8193, settings, "stock.wsgi:application")


def main(workshops=1000, seconds=3, rounds=3):
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder, sites = Path(name), []
        try:
            bare = start_bare(folder / "bare")
            sites.append(bare)
            stock = start_stock(folder / "stock")
            sites.append(stock)
            ours = start_ours(folder / "ours", workshops)
            sites.append(ours)
            measure(bare, stock, ours, seconds, rounds)
        finally:
            for site in sites:
                site.stop()


def measure(bare, stock, ours, seconds, rounds):
    asked = [("bare Django view", bare, "/", {}), ("stock Wagtail page, rendered", stock, "/", {})]
    for name, address in OURS.items():
        headers = PAST_THE_CACHE if "kept" not in name else {}
        asked.append((name, ours, address.format("bench=1"), headers))
    results = {name: [] for name, *_rest in asked}
    for name, site, address, headers in asked:
        status, _body = site.get(address, headers)
        if status != 200:
            raise SystemExit(f"{name}: {address} answers {status}")
    for _round in range(rounds):
        for name, site, address, headers in asked:
            results[name].append(rate(site, address, headers, seconds))
    middle = {name: statistics.median(rates) for name, rates in results.items()}
    limit, peer = middle["bare Django view"], middle["stock Wagtail page, rendered"]
    print(f"{'answers a second, median of ' + str(rounds):38}{'':>9} of bare view  of stock page")
    for name, value in middle.items():
        print(f"{name:38}{value:9,.0f} {value / limit:13.3f} {value / peer:14.2f}")
    print()
    for site in (bare, stock, ours):
        print(f"{site.name:20} start {site.seconds_to_start:5.1f} s, memory {site.memory:5.0f} MB")


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:]))
