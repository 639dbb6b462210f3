"""The name a file came with, made safe to store, to show and to offer for saving."""

import re
import unicodedata
from pathlib import PurePosixPath

CHARACTERS_AT_MOST = 120
ENDING_AT_MOST = 10
FORBIDDEN = re.compile(r'[<>:"|?*\\/\x00-\x1f\x7f]+')
# Names that Windows keeps for devices.
DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)$")


def clean_name(name: str, fallback: str = "file") -> str:
    """Return that name without folders, control characters, marks that turn the direction, and signs no system takes."""
    bare = str(name or "").replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(sign for sign in unicodedata.normalize("NFC", bare) if is_visible(sign))
    tidy = " ".join(FORBIDDEN.sub(" ", shown).split()).rstrip(". ")
    if tidy.startswith("."):
        # Such names are hidden, or settings of a web server.
        tidy = f"{fallback}.{tidy.lstrip('. ')}"
    path = PurePosixPath(tidy or fallback)
    ending = path.suffix[: ENDING_AT_MOST + 1].rstrip(". ")
    stem = path.name[: len(path.name) - len(path.suffix)].strip(". ")[: CHARACTERS_AT_MOST - len(ending)]
    if not stem or DEVICES.match(stem):
        stem = f"{fallback}-{stem}".strip("-")
    return f"{stem}{ending}"


def ending_of(name: str) -> str:
    """The ending of a cleaned name, in lower case and without its dot."""
    return PurePosixPath(name).suffix.lower().removeprefix(".")


def with_ending(name: str, ending: str) -> str:
    return f"{PurePosixPath(name).stem}.{ending}"


def is_visible(sign):
    """Not a control, a direction mark, a surrogate or a sign without meaning; spaces of all kinds are visible."""
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")
