"""Imports in the admin: upload, preview, import, progress, undo. All of it works without script."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..models import ImportRun
from . import background, runs
from .forms import UploadForm
from .plan import ADD, CHANGE, KEEP
from .problems import UnreadableFileError
from .templates import csv_template, xlsx_template

ROWS_A_PAGE = 50
PROBLEMS_A_PAGE = 100
RUNS_A_PAGE = 20
SECONDS_TO_REFRESH = 2
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

State = ImportRun.State


class ImportMixin(WagtailAdminTemplateMixin):
    """For those who may publish records of this kind; for others the address does not work."""

    importer_class = None
    namespace = ""
    header_icon = "upload"

    def dispatch(self, request, *args, **kwargs):
        if not self.importer.user_may(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def importer(self):
        return self.importer_class()

    def url(self, name, *args):
        return reverse(f"{self.namespace}:{name}", args=args)

    def get_page_title(self):
        return str(self.importer.title)

    def get_breadcrumbs_items(self):
        here = [{"url": self.url("index"), "label": self.importer.title}]
        if self.get_page_subtitle():
            here.append({"url": "", "label": self.get_page_subtitle()})
        return [*super().get_breadcrumbs_items(), *here]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"importer": self.importer, "namespace": self.namespace}


class IndexView(ImportMixin, View):
    """The way in: what to upload, the templates, and what was imported before."""

    template_name = "admin/imports/index.html"

    def get(self, request):
        return self.answer(UploadForm())

    def post(self, request):
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                run = runs.take_in(self.importer.kind, file.read(), file.name, request.user)
            except UnreadableFileError as error:
                form.add_error("file", str(error))
            else:
                background.work_on(run)
                return redirect(self.url("run", run.pk))
        return self.answer(form, status=422)

    def answer(self, form, status=200):
        found = ImportRun.objects.light().filter(kind=self.importer.kind).select_related("uploaded_by")
        page = Paginator(found, RUNS_A_PAGE).get_page(self.request.GET.get("p"))
        return self.render_to_response(self.get_context_data(form=form, runs=page), status=status)


class TemplateView(ImportMixin, View):
    """A table to fill in, or one filled with all that there is now, to be changed and brought back."""

    def get(self, request, what, extension):
        records = self.importer.present() if what == "present" else ()
        name = f"{self.importer.kind}-{what}.{extension}"
        if extension == "csv":
            response = HttpResponse(csv_template(self.importer, records), content_type="text/csv; charset=utf-8")
            response["Content-Disposition"] = f'attachment; filename="{name}"'
            return response
        file = xlsx_template(self.importer, records)
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX_TYPE)


class OneRunMixin(ImportMixin):
    """For views of one import."""

    @cached_property
    def run(self):
        return get_object_or_404(ImportRun, pk=self.kwargs["pk"], kind=self.importer.kind)

    def get_page_subtitle(self):
        return self.run.file_name

    def back(self):
        return redirect(self.url("run", self.run.pk))


class RunView(OneRunMixin, View):
    """One import as it stands: its progress, its preview or its result."""

    TEMPLATES = {
        State.READY: "admin/imports/preview.html",
        State.DONE: "admin/imports/result.html",
        State.UNDONE: "admin/imports/result.html",
        State.FAILED: "admin/imports/stopped.html",
    }

    def get(self, request, pk):
        if runs.rescue(self.run):
            self.run.refresh_from_db()
        if self.run.is_at_work:
            return self.progress()
        self.template_name = self.TEMPLATES[self.run.state]
        return self.render_to_response(self.get_context_data(run=self.run, **self.parts()))

    def progress(self):
        """Asks for itself again and again; the browser does that without script."""
        self.template_name = "admin/imports/progress.html"
        response = self.render_to_response(self.get_context_data(run=self.run))
        response["Refresh"] = str(SECONDS_TO_REFRESH)
        return response

    def parts(self):
        entries = self.run.plan.get("entries", [])
        problems = self.run.plan.get("problems", [])
        shown = self.request.GET.get("show")
        counts = {ADD: self.run.added, CHANGE: self.run.changed, KEEP: self.run.unchanged}
        if shown not in counts:
            shown = next((action for action, count in counts.items() if count), ADD)
        number = self.request.GET.get("p")
        return {
            "shown": shown,
            "tabs": self.tabs(counts, shown),
            "entries": Paginator([entry for entry in entries if entry["action"] == shown], ROWS_A_PAGE).get_page(
                number
            ),
            "problems": Paginator(problems, PROBLEMS_A_PAGE).get_page(self.request.GET.get("problems")),
            "kept": [kept | {"url": self.edit_url(kept["object"])} for kept in self.run.log.get("kept", [])],
        }

    def edit_url(self, key):
        return self.importer.edit_url(key) if key else ""

    def linked(self, entries):
        """These rows, with the way to the records that they changed or made."""
        made = {entry["row"]: entry["object"] for entry in self.run.log.get("entries", [])}
        for entry in entries:
            entry["url"] = self.edit_url(entry["object"] or made.get(entry["row"]))
        return entries

    def tabs(self, counts, shown):
        labels = {ADD: gettext_lazy("Added"), CHANGE: gettext_lazy("Changed"), KEEP: gettext_lazy("Left alone")}
        if self.run.state != State.READY:
            del labels[KEEP]
        return [
            {"name": name, "label": label, "count": counts[name], "is_shown": name == shown}
            for name, label in labels.items()
        ]


class ConfirmView(OneRunMixin, View):
    """Decides to import what the preview shows. The second of two who decide at once changes nothing."""

    def post(self, request, pk):
        if runs.confirm(self.run, request.user):
            background.work_on(self.run)
            self.tell_result()
        elif self.run.state == State.READY:
            messages.error(request, _("There is nothing that can be imported."))
        else:
            messages.warning(request, _("Someone has decided on this import already."))
        return self.back()

    def tell_result(self):
        self.run.refresh_from_db()
        if self.run.state == State.DONE:
            number = self.run.added + self.run.changed
            messages.success(
                self.request,
                ngettext("%(number)s row imported.", "%(number)s rows imported.", number) % {"number": number},
            )


class UndoView(OneRunMixin, View):
    """Asks whether to take a whole import back, and does it."""

    template_name = "admin/imports/undo.html"

    def get(self, request, pk):
        if self.run.state != State.DONE:
            return self.back()
        return self.render_to_response(self.get_context_data(run=self.run))

    def post(self, request, pk):
        if runs.decide_to_undo(self.run, request.user):
            background.work_on(self.run)
        else:
            messages.warning(request, _("This import cannot be undone now."))
        return self.back()


class AgainView(OneRunMixin, View):
    """Checks a stopped import once more."""

    def post(self, request, pk):
        if runs.try_again(self.run):
            background.work_on(self.run)
        return self.back()


class DiscardView(OneRunMixin, View):
    """Throws away an upload that was not imported."""

    def post(self, request, pk):
        gone, _details = ImportRun.objects.filter(pk=self.run.pk, state__in=[State.READY, State.FAILED]).delete()
        if not gone:
            raise Http404
        messages.success(request, _("“%(file)s” was thrown away.") % {"file": self.run.file_name})
        return redirect(self.url("index"))
