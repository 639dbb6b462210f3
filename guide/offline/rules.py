"""The rules of the finder as plain values that a browser reads, so that each rule and word list is written once.

Patterns are written again for JavaScript (flag `u`): the script holds no pattern of its own for a code.
"""

import re

from greencustoms.core import stemming

from .. import identifiers
from ..finder import chemistry, names, patterns, subjects, text

NOT_IN_CLASS = {r"\ ": " ", r"\-": "-", r"\#": "#", r"\&": "&", r"\~": "~", r"\w": r"[\p{L}\p{N}_]"}
CLASSES = {r"[^\W\d_]": r"[\p{L}\p{Nl}\p{No}]", r"[^\W_]": r"[\p{L}\p{N}]"}
EDGE = r"(?:(?<=[\p{L}\p{N}_])(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_])(?=[\p{L}\p{N}_]))"
PIECE = re.compile(r"\[\^\\W\\d_\]|\[\^\\W_\]|\[(?:\\.|[^\]\\])+\]|\(\?P<|\\.|.", re.DOTALL)


def for_javascript(pattern: re.Pattern) -> str:
    r"""Return the source of a pattern as JavaScript writes it.

    >>> for_javascript(re.compile(r"(?P<a>\d)\ \-\b[^\W_]")).startswith(r"(?<a>\d) -(?:")
    True
    """
    written = []
    for piece in PIECE.findall(pattern.pattern):
        if piece == "(?P<":
            piece = "(?<"
        elif piece == r"\b":
            piece = EDGE
        written.append(CLASSES.get(piece) or NOT_IN_CLASS.get(piece, piece))
    return "".join(written)


PATTERNS = {
    "cas": patterns.CAS,
    "casNamed": patterns.CAS_NAMED,
    "unNamed": patterns.UN_NAMED,
    "plate": patterns.PLATE,
    "hsNamed": patterns.HS_NAMED,
    "hsDotted": patterns.HS_DOTTED,
    "numeric": patterns.NUMERIC,
    "refrigerant": patterns.REFRIGERANT,
    "refrigerantAlone": patterns.REFRIGERANT_ALONE,
    "halon": patterns.HALON,
    "basel": patterns.BASEL,
    "schedule": patterns.SCHEDULE,
    "scheduleAlone": patterns.SCHEDULE_ALONE,
    "event": patterns.EVENT,
    "refrigerantKey": identifiers.REFRIGERANT,
    "halocarbon": chemistry.NAME,
    "part": chemistry.PART,
    "russianEnding": stemming.RUSSIAN_ENDINGS,
    "invisible": text.INVISIBLE,
}


def table(translation: dict) -> dict[str, str]:
    """A table of `str.maketrans` by the signs themselves."""
    return {chr(sign): other or "" for sign, other in translation.items()}


def rules() -> dict:
    return {
        "patterns": {name: for_javascript(pattern) for name, pattern in PATTERNS.items()},
        "letters": table(text.LETTERS),
        "lookAlikes": {chr(sign): chr(other) for sign, other in identifiers.LOOK_ALIKES.items()},
        "dashes": "".join(table(identifiers.DASHES)),
        "variants": text.VARIANTS,
        "variantWords": text.VARIANT_WORDS,
        "families": chemistry.FAMILIES,
        "roots": chemistry.ROOTS,
        "chains": chemistry.CHAINS,
        "cyrillic": chemistry.CYRILLIC,
        "arabicPrefixes": stemming.ARABIC_PREFIXES,
        "arabicEndings": stemming.ARABIC_ENDINGS,
        "stopWords": sorted(names.STOP_WORDS),
        "weakWords": sorted(names.WEAK_WORDS),
        "general": sorted(subjects.GENERAL),
    }
