"""The decision card: what an officer must know of goods in hand, always in the same order.

A card is made of plain values, so that the item's page, the finder, the guided identification, print and offline
copies show the same one.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .identifiers import Kind
from .models.items import ControlledItem, ItemCategory, lines

SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？])\s*(?=\S)")
NAME_KINDS = (Kind.COMMON_NAME, Kind.SCIENTIFIC_NAME, Kind.SYNONYM, Kind.TRADE_NAME, Kind.OTHER)
CODE_KINDS = (Kind.ASHRAE, Kind.UN, Kind.CAS, Kind.HS, Kind.CN, Kind.BASEL_CODE, Kind.ANNEX_CODE, Kind.EVENT_CODE)


@dataclass(frozen=True)
class Treaty:
    """A treaty that controls the goods, and where it names them."""

    number: int
    title: str
    href: str
    places: list
    release_if: str
    stop_if: str
    directory_url: str
    offices: list = field(default_factory=list)


@dataclass(frozen=True)
class Marks:
    """The marks or names of one kind."""

    label: str
    values: list
    kind: str

    @property
    def is_code(self):
        return self.kind in CODE_KINDS


@dataclass(frozen=True)
class Step:
    """One thing to do: the order in a few words, then the rest of the line."""

    verb: str
    rest: str = ""


@dataclass
class Card:
    name: str
    category: str
    icon: str
    language: str
    danger: str
    steps: list
    papers: list
    must_match: list
    signs: list
    directions: list
    contact: str
    afterwards: list
    treaties: list = field(default_factory=list)
    marks: list = field(default_factory=list)
    note: str = ""
    source_title: str = ""
    source_url: str = ""
    facts_as_of: str = ""
    verified_on: object = None
    owner: str = ""

    @property
    def codes(self):
        return [marks for marks in self.marks if marks.is_code]

    @property
    def names(self):
        return [marks for marks in self.marks if not marks.is_code]

    @property
    def has_trade_names(self):
        return any(marks.kind == Kind.TRADE_NAME for marks in self.marks)

    @property
    def editions(self):
        """The editions of the Harmonized System that its codes belong to."""
        found = [value["edition"] for marks in self.marks if marks.kind == Kind.HS for value in marks.values]
        return sorted({edition for edition in found if edition})


def card_of(item: ControlledItem, treaties: list[Treaty]) -> Card:
    """The card of an item that was read `for_cards`."""
    return Card(
        name=item.name,
        category=item.category.name,
        icon=item.category.icon,
        language=item.locale.language_code,
        danger=item.danger_line,
        steps=steps_of(item.steps),
        papers=item.papers,
        must_match=lines(item.category.must_match),
        signs=item.signs,
        directions=item.directions,
        contact=item.category.contact,
        afterwards=item.what_follows,
        treaties=treaties,
        marks=marks_of(item),
        note=item.note,
        source_title=item.source_title,
        source_url=item.source_url,
        facts_as_of=item.facts_as_of,
        verified_on=item.verified_on,
        owner=item.owner.title if item.owner and item.owner.live else "",
    )


def card_of_category(category: ItemCategory, treaties: list[Treaty]) -> Card:
    """The card of goods of which only the category is known."""
    directions = [
        (_("Import"), category.import_note),
        (_("Export"), category.export_note),
        (_("Transit"), category.transit_note),
    ]
    return Card(
        name=category.name,
        category=category.name,
        icon=category.icon,
        language=category.locale.language_code,
        danger=category.danger,
        steps=steps_of(lines(category.handling)),
        papers=lines(category.ask_for),
        must_match=lines(category.must_match),
        signs=lines(category.warning_signs),
        directions=[{"label": label, "lines": lines(text)} for label, text in directions if lines(text)],
        contact=category.contact,
        afterwards=lines(category.afterwards),
        treaties=treaties,
        source_title=category.source,
    )


def steps_of(texts: list[str]) -> list[Step]:
    """The first sentence of a line is the order: "Hold." of "Hold. Keep the goods closed."."""
    pairs = [SENTENCE_END.split(text, maxsplit=1) for text in texts]
    return [Step(*pair) for pair in pairs]


def marks_of(item) -> list[Marks]:
    """Its codes and names, kind by kind, those first that stand on packages."""
    by_kind = {}
    for mark in item.identifiers.all():
        value = {"text": mark.value, "edition": mark.edition, "language": mark.language}
        by_kind.setdefault(mark.kind, []).append(value)
    kinds = (*CODE_KINDS, *NAME_KINDS)
    return [Marks(Kind(kind).label, by_kind[kind], kind) for kind in kinds if kind in by_kind]


def places_of(listings) -> dict:
    """Where treaties name an item, by what the translations of a chapter share."""
    places = {}
    for listing in listings:
        place = {"list_name": listing.list_name, "since": listing.since, "note": listing.note}
        places.setdefault(listing.chapter.translation_key, []).append(place)
    return places


def treaties_of(places: dict, chapters: dict, address, offices=()) -> list[Treaty]:
    """The treaties that name the goods, in the order of the Guide. A chapter that a visitor may not see is left out.

    `chapters` are those a visitor may see, by what their translations share; `address` tells where a chapter stands.
    """
    return [
        Treaty(
            number=chapter.number,
            title=chapter.title,
            href=address(chapter),
            places=places[key],
            release_if=chapter.release_if,
            stop_if=chapter.stop_if,
            directory_url=chapter.directory_url,
            offices=[office for office in offices if office.treaty.translation_key == key],
        )
        for key, chapter in chapters.items()
        if key in places
    ]
