"""The addresses under the Guide that are no pages of the tree: finder, cards, identification, glossary, focal points."""

from django.contrib.sitemaps import Sitemap
from django.utils.functional import cached_property

from .goods import all_items
from .models import GuideIndexPage

ROUTES = ("finder/", "identify/", "glossary/", "focal-points/")


class GuideSitemap(Sitemap):
    """Under each live Guide its fixed addresses, and the cards of the items that are published in its language.

    Each names its other languages. A card that is shown in English because it is not translated is not listed.
    """

    limit = 5000

    @cached_property
    def versions(self):
        """The languages and addresses of each route, by the Guide's translation key and the route."""
        found = {}
        guides = GuideIndexPage.objects.live().public().select_related("locale").order_by("path")
        for guide in guides:
            language, address = guide.locale.language_code, guide.full_url
            cards = (f"items/{item.slug}/" for item in all_items(language) if item.language == language)
            for route in (*ROUTES, *cards) if address else ():
                found.setdefault((guide.translation_key, route), []).append((language, f"{address}{route}"))
        return found

    def items(self):
        return [(url, versions) for versions in self.versions.values() for _language, url in versions]

    def _urls(self, page, protocol, domain):
        """Django joins domain and location; ours are whole addresses already."""
        return [
            {
                "item": url,
                "location": url,
                "lastmod": None,
                "alternates": [{"location": href, "lang_code": code} for code, href in versions]
                if len(versions) > 1
                else [],
            }
            for url, versions in self.paginator.page(page).object_list
        ]
