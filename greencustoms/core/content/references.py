"""From addresses such as guide/cites to the pages that stand there now."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from .entry import PageReference
from .rich_text import RichText

PAGE_LINK = re.compile(r'<a linktype="page" id="([^"]*)">(.*?)</a>', re.DOTALL)
GONE = object()


@dataclass(frozen=True)
class RecordReference:
    """A record that another entry makes: `find` tells which, as arguments for a filter."""

    model: type[Model]
    find: Callable[[], dict[str, Any]]


class References:
    """Finds pages by their address in the content files, wherever editors have moved them.

    Where an editor deleted the page, words stay and lose their link; what is nothing but a link goes.
    """

    def __init__(self, pages: dict):
        self.pages = pages
        self.records = {}

    def record(self, reference: RecordReference):
        if reference not in self.records:
            self.records[reference] = reference.model.objects.filter(**reference.find()).first()
        return self.records[reference]

    def page_at(self, address):
        return self.pages.get(address)

    def pages_at(self, addresses):
        return [page for page in map(self.page_at, addresses) if page]

    def resolve(self, value):
        """Return the value with ids in place of addresses; GONE if nothing is left of it."""
        if isinstance(value, PageReference):
            page = self.page_at(value)
            return page.pk if page else GONE
        if isinstance(value, RecordReference):
            record = self.record(value)
            return record.pk if record else GONE
        if isinstance(value, RichText):
            return PAGE_LINK.sub(self.link, value)
        if isinstance(value, dict):
            resolved = {key: self.resolve(inside) for key, inside in value.items()}
            return GONE if GONE in resolved.values() else resolved
        if isinstance(value, list):
            return (self.resolve_each(value) or GONE) if value else value
        return value

    def resolve_each(self, values):
        return [resolved for resolved in map(self.resolve, values) if resolved is not GONE]

    def link(self, match):
        page = self.page_at(match[1])
        return f'<a id="{page.pk}" linktype="page">{match[2]}</a>' if page else match[2]


class StandIns(References):
    """While entries are only checked, one page stands for all others."""

    def __init__(self, page):
        super().__init__({})
        self.stand_in = page

    def page_at(self, address):
        return self.stand_in

    def record(self, reference):
        return None

    def pages_at(self, addresses):
        return []
