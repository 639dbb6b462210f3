from django.utils.translation import gettext_lazy as _

from greencustoms.core.models import ArticlePage


class InformationPage(ArticlePage):
    """A page of plain information, with pages of its own below it if need be."""

    template = "pages/information_page.html"
    parent_page_types = ["home.HomePage", "home.InformationPage"]
    subpage_types = ["home.InformationPage"]

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "children": list(InformationPage.objects.child_of(self).live().public().defer_streamfields())
        }


class ContactPage(ArticlePage):
    """How to reach the secretariat. The address itself is in the settings, where it is kept once."""

    template = "pages/contact_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("contact page")
