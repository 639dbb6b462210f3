"""Countries as people type them: one to a line, with the number of participants before or after the name."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from greencustoms.core.countries import country_name
from greencustoms.core.folding import fold
from greencustoms.core.tabular.country_names import CountryCode

NUMBER = re.compile(r"^\s*(?:(?P<before>\d{1,6})[\s:;,–-]+)?(?P<name>.*?)(?:[\s:;,–(-]+(?P<after>\d{1,6})\)?)?\s*$")
LINES_AT_MOST = 250
LONGEST_LINE = 120


@dataclass(frozen=True)
class CountryLine:
    code: str
    participants: int | None = None


@lru_cache(maxsize=16)
def country_words(language):
    """The code of each country by its folded names; "did you mean" speaks the active language."""
    return CountryCode()


def read_line(text) -> CountryLine:
    """Return the country of a line such as "Kenya 12", "12 Kenya", "KE: 12" or "Kenya". Raises ValueError."""
    if len(text) > LONGEST_LINE:
        raise ValueError(text)
    match = NUMBER.match(text)
    name = match["name"].strip(" .:;,–-")
    number = match["after"] or match["before"]
    code = country_words(get_language()).index.get(fold(name))
    if not code:
        raise ValueError(name)
    return CountryLine(code, int(number) if number else None)


class CountriesField(forms.CharField):
    """A text area that reads as a list of CountryLine, and names every line that it cannot read."""

    widget = forms.Textarea

    def to_python(self, value):
        lines = [line for line in (super().to_python(value) or "").splitlines() if line.strip()]
        if len(lines) > LINES_AT_MOST:
            raise ValidationError(_now("There are more than %(count)d lines.") % {"count": LINES_AT_MOST})
        found, errors = {}, []
        for line in lines:
            try:
                country = read_line(line)
            except ValueError as error:
                words = country_words(get_language())
                errors.append(words.unknown(str(error) or line))
                continue
            if country.code in found:
                errors.append(_now("%(country)s is there twice.") % {"country": country_name(country.code)})
            found[country.code] = country
        if errors:
            raise ValidationError(errors)
        return list(found.values())

    def has_changed(self, initial, data):
        return (initial or "") != (data or "")


def as_lines(countries) -> str:
    """Write pairs of code and number as they are typed, in the active language."""
    return "\n".join(
        country_name(code) if number is None else f"{country_name(code)} {number}" for code, number in countries
    )


COUNTRIES_HELP = _("One to a line, with the number of participants if you know it: Kenya 12.")
