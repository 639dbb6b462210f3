"""Which pages a visitor may see, asked without a query of its own for each list."""

from django.db.models import Q
from wagtail.models import CollectionViewRestriction, PageQuerySet, PageViewRestriction

from .memo import remember


def private_paths() -> list[str]:
    """The tree paths of pages that not everybody may see."""
    return remember("private paths", lambda: list(PageViewRestriction.objects.values_list("page__path", flat=True)))


def private_collections() -> list[str]:
    """The tree paths of collections that not everybody may see."""
    rows = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    return remember("private collections", lambda: list(rows.all()))


class SitePageQuerySet(PageQuerySet):
    """Wagtail's page queries; `public` remembers which parts of the tree are private until content changes."""

    def private_q(self):
        private = Q(pk__in=[])
        for path in private_paths():
            private |= Q(path__startswith=path)
        return private
