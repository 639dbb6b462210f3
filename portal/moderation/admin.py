"""Reports in the menu and under the addresses of the admin, and on its first page."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet

from . import views
from .begin_view import BeginView
from .rights import may_read, seen_by_staff

SHOWN_ON_FIRST_PAGE = 10


class ReportMenuItem(MenuItem):
    def is_shown(self, request):
        return may_read(request.user)


class ReportViewSet(ViewSet):
    """The screens for reading and deciding on reports."""

    icon = "doc-full"
    menu_label = _("Reports of partners")
    menu_name = "reports-of-partners"
    menu_order = 210
    add_to_admin_menu = True
    menu_item_class = ReportMenuItem

    def get_urlpatterns(self):
        view = self.construct_view
        return [
            path("", view(views.IndexView), name="index"),
            path("begin/", view(BeginView), name="begin"),
            path("<uuid:key>/", view(views.ReviewView), name="review"),
            path("<uuid:key>/files/<uuid:file_key>/", view(views.FileView), name="file"),
            path("<uuid:key>/experts/", view(views.AskExpertView), name="ask-expert"),
            path("<uuid:key>/experts/<int:number>/revoke/", view(views.RevokeView), name="revoke"),
        ]


class WaitingReportsPanel(Component):
    """The reports that wait for a decision, with their age, on the first page of the admin."""

    name = "waiting_reports"
    template_name = "portal/admin/panel.html"
    order = 150

    def get_context_data(self, parent_context):
        is_for_them = may_read(parent_context["request"].user)
        waiting = seen_by_staff().for_lists().waiting()[:SHOWN_ON_FIRST_PAGE] if is_for_them else []
        return {"waiting": waiting}
