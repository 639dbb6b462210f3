"""How long the finder takes over 5,000 items, in this process: python bench/finder.py [items] [rounds].

The items are made up of the real ones: names with exchanged syllables, codes of their own. Prints milliseconds of one
`answer`, without the one small query for the stamp of the content; and the same as a multiple of looking the query
up in a dict, which no search can beat.
"""

import os
import random
import statistics
import sys
import time
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greencustoms.settings.test")

import django  # noqa: E402 - after the path

django.setup()

from guide.finder.index import Index  # noqa: E402
from guide.finder.loading import CategoryRecord, ItemRecord, ItemVersion, Records  # noqa: E402
from guide.finder.query import read_query  # noqa: E402
from guide.finder.ranking import answer  # noqa: E402
from guide.finder.records import CategorySummary, ChapterSummary  # noqa: E402
from guide.identifiers import Kind, cas_check_digit, normalise, write_cas  # noqa: E402

GOAL = 30.0
VOWELS = "aeiouаеиоу"


def read(name):
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def items(count, chance):
    """Yield names, codes and the real item behind each: the real ones first, then others that look like them."""
    real, words = read("content/items.yaml"), {}
    for entry in read("content/finder-words.yaml"):
        found = [word for key, listed in entry.items() if key != "items" for word in listed]
        for slug in entry["items"]:
            words.setdefault(slug, []).extend(found)
    for number in range(count):
        item = real[number % len(real)]
        lists = (item.get(key) or [] for key in ("synonyms", "common_names", "scientific_names", "trade_names"))
        names = [item["name"], *(name for listed in lists for name in listed), *words.get(item["slug"], [])]
        codes = {Kind.CAS: item.get("cas"), Kind.HS: item.get("hs2022"), Kind.UN: item.get("un")}
        if number >= len(real):
            names = [mixed(name, chance) for name in names]
            body = str(chance.randrange(10_000, 9_999_999))
            heading = f"{chance.randrange(2801, 3900)}.{chance.randrange(10, 99)}"
            codes = {Kind.CAS: [write_cas(f"{body}{cas_check_digit(body)}")], Kind.HS: [heading]}
        yield names, codes, item


def mixed(name, chance):
    """The same words, in each one syllable exchanged: as long and as much alike as real names are."""

    def exchange(word):
        return word.replace(chance.choice(VOWELS), chance.choice(VOWELS) + chance.choice("rlnts"), 1)

    return " ".join(exchange(word) for word in name.split())


def build(count):
    chance = random.Random(1)  # noqa: S311 - the same items each time
    categories = {"1": CategoryRecord({"en": CategorySummary("wildlife", "Wildlife", "en", "wild", "", "")})}
    chapters = {"1": {"en": ChapterSummary("1", "cites", "CITES", "en", 3)}}
    records = []
    for number, (names, codes, item) in enumerate(items(count, chance)):
        list_name, note = item["listings"][0]["list"], item.get("note") or "-"
        listings = (("1", list_name, "", ""),)
        version = ItemVersion(number, str(number), f"item-{number}", names[0], "en", "", note, "1", listings)
        marks = [(kind, value, normalise(kind, value)) for kind, values in codes.items() for value in values or []]
        named = [("name", names[0]), *((Kind.COMMON_NAME, name) for name in names[1:])]
        named += [("note", note), ("list", f"CITES {list_name}")]
        records.append(ItemRecord({"en": version}, marks, named))
    started = time.perf_counter()
    index = Index(Records(records, categories, chapters))
    return index, time.perf_counter() - started


def main(count=5000, rounds=3):
    index, first = build(count)
    _index, again = build(count)
    print(f"{count} items, {len(index.names)} names, {len(index.vocabulary)} words")
    print(f"index arranged in {first:.2f} s, with its names known already in {again:.2f} s")
    files = (read(f"tests/guide/{name}.yaml") for name in ("finder_queries", "finder_queries_outside"))
    parts = [part for file in files for part in file.values()]
    asked = [query[0] if isinstance(query, list) else query for part in parts for query in part]
    times, busy = [], []
    for text in asked * rounds:
        started, began = time.perf_counter(), time.process_time()
        answer(index, read_query(text), "en")
        times.append(1000 * (time.perf_counter() - started))
        busy.append(1000 * (time.process_time() - began))
    known = {text: text for text in asked}
    started = time.perf_counter()
    for text in asked * 100:
        known.get(text)
    bare = 1000 * (time.perf_counter() - started) / (100 * len(asked))
    cuts = statistics.quantiles(times, n=100)
    middle, high = cuts[49], cuts[94]
    print(
        f"{len(times)} answers: p50 {middle:.2f} ms, p95 {high:.2f} ms, p99 {cuts[98]:.2f} ms, worst {max(times):.2f} ms"
    )
    on_cpu = statistics.quantiles(busy, n=100)
    print(f"of it on the processor: p50 {on_cpu[49]:.2f} ms, p95 {on_cpu[94]:.2f} ms, p99 {on_cpu[98]:.2f} ms")
    print(f"a dict look-up takes {bare * 1000:.2f} µs: p50 is {middle / bare:,.0f} and p95 {high / bare:,.0f} of them")
    print(f"goal p95 < {GOAL:.0f} ms: {'met' if high < GOAL else 'missed'}")


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:]))
