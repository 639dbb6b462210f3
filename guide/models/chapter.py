from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from greencustoms.core.icons import GOODS_ICONS
from greencustoms.core.models import BasePage
from greencustoms.core.page_part import language_of
from greencustoms.core.translating import same_in_all_languages

from ..blocks import GuideBlock, InstrumentBlock, KeyedSourceBlock, QuestionBlock
from ..goods import items_under
from ..numbering import Topic, number_sources, number_topic
from ..querysets import ChapterQuerySet
from .practical import PracticalPage


class ChapterPage(BasePage):
    """One treaty, told to customs officers under the same five topics as every other."""

    template = "pages/chapter_page.html"
    parent_page_types = ["guide.GuideIndexPage"]
    subpage_types = []

    number = models.PositiveSmallIntegerField(
        _("chapter number"),
        validators=[MinValueValidator(1), MaxValueValidator(99)],
        help_text=_("Paragraphs are cited by it (5.3.2), so it should not change once published."),
    )
    treaty_name = models.CharField(
        _("full name of the treaty"), max_length=400, help_text=_("The title above is its short name.")
    )
    icon = models.CharField(_("sign"), max_length=20, choices=GOODS_ICONS, default="unk")
    partner = models.ForeignKey(
        "partners.PartnerPage",
        verbose_name=_("administering partner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="chapters",
    )
    goods = models.CharField(_("goods"), max_length=160, help_text=_("What it controls, in a few words."))
    goods_note = models.CharField(_("more on the goods"), max_length=320, blank=True)
    paper = models.CharField(_("paper to ask for"), max_length=300, help_text=_("The first paper an officer asks for."))
    call = models.CharField(_("whom to call"), max_length=300, help_text=_("An office, never a person."))
    directory_url = models.URLField(
        _("directory of focal points"), blank=True, max_length=500, help_text=_("The official list of the treaty.")
    )

    hold = models.TextField(_("1. Hold"), blank=True)
    read = models.TextField(_("2. Read"), blank=True)
    compare = models.TextField(_("3. Compare"), blank=True)
    decide = models.TextField(_("4. Decide"), blank=True)
    release_if = models.TextField(_("Release if"), blank=True)
    stop_if = models.TextField(_("Do not release if"), blank=True)

    adopted = models.DateField(_("adopted"), null=True, blank=True)
    adopted_at = models.CharField(_("adopted at"), max_length=200, blank=True)
    in_force = models.DateField(_("in force since"), null=True, blank=True)
    parties = models.PositiveSmallIntegerField(_("number of parties"), null=True, blank=True)
    parties_as_of = models.CharField(
        _("number of parties as of"), max_length=40, blank=True, help_text=_("For example: November 2024.")
    )
    parties_source = models.CharField(
        _("source of the number"), max_length=60, blank=True, help_text=_("The key of a source listed below.")
    )
    depositary = models.CharField(_("depositary"), max_length=300, blank=True)
    related_instruments = StreamField(
        [("instrument", InstrumentBlock())], verbose_name=_("related instruments"), blank=True
    )

    definitions = StreamField(GuideBlock(), verbose_name=_("1. Definitions"), blank=True)
    provisions = StreamField(GuideBlock(), verbose_name=_("2. Provisions for regulating trade"), blank=True)
    role_of_customs = StreamField(GuideBlock(), verbose_name=_("3. The specific role of customs"), blank=True)
    official_materials = StreamField(GuideBlock(), verbose_name=_("4. Official materials to be aware of"), blank=True)
    focal_points = StreamField(GuideBlock(), verbose_name=_("5. National focal points"), blank=True)
    sources = StreamField([("source", KeyedSourceBlock())], verbose_name=_("sources"), blank=True)
    knowledge_check = StreamField([("question", QuestionBlock())], verbose_name=_("knowledge check"), blank=True)
    reviewed_on = models.DateField(
        _("last reviewed on"),
        null=True,
        blank=True,
        help_text=_("When the treaty secretariat last confirmed the text."),
    )
    what_changed = models.TextField(
        _("what changed"), blank=True, help_text=_("At the last review, in one or two sentences for readers.")
    )

    TOPICS = (
        ("definitions", _("Definitions")),
        ("provisions", _("Provisions for regulating trade")),
        ("role_of_customs", _("The specific role of customs")),
        ("official_materials", _("Official materials to be aware of")),
        ("focal_points", _("National focal points")),
    )

    objects = PageManager.from_queryset(ChapterQuerySet)()

    treaty_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel(["number", "icon"]),
                "treaty_name",
                "partner",
                FieldRowPanel(["goods", "goods_note"]),
                FieldRowPanel(["paper", "call"]),
                "directory_url",
            ],
            heading=_("At a glance"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(["hold", "read"]),
                FieldRowPanel(["compare", "decide"]),
                FieldRowPanel(["release_if", "stop_if"]),
            ],
            heading=_("At the border"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(["adopted", "adopted_at", "in_force"]),
                FieldRowPanel(["parties", "parties_as_of", "parties_source"]),
                "depositary",
                "related_instruments",
                "reviewed_on",
                "what_changed",
            ],
            heading=_("Facts of the treaty"),
        ),
    ]
    topic_panels = [*(FieldPanel(name) for name, _title in TOPICS), FieldPanel("sources")]
    check_panels = [FieldPanel("knowledge_check")]

    edit_handler = TabbedInterface(
        [
            ObjectList(treaty_panels, heading=_("Treaty")),
            ObjectList(topic_panels, heading=_("Five topics")),
            ObjectList(check_panels, heading=_("Knowledge check")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("treaty_name", boost=3),
        index.SearchField("goods", boost=2),
        index.SearchField("goods_note"),
        index.SearchField("paper"),
        *(index.SearchField(name) for name, _title in TOPICS),
        index.FilterField("number"),
    ]
    has_catalogue_of_its_own = True
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *same_in_all_languages("parties_as_of", "parties_source", "sources"),
    ]

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")

    @cached_property
    def source_numbers(self):
        """The number of each source, in the order they are listed."""
        return number_sources(self.sources)

    @cached_property
    def topics(self):
        """The five topics with their numbered blocks, always in the same order."""
        return [
            Topic(
                number=f"{self.number}.{place}",
                anchor=f"t{place}",
                title=title,
                blocks=number_topic(getattr(self, name), f"{self.number}.{place}", f"p{place}", self.source_numbers),
            )
            for place, (name, title) in enumerate(self.TOPICS, start=1)
        ]

    @cached_property
    def moves(self):
        """The four moves at the border that have been written."""
        moves = [
            (_("Hold"), self.hold),
            (_("Read"), self.read),
            (_("Compare"), self.compare),
            (_("Decide"), self.decide),
        ]
        return [{"verb": verb, "text": text} for verb, text in moves if text]

    def get_context(self, request, *args, **kwargs):
        chapters = list(ChapterPage.objects.sibling_of(self).for_cards())
        place = next((at for at, chapter in enumerate(chapters) if chapter.pk == self.pk), None)
        return super().get_context(request, *args, **kwargs) | {
            "chapters": chapters,
            "previous_chapter": chapters[place - 1] if place else None,
            "next_chapter": chapters[place + 1] if place is not None and place + 1 < len(chapters) else None,
            "items": items_under(self.translation_key, language_of(request)),
            "practical_pages": list(PracticalPage.objects.descendant_of(self.get_parent()).for_cards()),
        }
