"""The Guide in the admin menu: chapters, practical pages, controlled items; the report of facts due for review."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from greencustoms.core.admin_lists import OriginalsView

from .item_admin import ControlledItemViewSet, ItemCategoryViewSet, facts_due_addresses, facts_due_menu_item
from .models import ChapterPage, PracticalPage
from .rich_text import register_glossary_link
from .snippet_admin import FocalPointViewSet, GlossaryTermViewSet, QuestionViewSet


class ChapterListing(PageListingViewSet):
    """The chapters, each about one treaty."""

    model = ChapterPage
    index_view_class = OriginalsView
    name = "chapters"
    icon = "doc-full-inverse"
    menu_label = _("Chapters")
    menu_order = 10
    columns = [
        *PageListingViewSet.columns[:1],
        Column("number", label=_("No."), sort_key="number"),
        *PageListingViewSet.columns[1:2],
        Column("goods", label=_("Goods"), sort_key="goods"),
        Column("reviewed_on", label=_("Last reviewed"), sort_key="reviewed_on"),
        DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at"),
        PageListingViewSet.columns[-1],
    ]


class PracticalListing(PageListingViewSet):
    """The practical considerations."""

    model = PracticalPage
    index_view_class = OriginalsView
    name = "practical"
    icon = "tasks"
    menu_label = _("Practical considerations")
    menu_order = 20


class GuideGroup(SnippetViewSetGroup):
    items = (
        ChapterListing("chapters"),
        PracticalListing("practical"),
        ControlledItemViewSet(),
        ItemCategoryViewSet(),
        GlossaryTermViewSet(),
        FocalPointViewSet(),
        QuestionViewSet(),
    )
    menu_icon = "openquote"
    menu_label = _("Guide")
    menu_order = 220


register_snippet(GuideGroup)
hooks.register("register_reports_menu_item", facts_due_menu_item)
hooks.register("register_admin_urls", facts_due_addresses)
hooks.register("register_rich_text_features", register_glossary_link)
