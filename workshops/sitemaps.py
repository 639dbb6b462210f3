"""The addresses under the record that are no pages of the tree: the list of countries, and each country in it."""

from django.contrib.sitemaps import Sitemap

from .country_pages import ROUTE, rows_of
from .models import WorkshopIndexPage


class CountrySitemap(Sitemap):
    """Under each live record the countries where workshops were held, or whose officers took part."""

    limit = 5000

    def items(self):
        indexes = WorkshopIndexPage.objects.live().public().select_related("locale").order_by("path")
        return [
            f"{index.full_url}{route}"
            for index in indexes
            if index.full_url
            for route in (ROUTE, *(f"{ROUTE}{code.lower()}/" for code in sorted(rows_of(index))))
        ]

    def _urls(self, page, protocol, domain):
        """Django joins domain and location; ours are whole addresses already."""
        return [{"item": url, "location": url, "lastmod": None} for url in self.paginator.page(page).object_list]
