"""Words without their endings for number and case, in the scripts of the six languages.

The rules are few and light: they make "tusks" and "tusk" equal, not "import" and "importer". A stem need not be a
word. All words are folded before.
"""

import re
from functools import lru_cache

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")

# Longest first: the first that fits is taken off.
RUSSIAN_ENDINGS = re.compile(
    "(?:ями|ами|ого|его|ому|ему|ыми|ими|[аоеыиую][яеиюмх]|ях|[оеи]в|ью|ию|ия|[аяоеыиуюь])$"
)  # fmt: skip
ARABIC_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال")
ARABIC_ENDINGS = ("ات", "ين", "ون", "ان", "يه", "ه", "ي")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a folded word without its ending for number or case. It need not be a word, only equal for equal words.

    >>> [stem(word) for word in ("tusks", "tusk", "batteries", "battery", "bones", "bone", "animales", "animal")]
    ['tusk', 'tusk', 'batteri', 'batteri', 'bon', 'bon', 'animal', 'animal']
    >>> [stem(word) for word in ("especies", "especie", "days", "flies")]
    ['especi', 'especi', 'day', 'fly']
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
        return word[:-2] if len(word) > 5 else word[:-3] + "y"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "i"
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
