"""The codes and names by which goods are known: how each kind is written, checked and compared.

`normalise` gives the form in which two spellings of one code are equal, `problem_with` says what is wrong with a
value as a person wrote it. Both are pure functions; nothing here touches the database.
"""

import re
import unicodedata
from functools import lru_cache

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    HS = "hs", _("HS code")
    CAS = "cas", _("CAS number")
    UN = "un", _("UN number")
    ASHRAE = "ashrae", _("refrigerant number (ASHRAE)")
    TRADE_NAME = "trade-name", _("trade name")
    SYNONYM = "synonym", _("other chemical name")
    SCIENTIFIC_NAME = "scientific-name", _("scientific name")
    COMMON_NAME = "common-name", _("common name")
    BASEL_CODE = "basel-code", _("Basel code")
    ANNEX_CODE = "annex-code", _("number in a schedule or annex")
    EVENT_CODE = "event-code", _("unique identifier of an LMO")
    CN = "cn", _("CN code (European Union)")
    OTHER = "other", _("other mark")


NAME_KINDS = frozenset({Kind.TRADE_NAME, Kind.SYNONYM, Kind.SCIENTIFIC_NAME, Kind.COMMON_NAME, Kind.OTHER})

# Letters of other scripts that look like the Latin ones of codes: А1181 typed on a Cyrillic keyboard is A1181.
LOOK_ALIKES = str.maketrans("АВСЕНКМОРТХУЅІЈΑΒΕΗΙΚΜΝΟΡΤΧΥ", "ABCEHKMOPTXYSIJABEHIKMNOPTXY")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－·•", "-"))


def plain_code(value: str) -> str:
    """Return a code in upper case with Latin letters, ASCII digits and plain hyphens.

    >>> plain_code("а1181"), plain_code("٢٩٠٣"), plain_code("75–71–8")
    ('A1181', '2903', '75-71-8')
    """
    return "".join(map(plain_sign, unicodedata.normalize("NFKC", value))).strip()


@lru_cache(maxsize=4096)
def plain_sign(sign: str) -> str:
    """One sign of a code; always one sign again, so that places in the text stay what they are."""
    sign = sign.translate(DASHES)
    upper = sign.upper() if len(sign.upper()) == 1 else sign
    digit = unicodedata.digit(upper, None)
    return upper.translate(LOOK_ALIKES) if digit is None else str(digit)


def digits_of(value: str) -> str:
    return "".join(sign for sign in plain_code(value) if sign in "0123456789")


def cas_check_digit(body: str) -> int:
    """Return the last digit of a CAS number: the sum of its other digits, each times its place from the right, mod 10.

    The rule of the Chemical Abstracts Service, https://www.cas.org/support/documentation/chemical-substances/checkdig.

    >>> cas_check_digit("7571")
    8
    """
    return sum(place * int(digit) for place, digit in enumerate(reversed(body), start=1)) % 10


def is_cas(digits: str) -> bool:
    """Whether these digits, written without hyphens, can be a CAS number: 5 to 10 of them, the last one right.

    >>> is_cas("75718"), is_cas("75719"), is_cas("718")
    (True, False, False)
    """
    if not (digits.isascii() and digits.isdigit() and 5 <= len(digits) <= 10):
        return False
    return cas_check_digit(digits[:-1]) == int(digits[-1])


def write_cas(digits: str) -> str:
    """Put the hyphens into the digits of a CAS number.

    >>> write_cas("75718")
    '75-71-8'
    """
    return f"{digits[:-3]}-{digits[-3:-1]}-{digits[-1]}"


def write_hs(digits: str) -> str:
    """Write an HS code as the Harmonized System does: a heading as 29.03, longer codes as 2903.77.

    >>> write_hs("2903"), write_hs("290377"), write_hs("29037710"), write_hs("29")
    ('29.03', '2903.77', '2903.77.10', '29')
    """
    if len(digits) <= 2:
        return digits
    if len(digits) <= 4:
        return f"{digits[:2]}.{digits[2:]}"
    return ".".join([digits[:4], *(digits[at : at + 2] for at in range(4, len(digits), 2))])


# A refrigerant number: digits, then letters of the isomer or blend, or B and a number for bromine; HFC-43-10mee has two.
REFRIGERANT = re.compile(r"(?P<number>\d{2,4}(?:-10)?)[ -]?(?P<letters>[A-Z]{0,3}\d?)")


