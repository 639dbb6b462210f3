"""The points of the map: one for each place where workshops were held, larger where there were more."""

from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin, sqrt

from django.conf import settings
from django.db.models import Count
from django.template.loader import render_to_string
from django.utils.translation import get_language

from greencustoms.core.countries import country_name
from greencustoms.core.folding import fold
from greencustoms.core.memo import remember

from .places import is_city, land, locate
from .projection import HEIGHT, WIDTH, project

SMALLEST, LARGEST = 6, 22
EDGE = 10


@dataclass(frozen=True)
class Point:
    """A place on the map. The city is empty where only the country is known to the map."""

    code: str
    city: str
    latitude: float
    longitude: float
    count: int

    @property
    def country(self):
        return country_name(self.code)

    @property
    def name(self):
        return f"{self.city}, {self.country}" if self.city else self.country

    @property
    def radius(self):
        """The area grows with the number, up to a limit."""
        return min(SMALLEST * sqrt(self.count), LARGEST)

    @property
    def path(self):
        """An octagon round the place."""
        x, y = project(self.latitude, self.longitude)
        x, y = (min(max(value, EDGE), size - EDGE) for value, size in ((x, WIDTH), (y, HEIGHT)))
        corners = [(side + 0.5) * pi / 4 for side in range(8)]
        return "M" + "L".join(f"{x + self.radius * cos(a):.1f} {y + self.radius * sin(a):.1f}" for a in corners) + "z"


def points_of(workshops) -> list[Point]:
    """Count the workshops of each place; those that share a point are counted together. Large points come first."""
    counted, names = {}, {}
    rows = list(workshops.order_by().values_list("country", "place").annotate(number=Count("pk")))
    english = english_places(workshops, [place for code, place, _number in rows if not is_city(code, place)])
    for code, place, number in rows:
        found = locate(code, english.get((code, place), place))
        if found:
            city, where = found
            names.setdefault((code, where), place if city and (code, place) in english else city)
            counted[code, where] = counted.get((code, where), 0) + number
    points = [Point(code, names[code, where], *where, count) for (code, where), count in counted.items()]
    return sorted(points, key=lambda point: (-point.count, point.code, point.city))


def english_places(workshops, places):
    """What places are called in the English record, by country and the name in the language of the reader."""
    if not places or get_language() == settings.LANGUAGE_CODE:
        return {}
    unknown = workshops.order_by().filter(place__in=places)
    originals = workshops.model.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE, translation_key__in=unknown.values("translation_key")
    )
    in_english = dict(originals.values_list("translation_key", "place"))
    rows = unknown.values_list("country", "place", "translation_key")
    return {(code, place): in_english[key] for code, place, key in rows if key in in_english}


def world_map(workshops, of: str, countries_url: str) -> str:
    """Return the drawing and its table as markup, remembered until content changes; empty if there is nothing on it.

    `of` says whose workshops they are; the points lead to addresses under `countries_url`.
    """
    points = remember(("points of the map", of, get_language()), lambda: tuple(points_of(workshops)))
    return draw(points, get_language(), countries_url)


@lru_cache(maxsize=32)
def draw(points, language, countries_url):
    """Most changes of content move no point; so a drawing is kept for as long as its points are the same."""
    context = {"map": drawing_of(points), "countries_url": countries_url}
    return render_to_string("components/map_and_table.html", context) if points else ""


def drawing_of(points: list[Point]):
    """The drawing in one order, so that small points lie over large ones; the table in the order of the names."""
    return {
        "land": land(),
        "width": WIDTH,
        "height": HEIGHT,
        "points": points,
        "rows": sorted(points, key=lambda point: (fold(point.country), fold(point.city))),
        "count": sum(point.count for point in points),
    }
