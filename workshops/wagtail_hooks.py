"""Workshops in the admin menu."""

from django.utils.translation import gettext_lazy as _
from django_filters import MultipleChoiceFilter, NumberFilter
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from greencustoms.core.admin_lists import OriginalsView
from greencustoms.core.countries import Region, countries_in
from greencustoms.core.tabular.viewset import import_button

from .models import WorkshopPage


class WorkshopFilterSet(PageFilterSet):
    year = NumberFilter(field_name="start_date__year", label=_("Year"))
    level = MultipleChoiceFilter(choices=WorkshopPage.Level.choices, label=_("Level"))
    status = MultipleChoiceFilter(choices=WorkshopPage.Status.choices, label=_("Status of the workshop"))
    region = MultipleChoiceFilter(choices=Region.choices, label=_("Region"), method="in_region")

    class Meta:
        model = WorkshopPage
        fields = []

    def in_region(self, queryset, name, value):
        codes = [code for region in value for code in countries_in(region)]
        return queryset.filter(country__in=codes) if codes else queryset


class WorkshopIndexView(OriginalsView):
    """The list has a way to the import, for whoever may go it."""

    @property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *import_button("workshops", self.request.user)]


class WorkshopListing(PageListingViewSet):
    """All workshops in one list, with what tells them apart."""

    model = WorkshopPage
    index_view_class = WorkshopIndexView
    icon = "calendar-alt"
    menu_label = _("Workshops")
    menu_order = 200
    add_to_admin_menu = True
    filterset_class = WorkshopFilterSet
    columns = [
        *PageListingViewSet.columns[:2],
        Column("dates", label=_("When"), accessor="dates", sort_key="start_date"),
        Column("place", label=_("Where"), accessor="place_label", sort_key="place"),
        Column("level", label=_("Level"), accessor="get_level_display", sort_key="level"),
        Column("held", label=_("Status of the workshop"), accessor="get_status_display", sort_key="status"),
        DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at"),
        PageListingViewSet.columns[-1],
    ]


@hooks.register("register_admin_viewset")
def register_workshops():
    return WorkshopListing("workshop_listing", url_prefix="workshops")
