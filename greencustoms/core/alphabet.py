"""The order of the alphabet in each language, and the letter that a word stands under, as CLDR has them.

Accents count only between words that are otherwise alike; Spanish ñ and Russian й are letters of their own, ё is none.
Chinese is in the order of pinyin. The standard GB 2312 lists its 3,755 common characters so, and gives one reading to
each; the rarer ones follow in the order of their parts, under no letter.
"""

import unicodedata
from bisect import bisect_right

NO_LETTER = ""
# Sorts after every letter that a base letter can be followed by.
AFTER = "\uffff"
OWN_LETTERS = {"es": {"ñ": "n"}, "ru": {"й": "и"}}

# Where the characters of each initial letter of pinyin begin in GB 2312.
PINYIN = [
    (0xB0A1, "A"), (0xB0C5, "B"), (0xB2C1, "C"), (0xB4EE, "D"), (0xB6EA, "E"), (0xB7A2, "F"), (0xB8C1, "G"),
    (0xB9FE, "H"), (0xBBF7, "J"), (0xBFA6, "K"), (0xC0AC, "L"), (0xC2E8, "M"), (0xC4C3, "N"), (0xC5B6, "O"),
    (0xC5BE, "P"), (0xC6DA, "Q"), (0xC8BB, "R"), (0xC8F6, "S"), (0xCBFA, "T"), (0xCDDA, "W"), (0xCEF4, "X"),
    (0xD1B9, "Y"), (0xD4D1, "Z"), (0xD7FA, NO_LETTER),
]  # fmt: skip
STARTS = [start for start, _letter in PINYIN]


def sort_key(text: str, language: str):
    """What words of that language are sorted by."""
    text = from_first_letter(text)
    if language.startswith("zh"):
        return [(place_in_gb2312(character), character) for character in text]
    own = OWN_LETTERS.get(language, {})
    return "".join(f"{own[one]}{AFTER}" if one in own else base(one) for one in text), text


def letter_of(text: str, language: str) -> str:
    """The letter that a word stands under; nothing for what begins with none."""
    first = from_first_letter(text)[:1]
    if language.startswith("zh") and (place := place_in_gb2312(first)):
        return PINYIN[bisect_right(STARTS, place) - 1][1]
    letter = first if first in OWN_LETTERS.get(language, {}) else base(first)[:1]
    return letter.upper() if letter.isalpha() and not is_han(letter) else NO_LETTER


def from_first_letter(text: str) -> str:
    """A text in lower case, without the quotation marks and brackets before it."""
    text = unicodedata.normalize("NFC", text.casefold())
    return text[next((place for place, one in enumerate(text) if one.isalnum()), 0) :]


def base(character: str) -> str:
    """A character without its accents."""
    apart = unicodedata.normalize("NFKD", character)
    return "".join(one for one in apart if not unicodedata.combining(one))


def is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def place_in_gb2312(character: str) -> int:
    """Where a Chinese character stands in the standard; 0 for other characters, the end for those it does not have."""
    if not is_han(character):
        return 0
    try:
        return int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return 0xFFFF
