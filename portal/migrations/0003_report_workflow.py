"""Reports have a workflow of their own, in the hands of the group of moderators."""

from django.db import migrations

MODERATORS = "Secretariat moderators"
NAME = "Moderation of reports"


def make_workflow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    content_type, _made = ContentType.objects.get_or_create(app_label="portal", model="reportmoderationtask")
    task = apps.get_model("portal", "ReportModerationTask").objects.create(name=NAME, content_type=content_type)
    task.groups.set(apps.get_model("auth", "Group").objects.filter(name=MODERATORS))
    workflow = Workflow.objects.create(name=NAME)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task=task, sort_order=0)


def remove_workflow(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=NAME).delete()
    apps.get_model("portal", "ReportModerationTask").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_reports"), ("home", "0003_starter_groups")]

    operations = [migrations.RunPython(make_workflow, remove_workflow)]
