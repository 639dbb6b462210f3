"""Languages that documents, modules and workshops come in: the six of the UN first, then others we meet."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import to_locale

LANGUAGE_CHOICES = [
    ("ar", _("Arabic")),
    ("zh-hans", _("Chinese")),
    ("en", _("English")),
    ("fr", _("French")),
    ("ru", _("Russian")),
    ("es", _("Spanish")),
    ("de", _("German")),
    ("id", _("Indonesian")),
    ("fa", _("Persian")),
    ("pt", _("Portuguese")),
    ("sw", _("Swahili")),
    ("th", _("Thai")),
    ("tr", _("Turkish")),
    ("vi", _("Vietnamese")),
]

LANGUAGE_NAMES = dict(LANGUAGE_CHOICES)

RIGHT_TO_LEFT = frozenset({"ar", "fa"})


def direction(language_code: str) -> str:
    """Return the value of the `dir` attribute for text in that language."""
    return "rtl" if language_code.split("-")[0] in RIGHT_TO_LEFT else "ltr"


@cache
def interface_language(language_code: str) -> str:
    """Return the language the words of the site itself appear in: English where they are not translated."""
    catalogues = (
        Path(folder) / to_locale(language_code) / "LC_MESSAGES" / "django.mo" for folder in settings.LOCALE_PATHS
    )
    return language_code if any(path.is_file() for path in catalogues) else settings.LANGUAGE_CODE
