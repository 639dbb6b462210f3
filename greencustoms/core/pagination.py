"""The one way lists are cut into pages."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_SIZE = 24


@dataclass(frozen=True)
class PageOfResults:
    """One page of a list, with the addresses of its neighbours. The other parameters of the query stay."""

    items: list
    number: int
    pages: int
    count: int
    previous_url: str
    next_url: str

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


def paginate(found: QuerySet | list, request: HttpRequest, size: int = PAGE_SIZE, parameter: str = "page"):
    """Return the page that the query string asks for; a number that makes no sense gives the nearest page."""
    paginator = Paginator(found, size)
    page = paginator.get_page(request.GET.get(parameter, "1")[:10])

    def url(number):
        query = request.GET.copy()
        query[parameter] = number
        return "?" + query.urlencode()

    return PageOfResults(
        items=list(page.object_list),
        number=page.number,
        pages=paginator.num_pages,
        count=paginator.count,
        previous_url=url(page.number - 1) if page.has_previous() else "",
        next_url=url(page.number + 1) if page.has_next() else "",
    )
