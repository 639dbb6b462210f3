"""What the admin shows for this app: the texts on every page, under Settings."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import SiteText


class SiteTextViewSet(SnippetViewSet):
    """The texts that stand on every page: one entry for each language."""

    model = SiteText
    icon = "globe"
    menu_label = _("Texts on every page")
    add_to_settings_menu = True
    menu_order = 110
    list_display = ["__str__", "strapline"]


register_snippet(SiteTextViewSet)
