"""Background work in the admin, under Reports: what waits, runs, is done or failed, and a way to ask for it again."""

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..models import Job
from .kinds import all_kinds, kind_named, label_of
from .queue import QueueFullError, run_again

ROWS_A_PAGE = 50


def may_see(user) -> bool:
    """Those who publish pages: their work is what starts jobs."""
    return PagePermissionPolicy().user_has_permission(user, "publish")


class FilterForm(forms.Form):
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of work"), required=False)

    def __init__(self, data):
        super().__init__(data)
        self.fields["state"].choices = [("", _("All")), *Job.State.choices]
        self.fields["kind"].choices = [("", _("All")), *((kind.name, kind.label) for kind in all_kinds())]

    def chosen(self) -> dict:
        """What to filter by; a value that is no choice filters nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class JobsMixin(WagtailAdminTemplateMixin):
    page_title = gettext_lazy("Background work")
    header_icon = "cogs"

    def dispatch(self, request, *args, **kwargs):
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": reverse("jobs:index"), "label": self.page_title}]


class IndexView(JobsMixin, View):
    template_name = "admin/jobs/index.html"

    @cached_property
    def form(self):
        return FilterForm(self.request.GET)

    def get(self, request):
        chosen = self.form.chosen()
        page = Paginator(Job.objects.filter(**chosen), ROWS_A_PAGE).get_page(request.GET.get("p"))
        rows = [(job, label_of(job.kind), kind_named(job.kind)) for job in page]
        context = self.get_context_data(
            form=self.form, page=page, rows=rows, query=f"{urlencode(chosen)}&" if chosen else ""
        )
        return self.render_to_response(context)


class AgainView(JobsMixin, View):
    """Asks for the work of a job that is over, once more. Only by the button: a GET goes back to the list."""

    def get(self, request, pk):
        return redirect("jobs:index")

    def post(self, request, pk):
        job = get_object_or_404(Job, pk=pk)
        if not job.is_over or kind_named(job.kind) is None:
            messages.warning(request, _("This work is not over yet, or this version of the site does not know it."))
        else:
            try:
                run_again(job)
            except QueueFullError:
                messages.error(request, _("Too much of this kind of work waits already. Try again later."))
            else:
                messages.success(request, _("The work will be done again."))
        return redirect("jobs:index")


class JobsViewSet(ViewSet):
    name = "jobs"
    icon = "cogs"

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(IndexView), name="index"),
            path("<int:pk>/again/", self.construct_view(AgainView), name="again"),
        ]


class JobsMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see(request.user)


def menu_item():
    return JobsMenuItem(_("Background work"), reverse("jobs:index"), icon_name="cogs", order=9100)
