"""What the admin shows of reports. Imported when the apps are ready."""

from wagtail import hooks

from .admin import ReportViewSet, WaitingReportsPanel
from .beginning import permission_to_begin


@hooks.register("register_admin_viewset")
def register_reports():
    return ReportViewSet("report_moderation", url_prefix="partner-reports")


hooks.register("register_permissions", permission_to_begin)


@hooks.register("construct_homepage_panels")
def add_waiting_reports(request, panels):
    panels.append(WaitingReportsPanel())
