"""Pages without pictures, for readers on slow or dear links: by the switch in the foot, or by the browser's Save-Data."""

from django.http import HttpRequest

COOKIE = "view"
TEXT_ONLY = "text"


def is_light(request: HttpRequest | None) -> bool:
    """Whether this reader wants pages without pictures."""
    if request is None:
        return False
    return request.COOKIES.get(COOKIE) == TEXT_ONLY or request.headers.get("Save-Data", "").lower() == "on"
