"""Where a place of the earth lies on the drawing: the Equal Earth projection, which keeps areas true.

After Šavrič, Patterson and Jenny, "The Equal Earth map projection" (2018). The drawing is cut in the Bering Strait,
where there is no land.
"""

from math import asin, cos, pi, radians, sin, sqrt

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
MIDDLE = 11.1
SCALE = 200.0
TOP = 83.7
BOTTOM = -56.5
HALF_WIDTH = 2 * sqrt(3) * pi / (3 * A1)


def height_of(latitude: float) -> float:
    """The distance from the equator, upwards, before scaling."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    return theta * (A1 + A2 * theta**2 + theta**6 * (A3 + A4 * theta**2))


WIDTH = round(2 * HALF_WIDTH * SCALE)
HEIGHT = round((height_of(TOP) - height_of(BOTTOM)) * SCALE)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Return the place on the drawing, from its upper left corner."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    turned = (longitude - MIDDLE + 180) % 360 - 180
    narrowing = A1 + 3 * A2 * theta**2 + theta**6 * (7 * A3 + 9 * A4 * theta**2)
    x = 2 * sqrt(3) * radians(turned) * cos(theta) / (3 * narrowing)
    return (HALF_WIDTH + x) * SCALE, (height_of(TOP) - height_of(latitude)) * SCALE


def latitude_at(y: float) -> float:
    """Return the latitude of a line of the drawing, found by halving."""
    low, high = BOTTOM - 5, 90.0
    for _step in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if (height_of(TOP) - height_of(middle)) * SCALE < y else (middle, high)
    return low
