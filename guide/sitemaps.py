"""The addresses under the Guide that are no pages of the tree: finder, cards, identification, glossary, focal points."""

from django.contrib.sitemaps import Sitemap

from .goods import all_items
from .models import GuideIndexPage

ROUTES = ("finder/", "identify/", "glossary/", "focal-points/")


class GuideSitemap(Sitemap):
    """Under each live Guide its fixed addresses, and the cards of all published items in its language."""

    limit = 5000

    def items(self):
        guides = GuideIndexPage.objects.live().public().select_related("locale").order_by("path")
        return [
            f"{guide.full_url}{route}"
            for guide in guides
            if guide.full_url
            for route in (*ROUTES, *(f"items/{item.slug}/" for item in all_items(guide.locale.language_code)))
        ]

    def _urls(self, page, protocol, domain):
        """Django joins domain and location; ours are whole addresses already."""
        return [{"item": url, "location": url, "lastmod": None} for url in self.paginator.page(page).object_list]
