import gzip
import re
import xml.etree.ElementTree as ET

import pytest
from django.utils.translation import override
from django_countries import countries
from wagtail.models import PageViewRestriction

from greencustoms.core.memo import forget
from tests.factories.pages import WorkshopPageFactory
from workshops.figures import held
from workshops.models import WorkshopPage
from workshops.worldmap.places import CITIES, land, locate, middles
from workshops.worldmap.points import Point, points_of
from workshops.worldmap.projection import HEIGHT, WIDTH, latitude_at, project

HELD = WorkshopPage.Status.HELD


@pytest.fixture(autouse=True)
def fresh_memory():
    forget()


def page(client, address="/en/workshops/"):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_every_country_has_a_middle_and_it_lies_on_the_globe():
    assert set(middles()) == set(countries.countries)
    assert all(-90 <= latitude <= 90 and -180 <= longitude <= 180 for latitude, longitude in middles().values())


def test_every_known_city_lies_in_a_country_and_near_its_middle():
    for (code, city), (latitude, longitude) in CITIES.items():
        middle = middles()[code]
        assert abs(middle[0] - latitude) < 15, city
        assert abs(middle[1] - longitude) < 25, city


def test_the_projection_puts_the_equator_and_the_middle_where_they_belong():
    x, y = project(0, 11.1)
    assert x == pytest.approx(WIDTH / 2, abs=1)
    assert project(40, 11.1)[1] < y < project(-40, 11.1)[1]
    assert project(0, -168)[0] < 20 and project(0, -170)[0] > WIDTH - 20  # noqa: PT018 - two ends of one cut
    assert latitude_at(project(33.5, 0)[1]) == pytest.approx(33.5, abs=0.01)


def is_land(latitude, longitude):
    x, y = project(latitude, longitude)
    spans = re.findall(r"M(\d+) (\d+)h(\d+)", land())
    return any(abs(int(line) - y) <= 4 and int(start) <= x <= int(start) + int(width) for start, line, width in spans)


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        pytest.param(53.9, 27.6, True, id="Minsk"),
        pytest.param(-10, -55, True, id="Mato Grosso"),
        pytest.param(-25, 134, True, id="Australia"),
        pytest.param(66, 170, True, id="Chukotka"),
        pytest.param(0, -30, False, id="Atlantic"),
        pytest.param(-20, 80, False, id="Indian Ocean"),
        pytest.param(65.8, -168.9, False, id="Bering Strait"),
    ],
)
def test_land_is_drawn_where_there_is_land(latitude, longitude, expected):
    assert is_land(latitude, longitude) is expected


def test_a_known_city_has_its_own_point_and_any_other_place_that_of_its_country():
    assert locate("PY", "asuncion") == ("Asunción", (-25.3, -57.6))
    assert locate("PY", "Nowhere") == ("", middles()["PY"])
    assert locate("XX", "Minsk") is None


def test_more_workshops_make_a_larger_point_up_to_a_limit():
    radii = [Point("BY", "Minsk", 53.9, 27.6, count).radius for count in (1, 2, 100, 10_000)]
    assert radii[0] < radii[1] < radii[2] == radii[3]


@pytest.mark.django_db
def test_workshops_of_one_place_share_a_point(record, year_2030):
    WorkshopPageFactory(parent=year_2030, place="BUCHAREST ", country="RO", status=HELD)

    points = points_of(held(WorkshopPage.objects.in_record("en")))

    assert [(point.code, point.city, point.count) for point in points] == [("RO", "", 2), ("PY", "Asunción", 1)]


@pytest.mark.django_db
def test_only_workshops_held_that_a_visitor_can_see_are_on_the_map(client, record, year_2030):
    draft = WorkshopPageFactory(parent=year_2030, country="NZ", status=HELD, live=False)
    private = WorkshopPageFactory(parent=year_2030, country="IS", status=HELD)
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    text = page(client)

    assert "countries/ro/" in text
    assert "countries/by/" not in text
    assert "countries/nz/" not in text
    assert "countries/is/" not in text
    draft.refresh_from_db()
    assert not draft.live


@pytest.mark.django_db
def test_each_point_is_a_link_with_a_name_and_the_table_says_the_same(client, record):
    text = page(client)
    drawing = ET.fromstring(re.search(r'<svg viewBox[^>]*role="group".*?</svg>', text, re.S).group())  # noqa: S314
    links = {link.get("href"): link.get("aria-label") for link in drawing.iter("a")}

    assert links == {
        "/en/workshops/countries/py/": "Asunción, Paraguay: 1 workshop",
        "/en/workshops/countries/ro/": "Romania: 1 workshop",
    }
    table = text.split("held, by place")[1].split("</table>")[0]
    assert re.findall(r'href="([^"]+)"', table) == ["/en/workshops/countries/py/", "/en/workshops/countries/ro/"]
    assert " style=" not in text


@pytest.mark.django_db
def test_the_map_follows_the_record(client, record, year_2030):
    assert "countries/fj/" not in page(client)
    WorkshopPageFactory(parent=year_2030, country="FJ", place="Suva", status=HELD)
    assert "countries/fj/" in page(client)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["?year=2012", "?sort=title"])
def test_a_filtered_list_has_no_map_of_the_whole(client, record, query):
    assert 'class="land"' not in page(client, f"/en/workshops/{query}")


def test_a_place_outside_the_drawing_is_put_on_its_edge():
    numbers = [float(number) for number in re.findall(r"[\d.]+", Point("AQ", "", -77, 0, 1).path)]
    assert max(numbers[1::2]) <= HEIGHT


@pytest.mark.django_db
def test_the_map_of_all_countries_weighs_less_than_forty_kilobytes():
    from django.template.loader import render_to_string

    from workshops.worldmap.points import drawing_of

    points = [Point(code, "", *where, 3) for code, where in middles().items()]
    text = render_to_string("components/world_map.html", {"map": drawing_of(points), "index_url": "/en/workshops/"})
    assert len(gzip.compress(text.encode())) < 40_000


def test_a_city_has_the_same_point_in_every_language_and_its_own_name(in_french):
    in_french.place = "Мінск"
    in_french.save_revision().publish()

    with override("fr"):
        (point,) = points_of(WorkshopPage.objects.in_record("fr"))

    assert (point.city, point.latitude) == ("Мінск", CITIES["BY", "Minsk"][0])
