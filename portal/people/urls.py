from django.urls import path

from . import views
from .joining_views import invitation

urlpatterns = [
    path("members/", views.members, name="members"),
    path("members/<int:pk>/remove/", views.member_remove, name="member-remove"),
    path("invitations/<int:pk>/again/", views.invitation_again, name="invitation-again"),
    path("invitations/<int:pk>/withdraw/", views.invitation_withdraw, name="invitation-withdraw"),
    path("invitation/<str:token>/", invitation, name="invitation"),
]
