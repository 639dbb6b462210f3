from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from greencustoms.core.memo import remember
from greencustoms.core.models import ArticlePage, BasePageForm
from greencustoms.core.page_part import url_of

from .. import country_pages, figures
from ..charts import year_bars
from ..listing import list_workshops
from ..worldmap.points import world_map
from ..year_pages import list_year
from .workshop import WorkshopPage


class WorkshopIndexPage(RoutablePageMixin, ArticlePage):
    """The record of all workshops."""

    template = "pages/workshop_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["workshops.WorkshopYearPage"]
    max_count_per_parent = 1
    reserved_child_slugs = frozenset({"feed", "calendar", "data", "map", "countries"})

    class Meta:
        verbose_name = _("record of workshops")

    @cached_property
    def workshops(self):
        return WorkshopPage.objects.in_record(self.language_code)

    def count_by_year(self):
        return self.workshops.count_by_year()

    def get_context(self, request, *args, **kwargs):
        listed = list_workshops(self.workshops, self.language_code, request)
        if not listed["query"] and listed["results"].number == 1:
            listed["bars"] = year_bars(remember(("years of the record", self.language_code), self.count_by_year))
            listed["countries_url"] = country_pages.countries_path(request)
            listed["map"] = world_map(figures.held(self.workshops), self.language_code, listed["countries_url"])
        listed["index_url"] = url_of(self, request)
        return super().get_context(request, *args, **kwargs) | listed

    @path(country_pages.ROUTE)
    def countries(self, request):
        return country_pages.country_list(self, request)

    @path(f"{country_pages.ROUTE}<str:code>/")
    def country(self, request, code):
        return country_pages.country_page(self, request, code)


class WorkshopYearPageForm(BasePageForm):
    """Keeps the address of a year page equal to its year."""

    def clean(self):
        cleaned = super().clean()
        year, slug = cleaned.get("year"), cleaned.get("slug")
        if year and slug and slug != str(year):
            self.add_error(
                "slug", ValidationError(_("The address of a year page is its year: %(year)s.") % {"year": year})
            )
        return cleaned


class WorkshopYearPage(ArticlePage):
    """The workshops of one year."""

    template = "pages/workshop_year_page.html"
    parent_page_types = ["workshops.WorkshopIndexPage"]
    subpage_types = ["workshops.WorkshopPage"]
    base_form_class = WorkshopYearPageForm

    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[MinValueValidator(2001), MaxValueValidator(2100)],
        help_text=_("Workshops under this page begin in this year. The address is the year too."),
    )

    content_panels = [ArticlePage.content_panels[0], FieldPanel("year"), *ArticlePage.content_panels[1:]]
    search_fields = [*ArticlePage.search_fields, index.FilterField("year")]

    class Meta:
        verbose_name = _("year of workshops")
        verbose_name_plural = _("years of workshops")

    @cached_property
    def workshops(self):
        # By the places in the tree, which have an index. `child_of` compares beginnings of text, for which SQLite has none.
        return WorkshopPage.objects.filter(pk__in=self.get_children().order_by().values("pk")).live().public()

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | list_year(self, request)
