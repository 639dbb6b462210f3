"""One original is sent for translation: from its buttons in the admin, and from an empty cell of the overview.

It stands at the addresses of two screens of the translation package ("Translate this page", "Sync translated pages").
Those ask for one permission and then show and copy any page, drafts and private ones too, into any language, and copy
the pages above it in English where they are not translated (wagtail-localize 1.14).
"""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize.models import TranslationSource

from . import actions
from .forms import SendForm
from .rows import is_translated, page_rows, row_of
from .states import State, cells_of
from .views import TranslationsMixin, editor_url


class SendView(TranslationsMixin, View):
    """Make drafts of translations of one original, or bring the list of texts of those that exist up to date."""

    template_name = "admin/translations/send.html"

    def get_page_subtitle(self):
        return _("Send for translation: %(title)s") % {"title": self.row.title}

    def get(self, request, **kwargs):
        if not is_translated(type(self.original)):
            messages.warning(request, _("Reports of partners stay in the language they were written in."))
            return redirect("translations:index")
        return self.answer(self.form(initial={"languages": request.GET.getlist("select_locale")}))

    def post(self, request, **kwargs):
        if not is_translated(type(self.original)):
            raise Http404
        form = self.form(request.POST)
        if not form.is_valid():
            return self.answer(form, status=422)
        rows = [self.row, *(self.rows_below if form.cleaned_data.get("below") else [])]
        locales = form.chosen_locales()
        outcome = actions.send(rows, locales, self.rights, form.cleaned_data.get("from_draft", False))
        self.tell(outcome)
        return redirect(self.way_on(locales) if outcome.done else request.get_full_path())

    def form(self, *args, **kwargs):
        has_draft = getattr(self.original, "has_unpublished_changes", False)
        return SendForm(
            *args,
            locales=self.rights.languages,
            pages_below=len(self.rows_below),
            has_draft=has_draft and self.rights.may_read_draft(self.original),
            **kwargs,
        )

    def answer(self, form, status=200):
        cells = cells_of([self.row], self.rights.languages)[self.row.id]
        chosen = form["languages"].value() or []
        languages = [(cell, cell.locale.language_code in chosen) for cell in cells]
        context = self.get_context_data(form=form, languages=languages, next_url=self.next_url)
        return self.render_to_response(context, status=status)

    def way_on(self, locales):
        """Back to where the user came from, else to the one translation that was made, else to the overview."""
        if self.next_url:
            return self.next_url
        (cell, *_others) = cells_of([self.row], locales)[self.row.id]
        is_one = len(locales) == 1 and State.MISSING not in cell.states
        return (editor_url(self.row, cell.target_pk) if is_one else "") or reverse("translations:index")

    @cached_property
    def next_url(self):
        return get_valid_next_url_from_request(self.request)

    @cached_property
    def original(self):
        """The English version of what the address names. Nobody sends what they may not read."""
        found = self.named(**self.kwargs)
        if found.locale_id != Locale.get_default().pk:
            found = found.get_translation_or_none(Locale.get_default())
        if found is None:
            raise Http404
        if not self.rights.may_read(found):
            raise PermissionDenied
        return found.specific if isinstance(found, Page) else found

    def named(self, page_id=None, app_label="", model_name="", pk="", translation_source_id=None):
        if page_id is not None:
            return get_object_or_404(Page.objects.filter(depth__gt=1), pk=page_id)
        if translation_source_id is not None:
            source = get_object_or_404(TranslationSource, pk=translation_source_id)
            return source.get_source_instance()
        model = get_snippet_model_from_url_params(app_label, model_name)
        if not issubclass(model, TranslatableMixin):
            raise Http404
        return get_object_or_404(model, pk=unquote(pk))

    @cached_property
    def row(self):
        return row_of(self.original)

    @cached_property
    def rows_below(self):
        """The live pages below that this user may read."""
        if not self.row.is_page:
            return []
        rows = page_rows(self.rights, Locale.get_default())
        return [row for row in rows if row.path.startswith(self.row.path) and row.path != self.row.path]
