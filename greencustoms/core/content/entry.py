"""One mapping of a content file, asked for its values by key and kind."""

import re
from datetime import date
from difflib import get_close_matches

from django_countries import countries

from ..languages import LANGUAGE_NAMES
from .placed_yaml import PlacedDict, PlacedList
from .rich_text import RichText, to_rich_text

KINDS = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    date: "a day such as 2012-05-29",
    PlacedList: "a list",
    PlacedDict: "a mapping of keys to values",
}
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ADDRESS = re.compile(rf"(?:{SLUG.pattern}(?:/{SLUG.pattern})*)?")
MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
MARKDOWN_SIGNS = ("**", "](")


class PageReference(str):
    """The address of a page of this site under the language prefix, as "guide/cites"."""

    __slots__ = ()


class Entry:
    """Ask it for each value. What is wrong is noted with file and line, and a harmless stand-in is returned, so that
    reading goes on and all problems come to light in one run. A key that nobody asks for is an unknown key.
    """

    def __init__(self, values: PlacedDict, folder):
        self.values = values
        self.folder = folder
        self.known_keys = []
        folder.entries_read.append(self)

    @property
    def place(self):
        return self.values.place

    def place_of(self, key):
        """The line of that key; the first line of the entry if it has no such key."""
        return self.values.places.get(key, self.place)

    def problem(self, key, message):
        self.folder.problems.add(self.place_of(key), message)

    def note_unknown_keys(self):
        for key in self.values:
            if key not in self.known_keys:
                similar = get_close_matches(key, set(self.known_keys) - set(self.values), 1)
                hint = f" Did you mean ‘{similar[0]}’?" if similar else ""
                self.problem(key, f"unknown key ‘{key}’.{hint}")

    # One value

    def value(self, key, kind, required):
        """Return the value if it is there and of that kind, otherwise None."""
        self.known_keys.append(key)
        value = self.values.get(key)
        if value is None:
            if required:
                self.problem(key, f"‘{key}’ is empty" if key in self.values else f"‘{key}’ is missing")
            return None
        # bool is a kind of int for Python, not for us.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            hint = ": put it between quotes" if kind is str and isinstance(value, (int, date)) else ""
            self.problem(key, f"‘{key}’ must be {KINDS[kind]}{hint}")
            return None
        return value

    def text(self, key, required=True) -> str:
        """Plain text. Line breaks of the file become spaces."""
        return self.plain(self.place_of(key), key, self.value(key, str, required), required)

    def plain(self, place, key, value, required=True):
        text = " ".join((value or "").split())
        if value is not None and required and not text:
            self.folder.problems.add(place, f"‘{key}’ is empty")
        if any(sign in text for sign in MARKDOWN_SIGNS):
            self.folder.problems.add(place, f"‘{key}’ is plain text: Markdown would be shown as it stands")
        return text

    def markdown(self, key, required=True) -> RichText:
        return self.rich(self.place_of(key), key, self.value(key, str, required) or "")

    def rich(self, place, key, text):
        html, pages, refused = to_rich_text(text)
        for address in pages:
            self.folder.refer(place, address, f"‘{key}’ links to “page:{address}”, which is no page")
        for what in refused:
            message = f"‘{key}’ holds {what}: only bold, emphasis, lists, web addresses and page: links are kept"
            self.folder.problems.add(place, message)
        return html

    def number(self, key, required=True) -> int | None:
        return self.value(key, int, required)

    def flag(self, key, default=False) -> bool:
        value = self.value(key, bool, required=False)
        return default if value is None else value

    def day(self, key, required=True) -> date | None:
        value = self.values.get(key)
        if isinstance(value, str):
            self.known_keys.append(key)
            self.problem(key, f"‘{key}’ must be {KINDS[date]}, not “{value}”")
            return None
        return self.value(key, date, required)

    def month(self, key, required=True) -> date | None:
        """The first day of a month written as 2012-05."""
        text = self.value(key, str, required)
        if text and not MONTH.fullmatch(text):
            self.problem(key, f"‘{key}’ must be a month such as 2012-05, not “{text}”")
            return None
        return date.fromisoformat(f"{text}-01") if text else None

    def slug(self, key="slug") -> str:
        return self.matching(key, SLUG, "small letters, digits and hyphens")

    def address(self, key) -> str:
        """The address of a page under the language prefix; empty for the home page."""
        return self.matching(key, ADDRESS, "an address such as about/genesis")

    def matching(self, key, pattern, words):
        text = self.value(key, str, required=True)
        if text is not None and not pattern.fullmatch(text):
            self.problem(key, f"‘{key}’ must be {words}, not “{text}”")
        return text or ""

    def choice(self, key, choices, default=None) -> str:
        """One of those words. With a default the key may be left out."""
        text = self.value(key, str, required=default is None)
        self.check_choice(self.place_of(key), key, text, choices)
        return text or default or ""

    def check_choice(self, place, key, text, choices):
        if text is not None and text not in choices:
            self.folder.problems.add(place, f"‘{key}’ cannot be “{text}”, only: {', '.join(choices)}")

    def country(self, key, required=True) -> str:
        code = self.value(key, str, required)
        self.check_country(self.place_of(key), key, code)
        return code or ""

    def check_country(self, place, key, code):
        if code is not None and code not in countries.countries:
            self.folder.problems.add(place, f"‘{key}’: “{code}” is not the code of a country (ISO 3166-1 alpha-2)")

    def page(self, key, under="", noun="page", required=True) -> PageReference | None:
        """A page of this site, by its address or, with `under`, by its last part."""
        text = self.value(key, str, required)
        return self.refer(self.place_of(key), key, text, under, noun) if text else None

    def refer(self, place, key, text, under, noun):
        address = f"{under}/{text}" if under else text
        self.folder.refer(place, address, f"‘{key}’: there is no {noun} “{text}”")
        return PageReference(address)

    # Lists; one that is left out is empty

    def items(self, key, kind, required=False):
        """Pairs of place and value."""
        found = self.value(key, PlacedList, required) or PlacedList(self.place)
        for place, value in zip(found.places, found, strict=True):
            if isinstance(value, kind):
                yield place, value
            else:
                hint = ": put it between quotes" if kind is str and isinstance(value, (int, date)) else ""
                self.folder.problems.add(place, f"each item of ‘{key}’ must be {KINDS[kind]}{hint}")

    def texts(self, key, required=False) -> list[str]:
        return [self.plain(place, key, value) for place, value in self.items(key, str, required)]

    def words(self, key):
        """Pairs of place and word, none of which may stand twice."""
        seen = set()
        for place, word in self.items(key, str):
            if word in seen:
                self.folder.problems.add(place, f"“{word}” stands twice in ‘{key}’")
            else:
                seen.add(word)
                yield place, word

    def choices(self, key, choices) -> list[str]:
        found = list(self.words(key))
        for place, value in found:
            self.check_choice(place, key, value, choices)
        return [value for _place, value in found]

    def languages(self, key="languages") -> list[str]:
        return self.choices(key, LANGUAGE_NAMES)

    def countries(self, key="countries") -> list[str]:
        found = list(self.words(key))
        for place, code in found:
            self.check_country(place, key, code)
        return [code for _place, code in found]

    def pages(self, key, under, noun) -> list[PageReference]:
        return [self.refer(place, key, value, under, noun) for place, value in self.words(key)]

    # Entries inside this one

    def entry(self, key, required=True) -> "Entry":
        """The mapping under that key; an empty one, of which nothing is noted, where there is none."""
        values = self.value(key, PlacedDict, required)
        return self.folder.nothing_at(self.place_of(key)) if values is None else Entry(values, self.folder)

    def entries(self, key, required=False) -> list["Entry"]:
        return [Entry(values, self.folder) for _place, values in self.items(key, PlacedDict, required)]

    def named_entries(self, key) -> dict[str, "Entry"]:
        """The mappings under that key, by their own keys; none where the key is left out."""
        named = self.value(key, PlacedDict, required=False) or PlacedDict(self.place)
        inside = Entry(named, self.folder)
        return {name: inside.entry(name) for name in named}
