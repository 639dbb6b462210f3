"""How words are compared: without case, accents, plural endings and the like, in the scripts of the six languages."""

import re
import unicodedata
from functools import lru_cache

from greencustoms.core.stemming import stem

from .chemistry import one_spelling

# Letters that no decomposition takes apart, Greek letters of chemical names, and Arabic letters written in several ways.
LETTERS = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i", "đ": "d",
        "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ω": "omega",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ک": "ك", "ی": "ي", "ـ": None,
    }
)  # fmt: skip
TRADE_MARKS = str.maketrans("™®©", "   ")
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
WORD = re.compile(r"[^\W_]+")
VARIANTS = (("sulph", "sulf"), ("aluminum", "aluminium"), ("gray", "grey"), ("cesium", "caesium"), ("mold", "mould"))
VARIANT_WORDS = {"tire": "tyre", "tires": "tyres", "color": "colour", "airconditioner": "air conditioner"}


def without_signs(text: str) -> str:
    """Drop what is never seen (marks of direction, zero-width signs); control signs and ™ become spaces."""
    text = INVISIBLE.sub("", text).translate(TRADE_MARKS)
    return "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in text)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return the text in one case, without accents, with one spelling of letters that are written in several ways.

    >>> fold("Vicuña  ÉLÉPHANT"), fold("γ-HCH"), fold("Sulphur")
    ('vicuna  elephant', 'gamma-hch', 'sulfur')
    """
    text = unicodedata.normalize("NFKC", text).casefold().translate(LETTERS)
    text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    text = "".join(str(unicodedata.digit(sign, sign)) if sign.isdigit() else sign for sign in text)
    for variant, usual in VARIANTS:
        text = text.replace(variant, usual)
    return one_spelling(text)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text. An elided article or a possessive is no word of its own.

    >>> words_of("l'ivoire d’éléphant, elephant's tusks")
    ['ivoire', 'elephant', 'elephant', 'tusks']
    """
    folded = re.sub(r"\b[ldsnm]['’ʼ](?=\w{2})|['’ʼ]s\b", " ", fold(text))
    words = []
    for word in WORD.findall(folded):
        words.extend(VARIANT_WORDS.get(word, word).split())
    return words


def compact(text: str) -> str:
    """Return the letters and digits of a text alone: "1,1,1-Trichloroethane" and "111 trichloro ethane" are equal."""
    return "".join(WORD.findall(fold(text)))


def stems_of(text: str) -> list[str]:
    return [stem(word) for word in words_of(text)]
