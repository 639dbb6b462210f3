"""People of partners in the admin: invite, send again, withdraw, see who belongs where, remove at once."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from ..models import Invitation, Membership
from . import inviting
from .forms import StaffInviteForm

PERMISSION = "portal.add_invitation"


class PeopleMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(PERMISSION)


class PeopleView(WagtailAdminTemplateMixin, View):
    """Everything on one page: who is invited, who belongs to which partner."""

    template_name = "admin/people/index.html"
    header_icon = "group"
    page_title = gettext_lazy("People of partners")

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get(self, request):
        return self.answer(StaffInviteForm(request=request, initial={"partner": request.GET.get("partner")}))

    def post(self, request):
        form = StaffInviteForm(request.POST, request=request)
        if not form.is_valid():
            return self.answer(form)
        found = form.save()
        messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": found.email})
        return redirect("partner_people:index")

    def answer(self, form):
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        people = Membership.objects.select_related("user", "partner").order_by(
            "partner__title", "partner", "-is_lead", "user__email"
        )
        invitations = Invitation.objects.select_related("partner", "invited_by").order_by("-invited_at", "-pk")
        return super().get_context_data(**kwargs) | {"people": people, "invitations": invitations[:200]}


class ActionView(View):
    """A button of the page above. Does one thing to one object and goes back."""

    model = None
    act = None
    done = ""

    def post(self, request, pk):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        type(self).act(get_object_or_404(self.model, pk=pk), request)
        messages.success(request, self.done)
        return redirect("partner_people:index")


class AgainView(ActionView):
    model = Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
    done = gettext_lazy("A new letter is on its way. The earlier link works no more.")

    @staticmethod
    def act(invitation, request):
        inviting.invite_again(invitation)


class WithdrawView(AgainView):
    done = gettext_lazy("The invitation is withdrawn.")

    @staticmethod
    def act(invitation, request):
        inviting.withdraw(invitation)


class RemoveView(ActionView):
    model = Membership
    done = gettext_lazy("Removed. This person is out at once; what they wrote stays with the organisation.")

    @staticmethod
    def act(membership, request):
        inviting.remove(membership, request.user)


class LeadView(ActionView):
    """Make a member a lead, or a lead a member."""

    model = Membership
    done = gettext_lazy("Changed.")

    @staticmethod
    def act(membership, request):
        membership.is_lead = not membership.is_lead
        membership.save(update_fields=["is_lead"])


class PeopleViewSet(ViewSet):
    name = "partner_people"
    url_prefix = "partner-people"
    icon = "group"
    menu_label = gettext_lazy("People of partners")
    menu_order = 610
    add_to_settings_menu = True
    menu_item_class = PeopleMenuItem

    def get_urlpatterns(self):
        return [
            path("", PeopleView.as_view(), name="index"),
            path("invitations/<int:pk>/again/", AgainView.as_view(), name="again"),
            path("invitations/<int:pk>/withdraw/", WithdrawView.as_view(), name="withdraw"),
            path("members/<int:pk>/remove/", RemoveView.as_view(), name="remove"),
            path("members/<int:pk>/lead/", LeadView.as_view(), name="lead"),
        ]
