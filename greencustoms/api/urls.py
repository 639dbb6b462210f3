from django.urls import path, re_path

from . import views
from .operations import api

operations, app, namespace = api.urls
for pattern in operations:
    # The operations themselves; all that holds for every answer is said in one place.
    pattern.callback = views.for_programs(pattern.callback)

urlpatterns = [
    path("", views.entrance, name="api"),
    path("v1/", views.index, name="api-index"),
    path("v1/openapi.json", views.openapi, name="api-schema"),
    re_path(r"^v1/(?P<name>[a-z-]+)\.(?P<kind>csv|json)$", views.file, name="api-file"),
    path("v1/", (operations, app, namespace)),
    re_path(r"^(?P<path>.*)$", views.elsewhere),
]
