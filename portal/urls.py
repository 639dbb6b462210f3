"""Addresses under `/portal/`. They carry no language: it is chosen by cookie, then by what the browser asks for."""

from django.urls import path

from .people.urls import urlpatterns as people_urls
from .report_urls import urlpatterns as report_urls
from .views.dashboard import dashboard

app_name = "portal"

urlpatterns = [
    path("", dashboard, name="dashboard"),
    *people_urls,
    *report_urls,
]
