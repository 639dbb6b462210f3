"""Addresses under the record of workshops. Those with a dot cannot be routes of a page."""

from django.urls import path

from . import views

app_name = "workshops"

urlpatterns = [
    path("data.csv", views.download, {"name": "csv"}, name="csv"),
    path("data.xlsx", views.download, {"name": "xlsx"}, name="xlsx"),
    path("data.json", views.download, {"name": "json"}, name="json"),
    path("informea.json", views.download, {"name": "informea"}, name="informea"),
    path("feed/", views.download, {"name": "feed"}, name="feed"),
    path("calendar/", views.download, {"name": "calendar"}, name="calendar"),
    path("<int:year>/<str:slug>/calendar.ics", views.event, name="event"),
]
