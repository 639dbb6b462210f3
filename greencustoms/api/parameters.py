"""What may be asked for: the query parameters that several data sets share.

An empty value asks for nothing. Everything else that makes no sense is refused with 400: a filter that was misspelt
must not look like an answer.
"""

from typing import Literal

from django.conf import settings
from django_countries import countries
from ninja import Field, Schema

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
PER_PAGE = 50
MOST_PER_PAGE = 200
LAST_PAGE = 10_000
LONGEST_SLUG = 255

Language = Literal[LANGUAGES]
Country = Literal[("", *sorted(countries.countries))]


class InLanguage(Schema):
    language: Language = Field(
        settings.LANGUAGE_CODE,
        description="Language of the texts. What is not translated comes in English; `language` of each record says so.",
    )


class Listing(InLanguage):
    page: int = Field(1, ge=1, le=LAST_PAGE, description="Which page of the list.")
    per_page: int = Field(PER_PAGE, ge=1, le=MOST_PER_PAGE, description="How many records a page has.")


def slug(description: str):
    """A parameter that names something by the last part of its address."""
    return Field("", max_length=LONGEST_SLUG, pattern=r"^[a-z0-9_-]*$", description=description)


def country(description: str = "Country or area: ISO 3166-1 alpha-2 code in capitals, as `KE`."):
    return Field("", description=description)


def words(description: str):
    return Field("", max_length=200, description=description)


def one_of(choices):
    """One of the values of a field with fixed choices, or nothing."""
    return Literal[("", *choices.values)]
