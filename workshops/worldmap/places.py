"""Where a place lies: the cities that are in the record, and for all others the middle of their country."""

import csv
from functools import lru_cache
from pathlib import Path

from greencustoms.core.folding import fold

FOLDER = Path(__file__).parent

# Latitude and longitude of cities, to a tenth of a degree: on the drawing that is less than one unit.
CITIES = {
    ("AE", "Abu Dhabi"): (24.5, 54.4),
    ("BY", "Minsk"): (53.9, 27.6),
    ("CN", "Ningbo"): (29.9, 121.6),
    ("CN", "Shanghai"): (31.2, 121.5),
    ("GH", "Accra"): (5.6, -0.2),
    ("HU", "Budapest"): (47.5, 19.0),
    ("KR", "Seoul"): (37.6, 127.0),
    ("KZ", "Astana"): (51.2, 71.4),
    ("MV", "Malé"): (4.2, 73.5),
    ("MW", "Lilongwe"): (-14.0, 33.8),
    ("MX", "Mexico City"): (19.4, -99.1),
    ("PY", "Asunción"): (-25.3, -57.6),
    ("RW", "Kigali"): (-1.9, 30.1),
    ("TH", "Bangkok"): (13.8, 100.5),
    ("TJ", "Dushanbe"): (38.6, 68.8),
    ("TM", "Ashgabat"): (38.0, 58.4),
    ("TZ", "Arusha"): (-3.4, 36.7),
    ("ZW", "Victoria Falls"): (-17.9, 25.8),
}
BY_NAME = {(code, fold(city)): (city, where) for (code, city), where in CITIES.items()}


@lru_cache(maxsize=1)
def middles():
    """The middle of each country or area, by its code."""
    with (FOLDER / "centroids.csv").open(encoding="ascii", newline="") as file:
        return {row["code"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def land():
    """The hatched land, as the path of a drawing. Made by `scripts/draw_world.py`."""
    return (FOLDER / "land.txt").read_text(encoding="ascii").strip()


def is_city(code: str, place: str) -> bool:
    """Whether the map knows where that city lies."""
    return (code, fold(place)) in BY_NAME


def locate(code: str, place: str):
    """Return the city, if it is a known one, and its latitude and longitude; None for a country that is unknown."""
    known = BY_NAME.get((code, fold(place)))
    if known:
        return known
    return ("", middles()[code]) if code in middles() else None
