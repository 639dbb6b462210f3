from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, PageManager, PageViewRestriction
from wagtail.search import index

from ..blocks import SourceBlock, StoryBlock
from ..index_words import with_words
from ..languages import direction
from ..memo import remember
from ..querysets import SitePageQuerySet, private_paths
from ..translating import same_in_all_languages


def locale_codes() -> dict[int, str]:
    """The language code of each locale, by its primary key."""
    return remember("locale codes", lambda: dict(Locale.objects.values_list("pk", "language_code")))


class BasePageForm(WagtailAdminPageForm):
    """Refuses an address that the parent page needs for itself."""

    def clean(self):
        cleaned = super().clean()
        slug = cleaned.get("slug")
        reserved = getattr(self.parent_page.specific_class, "reserved_child_slugs", ()) if self.parent_page else ()
        if slug and slug.lower() in reserved:
            self.add_error(
                "slug", ValidationError(_("“%(slug)s” is used by the site itself. Choose another.") % {"slug": slug})
            )
        return cleaned


class BasePage(Page):
    """What every page of the site has: a summary and a picture for messengers."""

    summary = models.CharField(
        _("summary"),
        max_length=400,
        blank=True,
        help_text=_("One sentence. Shown in lists, and by search engines and messengers."),
    )
    social_image = models.ForeignKey(
        "core.SiteImage",
        verbose_name=_("picture for messengers"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown when someone shares the page. The sign of the initiative is used if there is none."),
    )

    base_form_class = BasePageForm
    reserved_child_slugs = frozenset()

    objects = PageManager.from_queryset(SitePageQuerySet)()

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    promote_panels = [
        MultiFieldPanel(["slug", "seo_title", "search_description", "social_image"], heading=_("For search engines")),
        MultiFieldPanel(["show_in_menus"], heading=_("For site menus")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.FilterField("locale"),
        index.FilterField("slug"),
    ]
    override_translatable_fields = same_in_all_languages("slug")

    class Meta:
        abstract = True

    @classmethod
    def get_search_fields(cls):
        return with_words(super().get_search_fields())

    @cached_property
    def description(self):
        """The text for search engines and messengers."""
        return self.search_description or self.summary

    @cached_property
    def language_code(self):
        """The language this page is written in, whatever the address it is shown at."""
        return locale_codes()[self.locale_id]

    @cached_property
    def text_direction(self):
        return direction(self.language_code)

    def get_view_restrictions(self):
        """As Wagtail's, but without a query where no page above this one is private. Aliases ask as usual."""
        if self.alias_of_id or any(self.path.startswith(path) for path in private_paths()):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()

    def structured_data(self, request):
        """Schema.org objects that describe this page, for its JSON-LD block; page types add their own."""
        return []


class ArticlePage(BasePage):
    """A page that is read from top to bottom: a lead, a body of blocks, and where the facts come from."""

    intro = models.TextField(
        _("lead"), blank=True, help_text=_("One or two sentences in larger type at the head of the page.")
    )
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)
    sources = StreamField(
        [("source", SourceBlock())],
        verbose_name=_("sources"),
        blank=True,
        help_text=_("Where the facts on this page come from. Listed at its end."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("body"), FieldPanel("sources")]
    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    override_translatable_fields = [*BasePage.override_translatable_fields, *same_in_all_languages("sources")]

    class Meta:
        abstract = True
