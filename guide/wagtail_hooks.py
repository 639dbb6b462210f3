"""The Guide in the admin menu: chapters and practical pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from .models import ChapterPage, PracticalPage


class ChapterListing(PageListingViewSet):
    """The chapters, each about one treaty."""

    model = ChapterPage
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
    name = "practical"
    icon = "tasks"
    menu_label = _("Practical considerations")
    menu_order = 20


class GuideGroup(ViewSetGroup):
    items = (ChapterListing("chapters"), PracticalListing("practical"))
    menu_icon = "openquote"
    menu_label = _("Guide")
    menu_order = 220


@hooks.register("register_admin_viewset")
def register_guide():
    return GuideGroup()
