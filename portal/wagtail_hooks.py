"""What the admin shows for this app."""

from django.contrib.auth.models import Permission
from wagtail import hooks

from .people.admin import PeopleViewSet

hooks.register("register_admin_viewset", PeopleViewSet)


@hooks.register("register_permissions")
def permission_to_invite():
    """Administrators may let a group invite and remove people of partners."""
    return Permission.objects.filter(content_type__app_label="portal", codename="add_invitation")
