"""What the admin shows for this app: the texts on every page, under Settings, and imports."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .jobs import admin as jobs
from .languages import interface_language
from .models import SiteText
from .rich_text import SitePageLinkHandler
from .tabular.viewset import ImportGroup
from .translations import editor_notes, package
from .translations import viewset as translations


class SiteTextViewSet(SnippetViewSet):
    """The texts that stand on every page: one entry for each language."""

    model = SiteText
    icon = "globe"
    menu_label = _("Texts on every page")
    add_to_settings_menu = True
    menu_order = 110
    list_display = ["__str__", "strapline"]


register_snippet(SiteTextViewSet)
hooks.register("register_admin_viewset", ImportGroup)
hooks.register("register_admin_viewset", lambda: translations.TranslationsViewSet())
hooks.register("register_reports_menu_item", translations.menu_item)
hooks.register("register_admin_viewset", lambda: jobs.JobsViewSet())
hooks.register("register_reports_menu_item", jobs.menu_item)
hooks.register("construct_reports_menu", package.one_overview)
# Before those of the translation package.
hooks.register("register_admin_urls", package.urls, order=-1)
hooks.register("before_edit_page", editor_notes.tell_state, order=-1)
hooks.register("before_edit_snippet", editor_notes.tell_state, order=-1)


@hooks.register("register_rich_text_features", order=10)
def links_to_pages(features):
    """Links in running text find their pages without queries of their own; see `core/rich_text.py`."""
    features.register_link_type(SitePageLinkHandler)


@hooks.register("before_serve_page")
def speak_one_language(page, request, serve_args, serve_kwargs):
    """Where neither the page nor the words of the site are translated, all of it is shown in English, names included."""
    language = translation.get_language()
    if getattr(page, "language_code", language) != language and interface_language(language) != language:
        translation.activate(settings.LANGUAGE_CODE)
