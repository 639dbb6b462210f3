"""Countries and areas in a table: by code, or by name in any of the six languages."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django_countries import countries

from .kinds import LookedUp


def all_names():
    """Each code with its name in the active language, and with all else that is understood."""
    named = {code: set() for code, _name in countries}
    for language, _label in settings.LANGUAGES:
        with override(language):
            for code, name in countries:
                named[code].add(str(name))
    for code, name in countries:
        yield code, str(name), [*named[code], countries.alpha3(code)]


class CountryCode(LookedUp):
    """A country or area by its code of ISO 3166-1."""

    written = _("the two-letter code of ISO 3166-1, such as BY")

    def __init__(self):
        super().__init__(all_names, _("“%(text)s” is not the code or the name of a country in our list."))
