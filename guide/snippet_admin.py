"""Glossary terms, focal points and identification questions, as the admin shows them."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, LiveStatusTagColumn, LocaleColumn
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetChosenView
from wagtail.snippets.views.snippets import SnippetViewSet

from greencustoms.core.admin_lists import DayColumn, RecordsView

from .item_admin import chapters_in_english
from .models import FocalPoint, GlossaryTerm, IdentificationQuestion
from .rich_text import ADDRESS


class ChosenTermView(SnippetChosenView):
    """Tells the text editor the anchor of the term, which a link is stored with."""

    def get_chosen_response_data(self, item):
        address = ADDRESS.format(language=item.locale.language_code, anchor=item.slug)
        return super().get_chosen_response_data(item) | {"title": item.term, "anchor": item.slug, "url": address}


class TermChooserViewSet(SnippetChooserViewSet):
    chosen_view_class = ChosenTermView
    search_backend_name = None


class GlossaryTermFilterSet(WagtailFilterSet):
    treaty = django_filters.ModelChoiceFilter(queryset=chapters_in_english, label=_("Treaty"), field_name="treaties")
    live = django_filters.BooleanFilter(label=_("Published"))

    class Meta:
        model = GlossaryTerm
        fields = []


class GlossaryTermViewSet(SnippetViewSet):
    """The words of the Guide."""

    model = GlossaryTerm
    index_view_class = RecordsView
    icon = "openquote"
    menu_label = _("Glossary")
    menu_name = "glossary"
    menu_order = 50
    list_display = ["term", "abbreviation", "definition", LocaleColumn(), LiveStatusTagColumn()]
    filterset_class = GlossaryTermFilterSet
    chooser_viewset_class = TermChooserViewSet
    search_backend_name = None
    search_fields = ["term", "abbreviation", "definition"]
    ordering = ["term", "pk"]
    list_per_page = 50

    def get_queryset(self, request):
        return GlossaryTerm.objects.select_related("locale")


class FocalPointFilterSet(WagtailFilterSet):
    treaty = django_filters.ModelChoiceFilter(queryset=chapters_in_english, label=_("Treaty"))
    country = django_filters.CharFilter(
        label=_("Country"), help_text=_("Two letters, as KE."), field_name="country", lookup_expr="iexact"
    )
    live = django_filters.BooleanFilter(label=_("Published"))

    class Meta:
        model = FocalPoint
        fields = []


class FocalPointViewSet(SnippetViewSet):
    """The offices in each country that answer for a treaty."""

    model = FocalPoint
    icon = "group"
    menu_label = _("Focal points")
    menu_name = "focal-points"
    menu_order = 60
    list_display = [
        "office",
        Column("country_label", label=_("Country"), sort_key="country"),
        Column("treaty", label=_("Treaty"), sort_key="treaty__number"),
        DayColumn("as_reported_on", label=_("As reported on"), sort_key="as_reported_on"),
        LiveStatusTagColumn(),
    ]
    filterset_class = FocalPointFilterSet
    search_backend_name = None
    search_fields = ["office", "role", "country"]
    list_export = [
        "treaty", "country", "office", "role", "email", "telephone", "address", "url",
        "as_reported_on", "source_title", "source_url",
    ]  # fmt: skip
    ordering = ["country", "office", "pk"]
    list_per_page = 50

    def get_queryset(self, request):
        return FocalPoint.objects.select_related("treaty")


class QuestionViewSet(SnippetViewSet):
    """The questions of the guided identification."""

    model = IdentificationQuestion
    index_view_class = RecordsView
    icon = "help"
    menu_label = _("Identification questions")
    menu_name = "identification-questions"
    menu_order = 70
    list_display = [
        "text",
        Column("slug", label=_("Name in addresses"), sort_key="slug"),
        BooleanColumn("is_door", label=_("Door"), sort_key="is_door"),
        LocaleColumn(),
        LiveStatusTagColumn(),
    ]
    list_filter = ["is_door", "live"]
    search_backend_name = None
    search_fields = ["text", "slug"]
    ordering = ["-is_door", "order", "text", "pk"]
    list_per_page = 50

    def get_queryset(self, request):
        return IdentificationQuestion.objects.select_related("locale")
