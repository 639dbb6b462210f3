"""Beginning a report for a partner, in the admin."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from .beginning import begin_for, may_begin
from .forms import BeginForm
from .views import StaffMixin


class BeginView(StaffMixin, View):
    """Choose partner and workshop, and hand over the filled-in form if there is one."""

    template_name = "portal/admin/begin.html"
    page_subtitle = gettext_lazy("Begin a report for a partner")

    def dispatch(self, request, *args, **kwargs):
        if not may_begin(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.answer(BeginForm())

    def post(self, request):
        form = BeginForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.answer(form, status=422)
        partner, workshop = form.cleaned_data["partner"], form.cleaned_data["workshop"]
        _draft, told = begin_for(partner, workshop, request.user, form.typed)
        messages.success(
            request,
            _("The report is begun, and %(people)s were told. You see it here again once it is submitted.")
            % {"people": ", ".join(map(str, told))},
        )
        return redirect("report_moderation:index")

    def answer(self, form, status=200):
        return self.render_to_response(self.get_context_data(form=form), status=status)