def refrigerant_key(value: str) -> str:
    """Return the refrigerant number in a code without the prefix that traders vary; empty where there is none.

    R-12, CFC-12, Freon 12 and F12 are one gas: ANSI/ASHRAE Standard 34 gives the number, traders the word before it.

    >>> refrigerant_key("R-134A"), refrigerant_key("HFC 43-10mee"), refrigerant_key("R 12 B1"), refrigerant_key("12")
    ('134a', '4310mee', '12b1', '12')
    >>> refrigerant_key("R-1234ze(E)"), refrigerant_key("R")
    ('1234zee', '')
    """
    code = re.sub(r"^[^0-9]*|[()]", "", plain_code(value))
    match = REFRIGERANT.fullmatch(code)
    return (match["number"].replace("-", "") + match["letters"]).lower() if match else ""


def event_key(value: str) -> str:
    """Return an LMO's unique identifier for comparing: its zeros are written Ø, and often typed as the letter O."""
    return re.sub(r"[^0-9A-Z]", "", plain_code(value).replace("Ø", "0").replace("O", "0"))


def name_key(value: str) -> str:
    """Return a name for comparing: one case, one way of writing accents, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", value).casefold().split())


def normalise(kind: str, value: str) -> str:
    """Return the form in which all spellings of one value are equal.

    >>> [normalise(kind, value) for kind, value in (("hs", "2903.77"), ("cas", "75-71-8"), ("un", "UN 1028"))]
    ['290377', '75718', '1028']
    >>> [normalise(kind, value) for kind, value in (("basel-code", "a 1181"), ("annex-code", "2.B.4"), ("ashrae", "R-12"))]
    ['A1181', '2B4', '12']
    >>> normalise("event-code", "MON-ØØ81Ø-6")
    'M0N008106'
    """
    if kind in (Kind.HS, Kind.CN, Kind.CAS, Kind.UN):
        return digits_of(value)
    if kind == Kind.ASHRAE:
        return refrigerant_key(value)
    if kind == Kind.EVENT_CODE:
        return event_key(value)
    if kind in (Kind.BASEL_CODE, Kind.ANNEX_CODE):
        return re.sub(r"[^0-9A-Z]", "", plain_code(value))
    return name_key(value)


def cas_problem(value):
    if not re.fullmatch(r"\d{2,7}-\d{2}-\d", value):
        return _("A CAS number is written as 75-71-8: two to seven digits, two digits, one digit.")
    digits = digits_of(value)
    if not is_cas(digits):
        return _("The last digit of this CAS number should be %(digit)s. Compare all digits with the source.") % {
            "digit": cas_check_digit(digits[:-1])
        }
    return None


def un_problem(value):
    if not re.fullmatch(r"(?:UN ?)?[0-3]\d{3}", value):
        return _("A UN number is four digits from 0004 to 3999, with or without UN before it: UN1028.")
    return None


def hs_problem(value):
    digits = value.replace(".", "")
    if not re.fullmatch(r"\d{2}\.?\d{2}|\d{4}\.?\d{1,2}", value) or not "01" <= digits[:2] <= "97":
        return _("An HS code has four to six digits, the first two from 01 to 97, written as 29.03 or 2903.77.")
    return None


def cn_problem(value):
    if not re.fullmatch(r"\d{4} ?\.?\d{2} ?\.?\d{2}", value):
        return _("A CN code has eight digits, written as 2903 77 60.")
    return None


def ashrae_problem(value):
    if not re.fullmatch(r"R-(?:\d{2,3}[A-Za-z]{0,3}|\d{2,3}B\d|1\d{3}[a-z]{0,3}(?:\([EZ]\))?|43-10mee)", value):
        return _("A refrigerant number is written as R-12, R-134a, R-410A or R-12B1.")
    return None


def basel_problem(value):
    if not re.fullmatch(r"Y\d{1,2}|[AB]\d{4}", value):
        return _("A Basel code is written as Y48 (Annexes I and II), A1181 (Annex VIII) or B3011 (Annex IX).")
    return None


def event_problem(value):
    if not re.fullmatch(r"[A-Z0-9Ø]{2,3}-[A-Z0-9Ø]{5}-\d", value):
        return _("A unique identifier is nine letters and digits, written as MON-ØØ81Ø-6.")
    return None


PROBLEMS = {
    Kind.CAS: cas_problem,
    Kind.UN: un_problem,
    Kind.HS: hs_problem,
    Kind.CN: cn_problem,
    Kind.ASHRAE: ashrae_problem,
    Kind.BASEL_CODE: basel_problem,
    Kind.EVENT_CODE: event_problem,
}


def problem_with(kind: str, value: str):
    """Return what is wrong with a value of that kind, in words for an editor, or None."""
    check = PROBLEMS.get(kind)
    return check(value.strip()) if check else None
