"""What an answer of the finder is made of. All are plain values, safe to keep between requests and in templates."""

from dataclasses import dataclass

CERTAIN, NAMED, NEAR = "certain", "named", "near"
"""How sure a hit is: an exact mark or name; words of its name; only a similar spelling or some of its words."""


@dataclass(frozen=True)
class ChapterSummary:
    """The treaty of a listing, as far as its chapter is published; without one all is empty."""

    key: str = ""
    slug: str = ""
    title: str = ""
    language: str = ""
    number: int = 0
    icon: str = "unk"
    url: str = ""

    def __bool__(self):
        return bool(self.key)


@dataclass(frozen=True)
class CategorySummary:
    slug: str
    name: str
    language: str
    icon: str
    danger: str
    contact: str
    papers: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListingSummary:
    chapter: ChapterSummary
    list_name: str
    since: str = ""
    note: str = ""


@dataclass(frozen=True)
class Mark:
    """A code of an item as written: its kind (hs, cas, un …), what that kind is called, and the code."""

    kind: str
    label: str
    value: str
    edition: str = ""


@dataclass(frozen=True)
class ItemSummary:
    """A controlled item in one language, or in English where it has not been translated."""

    pk: int
    key: str
    slug: str
    name: str
    language: str
    category: CategorySummary
    danger: str
    note: str
    listings: tuple[ListingSummary, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def chapters(self):
        """The treaties that list it, each once."""
        return list(dict.fromkeys(listing.chapter for listing in self.listings if listing.chapter))


@dataclass(frozen=True)
class Reason:
    """Why an item was found, in words, and what of it matched."""

    text: str
    kind: str
    value: str

    def __str__(self):
        return self.text


@dataclass(frozen=True)
class Hit:
    item: ItemSummary
    reasons: tuple[Reason, ...]
    score: float
    strength: str

    @property
    def listings(self):
        return self.item.listings

    @property
    def is_certain(self):
        return self.strength == CERTAIN

    @property
    def is_near(self):
        return self.strength == NEAR


@dataclass(frozen=True)
class Group:
    """The hits under one treaty. A hit under two treaties is in two groups."""

    chapter: ChapterSummary
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Recognised:
    """A code seen in what was typed: what it is called, how it is properly written, and what is wrong with it."""

    kind: str
    label: str
    value: str
    is_listed: bool
    problem: str = ""

    def __str__(self):
        return f"{self.label} {self.value}"


@dataclass(frozen=True)
class Suggestion:
    """A spelling near to what was typed, to try instead, and the item that it belongs to."""

    text: str
    item: ItemSummary


@dataclass(frozen=True)
class FinderAnswer:
    """What the finder says to one query.

    `recognised_as` lists the codes seen in it; `hits` come best first; `groups` has the same hits by treaty;
    `categories` and `chapters` are those that the words of the query name; `near` is filled only where there is
    no certain hit. `is_ambiguous` says that several items fit equally well: none of them may be taken for the one.
    """

    query: str
    recognised_as: tuple[Recognised, ...] = ()
    hits: tuple[Hit, ...] = ()
    groups: tuple[Group, ...] = ()
    near: tuple[Suggestion, ...] = ()
    is_ambiguous: bool = False
    categories: tuple[CategorySummary, ...] = ()
    chapters: tuple[ChapterSummary, ...] = ()
    total: int = 0
    """How many items fit; `hits` has the first of them."""

    was_cut: bool = False

    @property
    def is_found(self):
        return bool(self.hits)

    @property
    def top(self):
        return self.hits[0] if self.hits else None
