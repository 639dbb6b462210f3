"""Text folded for comparing: no case, no accents, no punctuation, alike on every database.

SQLite and PostgreSQL disagree on case and accents outside ASCII. What is looked for and what is looked at are both
folded here instead, so that "cote" finds "Côte d’Ivoire" on either.
"""

import re
import unicodedata

from django.db import models

from .stemming import stem

# Letters with a stroke or a ligature, which Unicode does not take apart; Arabic letters that are typed in several ways,
# and the stroke that only makes an Arabic word longer.
PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th",
     "ٱ": "ا", "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": None}
)  # fmt: skip
# Signs of direction, soft hyphens and joiners: never seen, and no end of a word.
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
ARABIC = re.compile("[\u0600-\u06ff]")
WITHOUT_SPACES = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def fold(text: str) -> str:
    """Return the words of a text in lower case, without accents, digits as 0 to 9, with one space between."""
    apart = unicodedata.normalize("NFKD", INVISIBLE.sub("", text.casefold()))
    bare = "".join(plain_digit(character) for character in apart if not unicodedata.combining(character))
    return " ".join(re.findall(r"\w+", bare.casefold().translate(PLAIN)))


def plain_digit(character):
    return str(unicodedata.digit(character, character)) if character.isdigit() else character


def start_of(word: str) -> str:
    """Return what to look for in a folded text with a space before it, so that "oman" does not find "Romania".

    In Chinese, Japanese and Thai no space tells where a word begins, and Arabic writes the article and "and" with the
    word: there it may stand anywhere.
    """
    if ARABIC.match(word):
        return stem(word)
    return word if WITHOUT_SPACES.search(word) else f" {word}"


class DerivedTextField(models.TextField):
    """Text that a method of the model makes each time a row is stored. Nobody edits it; it is there to be searched."""

    def __init__(self, *args, source="", **kwargs):
        self.source = source
        super().__init__(*args, **{"editable": False, "blank": True, "default": ""} | kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, instance, add):
        text = getattr(instance, self.source)()
        setattr(instance, self.attname, text)
        return text
