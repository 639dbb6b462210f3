"""What all data sets have in common."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from ninja import Schema

from ..parameters import InLanguage, Listing


class Dataset:
    """One set of records: which there are, how they are asked for, and what is told of each.

    `find` gives those that the parameters ask for, in a fixed order; `rows` tells some of them with a number of queries
    that does not depend on how many they are.
    """

    name: str
    title: str | Promise
    summary: str | Promise
    example: str
    """A query string that finds something in the content of the site."""
    record: type[Schema]
    detail: type[Schema] | None = None
    parameters: type[Listing] = Listing
    by_id = "slug"
    """The field that holds the id of a record; empty where the id is what all translations share."""

    def find(self, asked: Listing, request) -> QuerySet | list:
        raise NotImplementedError

    def rows(self, found, asked: InLanguage, request) -> list[dict]:
        raise NotImplementedError

    def one(self, key: str, asked: InLanguage, request) -> dict | None:
        """The record with that id, or with that `uuid`; None if visitors see no such record."""
        found = self.find(self.parameters(language=asked.language), request)
        record = found.filter(**{self.by_id: key}).first() if self.by_id else None
        uuid = as_uuid(key)
        if record is None and uuid and hasattr(found.model, "translation_key"):
            record = found.filter(translation_key=uuid).first()
        return self.tell(record, asked, request) if record else None

    def tell(self, record, asked: InLanguage, request) -> dict:
        """Everything about one record; more than a list tells where the data set says so."""
        return self.rows([record], asked, request)[0]

    def all_rows(self, asked: Listing, request, size: int = 500):
        """Every record that is asked for, some hundred at a time."""
        found = self.find(asked, request)
        start = 0
        while batch := self.rows(found[start : start + size], asked, request):
            yield from batch
            start += size


def as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def texts(stream) -> list[str]:
    return [str(block.value) for block in stream]


def published(thing) -> str | None:
    """When it was last published."""
    return thing.last_published_at.isoformat() if thing.last_published_at else None


def day(value) -> str | None:
    return value.isoformat() if value else None
