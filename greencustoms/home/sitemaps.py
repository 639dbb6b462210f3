from django.contrib.sitemaps import Sitemap
from django.utils.functional import cached_property
from wagtail.models import Page, Site


class PageSitemap(Sitemap):
    """Every live and public page in every language, with its translations.

    Wagtail's own sitemap lists the default language only.
    """

    limit = 5000

    @cached_property
    def root_url(self):
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        return site.root_url if site else ""

    @cached_property
    def pages(self):
        pages = Page.objects.live().public().filter(depth__gt=1).select_related("locale")
        return list(pages.order_by("path").only("url_path", "path", "locale", "translation_key", "last_published_at"))

    @cached_property
    def versions(self):
        """The languages and addresses of each page, by what its translations share."""
        found = {}
        for page in self.pages:
            found.setdefault(page.translation_key, []).append((page.locale.language_code, page.full_url))
        return found

    def items(self):
        return [page for page in self.pages if page.full_url]

    def location(self, page):
        return page.full_url

    def lastmod(self, page):
        return page.last_published_at

    def _urls(self, page, protocol, domain):
        """Django joins domain and location; ours are whole addresses already."""
        rows = []
        for item in self.paginator.page(page).object_list:
            versions = self.versions[item.translation_key]
            alternates = [{"location": url, "lang_code": code} for code, url in versions] if len(versions) > 1 else []
            rows.append(
                {"item": item, "location": item.full_url, "lastmod": self.lastmod(item), "alternates": alternates}
            )
        return rows
