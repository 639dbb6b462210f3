"""Addresses of workshops and reports in the portal. A report is named by a random key."""

from django.urls import path

from .views import announcing
from .views.expert import expert, expert_file
from .views.reports import lists, offline, submitting, writing

urlpatterns = [
    path("workshops/", lists.workshop_list, name="workshops"),
    path("workshops/report/", lists.begin_report, name="report-begin"),
    path("workshops/announce/", announcing.announce, name="announce"),
    path("workshops/announced/<uuid:key>/", announcing.announced, name="announced"),
    path("reports/<uuid:key>/", submitting.status, name="report"),
    path("reports/<uuid:key>/edit/", writing.edit, name="report-edit"),
    path("reports/<uuid:key>/autosave/", writing.autosave, name="report-autosave"),
    path("reports/<uuid:key>/review/", submitting.review, name="report-review"),
    path("reports/<uuid:key>/step/<slug:name>/", submitting.step, name="report-step"),
    path("reports/<uuid:key>/texts/<int:number>/", submitting.text, name="report-text"),
    path("reports/<uuid:key>/files/<uuid:file_key>/", submitting.file, name="report-file"),
    path("reports/<uuid:key>/form.<str:kind>", offline.blank_form, name="report-offline"),
    path("reports/<uuid:key>/upload/", offline.upload, name="report-upload"),
    path("expert/<slug:token>/", expert, name="expert"),
    path("expert/<slug:token>/files/<uuid:file_key>/", expert_file, name="expert-file"),
]
