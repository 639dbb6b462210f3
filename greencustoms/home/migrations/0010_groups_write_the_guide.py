"""Editors and moderators write the records of the Guide; moderators publish them.

Categories of goods have no drafts: what is saved is public. So they are the moderators' alone.
"""

from django.db import migrations

EDITORS, MODERATORS = "Secretariat editors", "Secretariat moderators"
APPROVAL = "Moderators approval"

DRAFTED = ["controlleditem", "focalpoint", "glossaryterm", "identificationquestion"]
WRITE = [(model, action) for model in DRAFTED for action in ("add", "change")]
PUBLISH = [(model, action) for model in DRAFTED for action in ("publish", "delete")]
OTHERS = [
    ("controlleditem", "lock"),
    ("controlleditem", "unlock"),
    ("itemcategory", "add"),
    ("itemcategory", "change"),
    ("itemcategory", "delete"),
]
RIGHTS = {EDITORS: WRITE, MODERATORS: WRITE + PUBLISH + OTHERS}


def content_type_of(apps, model):
    found, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="guide", model=model)
    return found


def permission(apps, model, action):
    """The permission, made if need be: on a new database it is only made after all migrations."""
    found, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type_of(apps, model),
        codename=f"{action}_{model}",
        defaults={"name": f"Can {action} {model}"},
    )
    return found


def give(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    for name, rights in RIGHTS.items():
        for group in groups.filter(name=name):
            group.permissions.add(*(permission(apps, *right) for right in rights))
    workflow = apps.get_model("wagtailcore", "Workflow").objects.filter(name=APPROVAL, active=True).first()
    if workflow:
        apps.get_model("wagtailcore", "WorkflowContentType").objects.get_or_create(
            content_type=content_type_of(apps, "controlleditem"), defaults={"workflow": workflow}
        )


def take_back(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    for name, rights in RIGHTS.items():
        for group in groups.filter(name=name):
            group.permissions.remove(*(permission(apps, *right) for right in rights))
    apps.get_model("wagtailcore", "WorkflowContentType").objects.filter(
        content_type=content_type_of(apps, "controlleditem"), workflow__name=APPROVAL
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0009_groups_read_messages"),
        ("guide", "0010_what_changed"),
    ]

    operations = [migrations.RunPython(give, take_back)]
