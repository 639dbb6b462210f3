"""Two groups to start with, in place of Wagtail's own: editors, and moderators who publish what editors submit."""

from django.db import migrations

EDITORS, MODERATORS = "Secretariat editors", "Secretariat moderators"

PAGES_OF_EDITORS = ["add", "change"]
PAGES_OF_MODERATORS = ["add", "change", "publish", "lock", "unlock", "bulk_delete"]

FILES = [
    ("wagtailimages", "image", "add"),
    ("wagtailimages", "image", "change"),
    ("wagtailimages", "image", "choose"),
    ("wagtaildocs", "document", "add"),
    ("wagtaildocs", "document", "change"),
    ("wagtaildocs", "document", "choose"),
]
ADMIN = [("wagtailadmin", "admin", "access")]
SITE = [
    ("core", "sitetext", "add"),
    ("core", "sitetext", "change"),
    ("core", "contactdetails", "change"),
    ("wagtailredirects", "redirect", "add"),
    ("wagtailredirects", "redirect", "change"),
    ("wagtailredirects", "redirect", "delete"),
]


def make_starter_groups(apps, schema_editor):
    home = apps.get_model("home", "HomePage").objects.get(locale__language_code="en")
    make_group(apps, EDITORS, home.pk, PAGES_OF_EDITORS, ADMIN)
    moderators = make_group(apps, MODERATORS, home.pk, PAGES_OF_MODERATORS, ADMIN + SITE)
    make_workflow(apps, moderators, home.pk)
    remove_if_unused(apps, "Editors", "Moderators")


def put_groups_of_wagtail_back(apps, schema_editor):
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    make_group(apps, "Editors", root.pk, PAGES_OF_EDITORS, ADMIN)
    moderators = make_group(apps, "Moderators", root.pk, ["add", "change", "publish", "lock", "unlock"], ADMIN)
    make_workflow(apps, moderators, root.pk)
    apps.get_model("auth", "Group").objects.filter(name__in=[EDITORS, MODERATORS]).delete()


def permission(apps, app_label, model, action):
    """The permission, made if need be: on a new database it is only made after all migrations."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _made = ContentType.objects.get_or_create(app_label=app_label, model=model)
    found, _made = Permission.objects.get_or_create(
        content_type=content_type, codename=f"{action}_{model}", defaults={"name": f"Can {action} {model}"}
    )
    return found


def make_group(apps, name, page_pk, page_actions, permissions):
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    files = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
    group.permissions.add(*(permission(apps, *what) for what in permissions))
    for action in page_actions:
        GroupPagePermission.objects.get_or_create(
            group=group, page_id=page_pk, permission=permission(apps, "wagtailcore", "page", action)
        )
    for what in FILES:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=files, permission=permission(apps, *what)
        )
    return group


def make_workflow(apps, moderators, page_pk):
    """One approval by these moderators for all pages at and below that one, under the name that Wagtail gives it."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    content_type, _made = ContentType.objects.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
    task, _made = apps.get_model("wagtailcore", "GroupApprovalTask").objects.get_or_create(
        name="Moderators approval", defaults={"content_type": content_type}
    )
    task.groups.set([moderators])
    workflow, _made = Workflow.objects.get_or_create(name="Moderators approval")
    apps.get_model("wagtailcore", "WorkflowTask").objects.get_or_create(
        workflow=workflow, task=task, defaults={"sort_order": 0}
    )
    WorkflowPage.objects.filter(workflow=workflow).delete()
    WorkflowPage.objects.create(workflow=workflow, page_id=page_pk)


def remove_if_unused(apps, *names):
    User = apps.get_model("core", "User")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=names):
        if not User.objects.filter(groups=group).exists():
            group.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_first_pages"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtaildocs", "0011_add_choose_permissions"),
        ("wagtailimages", "0023_add_choose_permissions"),
    ]

    operations = [migrations.RunPython(make_starter_groups, put_groups_of_wagtail_back)]
