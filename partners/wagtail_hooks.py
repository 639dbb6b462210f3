"""Partners in the admin menu."""

from django.utils.translation import gettext_lazy as _
from django_filters import MultipleChoiceFilter
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from greencustoms.core.admin_lists import OriginalsView

from .models import PartnerPage


class PartnerFilterSet(PageFilterSet):
    kind = MultipleChoiceFilter(choices=PartnerPage.Kind.choices, label=_("Kind"))

    class Meta:
        model = PartnerPage
        fields = []


class PartnerListing(PageListingViewSet):
    """All partners in one list."""

    model = PartnerPage
    index_view_class = OriginalsView
    name = "partners"
    icon = "group"
    menu_label = _("Partners")
    menu_order = 210
    add_to_admin_menu = True
    filterset_class = PartnerFilterSet
    columns = [
        *PageListingViewSet.columns[:2],
        Column("acronym", label=_("Acronym"), sort_key="acronym"),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("seat", label=_("Seat"), accessor="city", sort_key="city"),
        DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at"),
        PageListingViewSet.columns[-1],
    ]


@hooks.register("register_admin_viewset")
def register_partners():
    return PartnerListing("partners")
