"""Lists in the admin: pages, each once and in its original language; records, with ways to their translations."""

from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, Q, prefetch_related_objects
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.widgets.button import Button
from wagtail.models import DraftStateMixin, Locale, Revision, WorkflowMixin, WorkflowState
from wagtail.snippets.views import snippets
from wagtail_localize.models import TranslationSource


def each_once(queryset, request):
    """Things in their original language, translations only of what has no original.

    Whoever searches or chooses a language sees the translations too. "Languages in step" lists how they all stand.
    """
    if request.GET.get("q") or request.GET.get("locale"):
        return queryset
    original = Locale.get_default()
    originals = queryset.model.objects.filter(locale=original).values("translation_key")
    return queryset.filter(Q(locale=original) | ~Q(translation_key__in=originals))


class OriginalsView(IndexView):
    def get_base_queryset(self):
        return each_once(super().get_base_queryset(), self.request)


class DayColumn(Column):
    """A day, past or to come. Wagtail's own column tells how long ago it was, and of days to come "just now"."""

    def get_value(self, instance):
        day = super().get_value(instance)
        return date_format(day, "DATE_FORMAT") if day else ""


class RecordsView(snippets.IndexView):
    """A list of translatable records. What is known of their state and translations is asked once for all rows.

    Wagtail 8.0 asks for the state of each record of a list anew, and so do the buttons of the translation package
    (wagtail-localize 1.14), which those here take the place of.
    """

    def get_base_queryset(self):
        return each_once(super().get_base_queryset(), self.request)

    def get_table(self, object_list):
        self.records = list(object_list)
        self.learn_states()
        return super().get_table(self.records)

    def learn_states(self):
        """Fill in what `status_string` asks of each record: whether it waits for its day, or for a moderator."""
        if issubclass(self.model, WorkflowMixin):
            states = WorkflowState.objects.active()
            prefetch_related_objects(
                self.records, Prefetch("workflow_states", states, to_attr="_current_workflow_states")
            )
        if issubclass(self.model, DraftStateMixin):
            revisions = Revision.objects.filter(
                base_content_type=ContentType.objects.get_for_model(self.model, for_concrete_model=False),
                object_id__in=[str(record.pk) for record in self.records],
                approved_go_live_at__isnull=False,
            )
            scheduled = {revision.object_id: revision for revision in revisions}
            for record in self.records:
                record.scheduled_revision = scheduled.get(str(record.pk))

    def get_list_buttons(self, record):
        """As in lists of other things: without the hook by which the package adds its buttons to lists of snippets."""
        return super(snippets.IndexView, self).get_list_buttons(record)

    def get_list_more_buttons(self, record):
        buttons = super().get_list_more_buttons(record)
        if self.request.user.has_perm("wagtail_localize.submit_translation"):
            buttons += self.buttons_to_translate(record)
        return buttons

    def buttons_to_translate(self, record):
        if self.locales - self.translated.get(record.translation_key, set()):
            names = [self.model._meta.app_label, self.model._meta.model_name, quote(record.pk)]
            yield Button(
                _("Translate"),
                reverse("wagtail_localize:submit_snippet_translation", args=names),
                attrs={"aria-label": _("Translate “%(title)s”") % {"title": record}},
                icon_name="wagtail-localize-language",
                priority=100,
            )
        if source := self.sources.get((record.translation_key, record.locale_id)):
            address = reverse("wagtail_localize:update_translations", args=[source])
            yield Button(
                _("Bring translations up to date"),
                f"{address}?{urlencode({'next': self.request.path})}",
                attrs={"aria-label": _("Bring translations of “%(title)s” up to date") % {"title": record}},
                icon_name="resubmit",
                priority=106,
            )

    @cached_property
    def locales(self):
        return set(Locale.objects.values_list("pk", flat=True))

    @property
    def keys(self):
        return [record.translation_key for record in self.records]

    @cached_property
    def translated(self):
        """The languages each record of this page of the list is in, by its translation key."""
        languages = {}
        twins = self.model.objects.filter(translation_key__in=self.keys)
        for key, locale in twins.values_list("translation_key", "locale"):
            languages.setdefault(key, set()).add(locale)
        return languages

    @cached_property
    def sources(self):
        """The originals that have translations in step with them, by translation key and language."""
        found = TranslationSource.objects.filter(object__in=self.keys, translations__enabled=True)
        return {(key, locale): pk for key, locale, pk in found.values_list("object", "locale", "pk")}
