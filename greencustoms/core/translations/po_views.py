"""PO files for outside translators: download, upload, preview, import."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages

from ..models import TranslationUpload
from .forms import ExportForm, UploadForm
from .po_files import exported
from .po_import import RefusedImportError, plan_import, run_import
from .rows import kinds_of, sections_of
from .views import TranslationsMixin

KEPT = timedelta(days=1)
SHOWN = 500


class FilesView(TranslationsMixin, View):
    """The way out and back in for outside translators."""

    template_name = "admin/translations/files.html"
    page_subtitle = gettext_lazy("Files for translators")

    def get(self, request):
        if "part" not in request.GET:
            return self.answer(self.export_form(), self.upload_form())
        form = self.export_form(request.GET)
        if not form.is_valid():
            return self.answer(form, self.upload_form(), status=422)
        locale = form.locale()
        data, count = exported(form.matching(self.rows), locale)
        if not count:
            form.add_error("part", _("Nothing of this has been sent for translation into this language yet."))
            return self.answer(form, self.upload_form(), status=422)
        response = HttpResponse(data, content_type="application/zip")
        name = f"translations-{locale.language_code}-{timezone.localdate():%Y-%m-%d}.zip"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def post(self, request):
        form = self.upload_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.answer(self.export_form(), form, status=422)
        return redirect("translations:upload", store_upload(form, request.user).pk)

    def export_form(self, *data):
        return ExportForm(
            *data, locales=self.rights.languages, kinds=kinds_of(self.rows), sections=sections_of(self.rows)
        )

    def upload_form(self, *data):
        return UploadForm(*data, locales=self.rights.languages)

    def answer(self, export_form, upload_form, status=200):
        context = self.get_context_data(export_form=export_form, upload_form=upload_form)
        return self.render_to_response(context, status=status)


def store_upload(form, user) -> TranslationUpload:
    """Keep a file until it is taken in or discarded; old ones that nobody came back to are dropped."""
    TranslationUpload.objects.filter(uploaded_at__lt=timezone.now() - KEPT).delete()
    file = form.cleaned_data["file"]
    return TranslationUpload.objects.create(
        file_name=file.name[:255], data=file.read(), locale=form.locale(), uploaded_by=user
    )


class UploadView(TranslationsMixin, View):
    """What an upload would change, with every problem; then the import itself. Each sees only their own uploads."""

    template_name = "admin/translations/upload.html"

    @cached_property
    def upload(self):
        return get_object_or_404(
            TranslationUpload.objects.select_related("locale"), pk=self.kwargs["pk"], uploaded_by=self.request.user
        )

    def get_page_subtitle(self):
        return self.upload.file_name

    def plan(self):
        return plan_import(bytes(self.upload.data), self.upload.file_name, self.upload.locale, self.rights)

    def get(self, request, pk):
        return self.answer(self.plan())

    def answer(self, plan, status=200):
        context = self.get_context_data(
            plan=plan,
            upload=self.upload,
            changes=plan.all_changes[:SHOWN],
            problems=plan.problems[:SHOWN],
            more_changes=max(0, len(plan.all_changes) - SHOWN),
            more_problems=max(0, len(plan.problems) - SHOWN),
        )
        return self.render_to_response(context, status=status)

    def post(self, request, pk):
        if "discard" in request.POST:
            self.upload.delete()
            messages.success(request, _("The file was discarded. Nothing was changed."))
            return redirect("translations:files")
        plan = self.plan()
        try:
            count = run_import(plan, request.user, publish="publish" in request.POST)
        except RefusedImportError as error:
            plan.problems = error.problems
            return self.answer(plan, status=422)
        self.upload.delete()
        done = ngettext("%(count)s text was changed.", "%(count)s texts were changed.", count)
        messages.success(request, done % {"count": count})
        return redirect(reverse("translations:index"))
