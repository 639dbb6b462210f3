"""How words are compared: without case, accents, plural endings and the like, in the scripts of the six languages."""

import re
import unicodedata
from functools import lru_cache

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
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
VARIANTS = (("sulph", "sulf"), ("aluminum", "aluminium"), ("gray", "grey"), ("cesium", "caesium"), ("mold", "mould"))
VARIANT_WORDS = {"tire": "tyre", "tires": "tyres", "color": "colour", "airconditioner": "air conditioner"}

# Longest first: the first that fits is taken off.
RUSSIAN_ENDINGS = re.compile(
    "(?:ями|ами|ого|его|ому|ему|ыми|ими|[аоеыиую][яеиюмх]|ях|[оеи]в|ью|ию|ия|[аяоеыиуюь])$"
)  # fmt: skip
ARABIC_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال")
ARABIC_ENDINGS = ("ات", "ين", "ون", "ان", "يه", "ه", "ي")


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


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a folded word without its ending for number or case. It need not be a word, only equal for equal words.

    >>> [stem(word) for word in ("tusks", "tusk", "batteries", "battery", "bones", "bone", "animales", "animal")]
    ['tusk', 'tusk', 'battery', 'battery', 'bon', 'bon', 'animal', 'animal']
    """
    if len(word) < 4 or not word.isalpha():
        return word
    if "\u0400" <= word[0] <= "\u052f":
        return stem_russian(word)
    if "\u0600" <= word[0] <= "\u06ff":
        return stem_arabic(word)
    if HAN.match(word):
        return word
    return stem_latin(word)


def stem_latin(word):
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if (word.endswith("s") and not word.endswith(("ss", "us", "is"))) or (word.endswith("x") and len(word) > 5):
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def stem_russian(word):
    ending = RUSSIAN_ENDINGS.search(word, 3)
    return word[: ending.start()] if ending else word


def stem_arabic(word):
    for prefix in ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    for ending in ARABIC_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def stems_of(text: str) -> list[str]:
    return [stem(word) for word in words_of(text)]
