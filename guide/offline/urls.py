"""What stands under <language>/offline/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.offline, name="offline"),
    path("packs.json", views.catalogue),
    path("finder-index.json", views.finder_index),
    path("<slug:name>.json", views.pack),
    path("<slug:name>.zip", views.archive),
    path("<slug:name>/hashes.json", views.hashes),
    path("<slug:name>/file.json", views.one_file),
]
