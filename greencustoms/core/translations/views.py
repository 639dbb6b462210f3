"""The overview of all translations in the admin, and what changed in one original. They work without script."""

from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail_localize.models import StringSegment, Translation

from . import actions
from .comparing import changes
from .forms import ActionForm, FilterForm
from .rights import Rights, target_locales
from .rows import all_rows, kinds_of, sections_of
from .states import State, cells_of

ROWS_A_PAGE = 50
REASONS_SHOWN = 10


class TranslationsMixin(WagtailAdminTemplateMixin):
    """For those who may publish in one language at least; for others the address does not work."""

    page_title = gettext_lazy("Languages in step")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, *args, **kwargs):
        if not self.rights.may_see:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def rights(self):
        return Rights(self.request.user)

    @cached_property
    def rows(self):
        return all_rows(self.rights)

    @cached_property
    def locales(self):
        return target_locales()

    def get_breadcrumbs_items(self):
        here = [{"url": reverse("translations:index"), "label": self.page_title}]
        if self.get_page_subtitle():
            here.append({"url": "", "label": self.get_page_subtitle()})
        return [*super().get_breadcrumbs_items(), *here]

    def tell(self, outcome):
        done = ngettext("%(count)s translation done.", "%(count)s translations done.", outcome.done)
        messages.success(self.request, done % {"count": outcome.done})
        for sentence in outcome.left[:REASONS_SHOWN]:
            messages.warning(self.request, _("Left as it was: %(what)s") % {"what": sentence})
        more = len(outcome.left) - REASONS_SHOWN
        if more > 0:
            messages.warning(self.request, _("%(count)s more were left as they were.") % {"count": more})


class IndexView(TranslationsMixin, View):
    """Pages and records by languages: how each translation stands, and what can be done with many at once."""

    template_name = "admin/translations/index.html"

    def get(self, request):
        form = FilterForm(request.GET, locales=self.locales, kinds=kinds_of(self.rows), sections=sections_of(self.rows))
        rows, locales = form.matching(self.rows), form.shown_locales()
        state = form.chosen("state")
        cells = {}
        if state:
            cells = cells_of(rows, locales)
            rows = [row for row in rows if any(state in cell.states for cell in cells[row.id])]
        page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("p"))
        if not state:
            cells = cells_of(list(page), locales)
        kept = {name: value for name, value in request.GET.items() if name != "p" and value}
        context = self.get_context_data(
            form=form,
            page=page,
            locales=locales,
            table=[(row, row_url(row), [(cell, self.cell_url(cell)) for cell in cells[row.id]]) for row in page],
            languages=self.rights.languages,
            query=f"{urlencode(kept)}&" if kept else "",
            address=request.get_full_path(),
        )
        return self.render_to_response(context)

    def cell_url(self, cell):
        """Where this cell is worked on: the editor of the translation, or the form that sends for translation."""
        if cell.locale.pk not in self.rights.language_keys:
            return ""
        if State.MISSING in cell.states:
            here = {"select_locale": cell.locale.language_code, "next": self.request.get_full_path()}
            if cell.row.is_page:
                address = reverse("wagtail_localize:submit_page_translation", args=[cell.row.pk])
            else:
                names = cell.row.kind.split(".")
                address = reverse("wagtail_localize:submit_snippet_translation", args=[*names, cell.row.pk])
            return f"{address}?{urlencode(here)}"
        return editor_url(cell.row, cell.target_pk)

    def post(self, request):
        form = ActionForm(request.POST, rows=self.rows, locales=self.rights.languages)
        if not form.is_valid():
            for errors in form.errors.values():
                for error in errors:
                    messages.error(request, error)
        else:
            self.tell(self.act(form))
        return redirect(self.way_back())

    def act(self, form):
        rows, locales, action = form.chosen_rows(), form.chosen_locales(), form.cleaned_data["action"]
        if action == ActionForm.SEND:
            return actions.send(rows, locales, self.rights, form.cleaned_data["from_draft"])
        if action == ActionForm.PUBLISH:
            return actions.publish_together(rows, locales, self.rights)
        return actions.mark_reviewed(rows, locales, self.rights)

    def way_back(self):
        """The page of the list that the form stood on; never an address of somewhere else."""
        address = self.request.POST.get("address", "")
        index = reverse("translations:index")
        return address if address == index or address.startswith(f"{index}?") else index


def editor_url(row, pk):
    try:
        if row.is_page:
            return reverse("wagtailadmin_pages:edit", args=[pk])
        return reverse(f"wagtailsnippets_{row.kind.replace('.', '_')}:edit", args=[quote(pk)])
    except NoReverseMatch:
        return ""


def row_url(row):
    return editor_url(row, row.pk)


class CompareView(TranslationsMixin, View):
    """One translation: what changed in the original, what is not translated yet, and whether it was reviewed."""

    template_name = "admin/translations/compare.html"

    @cached_property
    def translation(self):
        found = Translation.objects.select_related("source", "target_locale")
        return get_object_or_404(found, pk=self.kwargs["pk"], enabled=True)

    @cached_property
    def row(self):
        """Nobody compares what they may not read."""
        for row in self.rows:
            if row.key == self.translation.source.object_id:
                return row
        raise Http404

    def get_page_subtitle(self):
        return f"{self.translation.source.object_repr} ({self.translation.target_locale.get_display_name()})"

    def get(self, request, pk):
        cell = cells_of([self.row], [self.translation.target_locale])[self.row.id][0]
        if cell.target_pk is None:
            raise Http404
        context = self.get_context_data(
            cell=cell,
            changes=changes(self.translation.source),
            untranslated=self.untranslated(),
            reviews=self.translation.reviews.select_related("reviewed_by"),
            translation=self.translation,
            editor_url=editor_url(self.row, cell.target_pk),
            may_write=self.translation.target_locale_id in self.rights.language_keys,
        )
        return self.render_to_response(context)

    def untranslated(self):
        found = StringSegment.objects.filter(source=self.translation.source_id).order_by("order")
        found = found.annotate_translation(self.translation.target_locale).filter(translation=None)
        return list(found.values_list("string__data", flat=True))
