"""Editors and moderators read and handle messages; only administrators delete them."""

from django.db import migrations

GROUPS = ["Secretariat editors", "Secretariat moderators"]
ACTIONS = ["change"]


def permissions(apps):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _made = ContentType.objects.get_or_create(app_label="home", model="message")
    for action in ACTIONS:
        found, _made = Permission.objects.get_or_create(
            content_type=content_type, codename=f"{action}_message", defaults={"name": f"Can {action} message"}
        )
        yield found


def give(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(*permissions(apps))


def take_back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [("home", "0008_messages"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(give, take_back)]
