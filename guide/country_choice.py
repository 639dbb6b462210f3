"""“I am in …”: the country that a reader chose, by the address or by a cookie that the reader asked for.

Nothing is kept unless the reader ticks the box. An answer that depends on the cookie is for that reader alone, so
whatever caches pages must let requests with this cookie through.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django_countries import countries

from greencustoms.core.countries import country_name

COOKIE = "country"
A_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True)
class CountryChoice:
    """The country chosen, if any, and whether the reader asked to keep it or to forget it."""

    code: str
    is_kept: bool = False
    keep: bool = False
    forget: bool = False

    @property
    def name(self):
        return country_name(self.code)

    def finish(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Set or take away the cookie as asked, and keep an answer that depends on it out of shared caches."""
        if self.forget:
            response.delete_cookie(COOKIE, samesite="Lax")
        elif self.keep:
            secure = request.is_secure()
            response.set_cookie(COOKIE, self.code, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")
        if self.forget or self.keep or COOKIE in request.COOKIES:
            patch_cache_control(response, private=True)
        # Also without the cookie: a copy kept before the choice must not be shown after it.
        patch_vary_headers(response, ["Cookie"])
        return response


def valid_code(code: str) -> str:
    """That code in capitals if it is one of ISO 3166-1, otherwise nothing."""
    code = code.strip()[:10].upper()
    return code if code in countries.countries else ""


def chosen_country(request: HttpRequest) -> CountryChoice:
    """The country that the address names; where it names none, that of the cookie."""
    if "forget" in request.GET:
        return CountryChoice("", forget=True)
    kept = valid_code(request.COOKIES.get(COOKIE, ""))
    if "country" not in request.GET:
        return CountryChoice(kept, is_kept=bool(kept))
    code = valid_code(request.GET["country"])
    keep = bool(code) and "keep" in request.GET
    return CountryChoice(code, is_kept=keep or (bool(code) and code == kept), keep=keep)


def country_options() -> list[tuple[str, str]]:
    """All countries and areas, by their names in the active language."""
    return options_in(get_language())


@lru_cache(maxsize=16)
def options_in(language):
    return [(code, str(name)) for code, name in countries]
