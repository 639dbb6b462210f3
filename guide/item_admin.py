"""Controlled items, their categories and the facts due for review, as the admin shows them."""

from datetime import timedelta

import django_filters
from django.db.models import Q
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, LocaleColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from greencustoms.core.admin_lists import DayColumn, RecordsView, each_once

from .models import ChapterPage, ControlledItem, ItemCategory

DUE_CHOICES = [("0", _("Due now")), ("90", _("Due within 90 days")), ("365", _("Due within a year"))]


def treaties_of(item):
    """The treaties that list an item, each once, in the order of its listings."""
    return ", ".join(dict.fromkeys(listing.chapter.title for listing in item.listings.all()))


class TreatyColumn(Column):
    def get_value(self, instance):
        return treaties_of(instance)


def chapters_in_english(request):
    return ChapterPage.objects.filter(locale__language_code="en").order_by("number", "pk")


class ControlledItemFilterSet(WagtailFilterSet):
    category = django_filters.ModelChoiceFilter(
        queryset=lambda request: ItemCategory.objects.filter(locale__language_code="en"),
        label=_("Category"),
        method="in_category",
    )
    treaty = django_filters.ModelChoiceFilter(queryset=chapters_in_english, label=_("Treaty"), method="under_treaty")
    due = django_filters.ChoiceFilter(choices=DUE_CHOICES, label=_("Review"), method="due_within")
    live = django_filters.BooleanFilter(label=_("Published"))

    class Meta:
        model = ControlledItem
        fields = []

    def in_category(self, queryset, name, category):
        return queryset.filter(category__translation_key=category.translation_key)

    def under_treaty(self, queryset, name, chapter):
        return queryset.under(chapter)

    def due_within(self, queryset, name, days):
        return queryset.filter(review_by__lte=timezone.localdate() + timedelta(days=int(days)))


class ControlledItemIndexView(RecordsView):
    """Searched by any part of a name or mark. The text search of SQLite fails on a quotation mark."""

    is_searchable = True
    search_backend_name = None

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        words = self.search_query
        named = Q(name__icontains=words) | Q(slug__icontains=words)
        found = ControlledItem.objects.filter(named | Q(identifiers__value__icontains=words))
        return queryset.filter(pk__in=found.values("pk"))


class ControlledItemViewSet(SnippetViewSet):
    """All controlled items in one list, with what tells them apart."""

    model = ControlledItem
    icon = "tag"
    menu_label = _("Controlled items")
    menu_name = "controlled-items"
    menu_order = 30
    list_display = [
        "name",
        Column("category", label=_("Category"), accessor="category", sort_key="category__order"),
        TreatyColumn("treaties", label=_("Treaties")),
        LocaleColumn(),
        DayColumn("review_by", label=_("Review by"), sort_key="review_by"),
        LiveStatusTagColumn(),
    ]
    filterset_class = ControlledItemFilterSet
    index_view_class = ControlledItemIndexView
    ordering = ["name", "pk"]
    list_per_page = 50

    def get_queryset(self, request):
        return ControlledItem.objects.select_related("category", "locale").prefetch_related("listings__chapter")


class ItemCategoryViewSet(SnippetViewSet):
    """What goods of one kind have in common."""

    model = ItemCategory
    icon = "folder-open-inverse"
    menu_label = _("Categories of goods")
    menu_name = "item-categories"
    menu_order = 40
    index_view_class = RecordsView
    list_display = ["name", "danger", "contact", LocaleColumn()]
    search_backend_name = None
    search_fields = ["name", "slug", "words"]
    ordering = ["order", "name", "pk"]


class DueFilterSet(ControlledItemFilterSet):
    live = None

    class Meta(ControlledItemFilterSet.Meta):
        pass


class FactsDueView(ReportView):
    """Items in the order of their review dates; those without one come last."""

    model = ControlledItem
    page_title = _("Facts due for review")
    header_icon = "time"
    index_url_name = "facts_due_for_review"
    index_results_url_name = "facts_due_for_review_results"
    filterset_class = DueFilterSet
    permission_policy = ModelPermissionPolicy(ControlledItem)
    any_permission_required = ["add", "change", "delete", "publish"]
    is_searchable = True
    search_backend_name = None
    search_fields = ["name", "slug"]
    list_export = ["name", "slug", "category", "owner", "facts_as_of", "verified_on", "review_by", "source_title"]
    export_headings = {
        "name": _("Name"),
        "slug": _("Slug"),
        "category": _("Category"),
        "owner": _("Owner"),
        "facts_as_of": _("Facts as of"),
        "verified_on": _("Verified on"),
        "review_by": _("Review by"),
        "source_title": _("Source"),
    }
    columns = [
        TitleColumn(
            "name",
            label=_("Name"),
            sort_key="name",
            get_url=lambda item: reverse(item.snippet_viewset.get_url_name("edit"), args=[item.pk]),
        ),
        Column("category", label=_("Category"), accessor="category"),
        TreatyColumn("treaties", label=_("Treaties")),
        Column("owner", label=_("Owner"), accessor="owner"),
        Column("facts_as_of", label=_("Facts as of"), accessor="facts_as_of"),
        DayColumn("verified_on", label=_("Verified on"), sort_key="verified_on"),
        DayColumn("review_by", label=_("Review by"), sort_key="review_by"),
    ]

    def get_queryset(self):
        items = ControlledItem.objects.in_order_of_review().select_related("category", "owner", "locale")
        self.queryset = each_once(items, self.request).prefetch_related("listings__chapter")
        return super().get_queryset()

    def get_filename(self):
        return f"facts-due-for-review-{timezone.localdate():%Y-%m-%d}"


class FactsDueMenuItem(MenuItem):
    def is_shown(self, request):
        policy = FactsDueView.permission_policy
        return policy.user_has_any_permission(request.user, FactsDueView.any_permission_required)


def facts_due_menu_item():
    return FactsDueMenuItem(
        _("Facts due for review"), reverse("facts_due_for_review"), name="facts-due", icon_name="time", order=500
    )


def facts_due_addresses():
    return [
        path("reports/facts-due/", FactsDueView.as_view(), name="facts_due_for_review"),
        path(
            "reports/facts-due/results/",
            FactsDueView.as_view(results_only=True),
            name="facts_due_for_review_results",
        ),
    ]
