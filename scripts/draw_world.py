"""Draw the land of the map and find the middle of each country: python scripts/draw_world.py FOLDER

FOLDER is the npm package `world-atlas` 2 (`npm install world-atlas@2`, then node_modules/world-atlas): the shapes of
Natural Earth, which are in the public domain. Writes `workshops/worldmap/land.txt`, the path of the hatched land, and
`workshops/worldmap/centroids.csv`. Both are kept in the repository; this runs only when the drawing is to change.
"""

import csv
import json
import sys
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from django_countries.data import ALT_CODES  # noqa: E402 - after the path

from workshops.worldmap.projection import HEIGHT, latitude_at, project  # noqa: E402

FOLDER = ROOT / "workshops" / "worldmap"
STEP = 8
SHORTEST = 2.5

# Codes of ISO 3166-1 that Natural Earth draws as part of another shape: latitude and longitude.
BY_HAND = {
    "BQ": (12.18, -68.25),
    "BV": (-54.42, 3.36),
    "CC": (-12.17, 96.83),
    "CX": (-10.49, 105.63),
    "GF": (3.95, -53.1),
    "GP": (16.22, -61.55),
    "MQ": (14.65, -61.0),
    "RE": (-21.13, 55.53),
    "SJ": (78.6, 16.4),
    "TK": (-9.2, -171.85),
    "TV": (-8.52, 179.2),
    "UM": (19.29, 166.63),
    "YT": (-12.82, 45.15),
    "GI": (36.14, -5.35),
}


def rings_of(atlas, name):
    """Yield for each shape its code and its rings of (longitude, latitude), each ring without a jump."""
    scale, translate = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
        arcs.append(points)
    for shape in atlas["objects"][name]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
        for polygon in polygons:
            for ring in polygon:
                yield shape.get("id"), unwrapped(arcs, ring)


def unwrapped(arcs, ring):
    points = []
    for index in ring:
        part = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += part[1:] if points else part
    whole = [points[0]]
    for longitude, latitude in points[1:]:
        before = whole[-1][0]
        whole.append((longitude + 360 * round((before - longitude) / 360), latitude))
    return whole


def hatched(rings):
    """Lines of one latitude, which the projection leaves straight, wherever there is land."""
    parts = []
    for y in range(STEP // 2, HEIGHT, STEP):
        latitude = latitude_at(y)
        crossings = []
        for ring in rings:
            for (x1, y1), (x2, y2) in pairwise(ring):
                if (y1 > latitude) != (y2 > latitude):
                    crossings.append(project(latitude, x1 + (latitude - y1) / (y2 - y1) * (x2 - x1))[0])
        crossings.sort()
        spans = [[start, end] for start, end in zip(crossings[::2], crossings[1::2], strict=True)]
        for before, after in pairwise(spans):
            if after[0] - before[1] < 2:
                after[0], before[1] = before[0], before[0]
        parts += [f"M{round(start)} {y}h{round(end - start)}" for start, end in spans if end - start >= SHORTEST]
    return "".join(parts)


def middle_of(ring):
    """The area of a ring and its centre of gravity, as latitude and longitude."""
    area = x = y = 0.0
    east, north = ring[0]
    for (x1, y1), (x2, y2) in pairwise(ring):
        x1, x2, y1, y2 = x1 - east, x2 - east, y1 - north, y2 - north
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross / 2, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if area:
        north, east = north + y / (6 * area), east + x / (6 * area)
    return abs(area), north, (east + 180) % 360 - 180


def middles(atlas):
    numbers = {number: code for code, (_alpha3, number) in ALT_CODES.items()}
    largest = {}
    for number, ring in rings_of(atlas, "countries"):
        code = numbers.get(int(number)) if number else None
        if code:
            largest[code] = max(largest.get(code, (0,)), middle_of(ring))
    found = {code: (latitude, longitude) for code, (_area, latitude, longitude) in largest.items()} | BY_HAND
    missing = sorted(set(numbers.values()) - set(found))
    if missing:
        raise SystemExit(f"No shape for {missing}: add them to BY_HAND.")
    return found


def main(folder):
    def read(name):
        return json.loads((Path(folder) / f"{name}.json").read_text(encoding="utf-8"))

    land = hatched([ring for _code, ring in rings_of(read("land-50m"), "land")])
    (FOLDER / "land.txt").write_text(land + "\n", encoding="ascii")
    with (FOLDER / "centroids.csv").open("w", encoding="ascii", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "latitude", "longitude"])
        for code, (latitude, longitude) in sorted(middles(read("countries-10m")).items()):
            writer.writerow([code, f"{latitude:.2f}", f"{longitude:.2f}"])


if __name__ == "__main__":
    main(sys.argv[1])
