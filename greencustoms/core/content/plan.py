"""What the content files ask for: the pages and records that readers make of their entries."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from .entry import Entry
from .folder import ContentFolder

Reader = Callable[[ContentFolder], Iterator["PageEntry | RecordEntry"]]


@dataclass
class PageEntry:
    """A page as the content files describe it.

    `fields` holds values by the names of the model's fields: plain values, `RichText`, `PageReference` (or a list of
    them), `Block` lists for streams and `Row` lists for inline children.
    """

    entry: Entry
    model: type[Model]
    address: str
    fields: dict[str, Any]
    key: str = ""
    """What the page is remembered by. It must never change; the address may, if another key is given."""
    source: Any = None
    """The part of the entry that the page is made of, if it is not the whole of it."""

    def __post_init__(self):
        self.key = self.key or f"page {self.address}"
        self.source = self.entry.values if self.source is None else self.source
        if self.address:
            self.fields["slug"] = self.slug

    @property
    def slug(self):
        return self.address.rpartition("/")[2]

    @property
    def parent_address(self):
        return self.address.rpartition("/")[0]

    @property
    def is_home(self):
        return not self.address


@dataclass
class RecordEntry:
    """Something else than a page of which there is one: `find` tells which, as arguments for a filter."""

    entry: Entry
    model: type[Model]
    find: Callable[[], dict[str, Any]]
    fields: dict[str, Any]
    key: str
    source: Any

    def existing_or_new(self) -> Model:
        found = self.find()
        return self.model.objects.filter(**found).first() or self.model(**found)


@dataclass
class Plan:
    folder: ContentFolder
    pages: list[PageEntry]
    records: list[RecordEntry]

    def note_problems(self):
        """Note what is wrong between the entries: the same thing twice, pages that cannot stand where they should."""
        by_address = {}
        for page in self.pages:
            self.folder.take("address", page.address, page.entry.place)
            by_address.setdefault(page.address, page)
        for page in self.pages:
            if page.is_home:
                continue
            place, parent = page.entry.place, by_address.get(page.parent_address)
            if parent is None and page.parent_address:
                self.folder.problems.add(place, f"no entry makes the page “{page.parent_address}” above this one")
            if parent and parent.model not in page.model.allowed_parent_page_models():
                kinds = f"{page.model._meta.verbose_name} under “{parent.model._meta.verbose_name}”"
                self.folder.problems.add(place, f"“{page.address}”: the site has no place for a {kinds}")
            if parent and page.slug in getattr(parent.model, "reserved_child_slugs", ()):
                self.folder.problems.add(place, f"the address “{page.address}” is used by the site itself")
        self.folder.finish(by_address)


def make_plan(folder: ContentFolder, readers: list[Reader]) -> Plan:
    """Read the whole folder. Pages come in the order they are made: parents first."""
    made = [one for read in readers for one in read(folder)]
    pages = [one for one in made if isinstance(one, PageEntry)]
    pages.sort(key=lambda page: len(page.address.split("/")) if page.address else 0)
    plan = Plan(folder, pages, [one for one in made if isinstance(one, RecordEntry)])
    plan.note_problems()
    return plan
