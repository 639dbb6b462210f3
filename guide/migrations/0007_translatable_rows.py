"""Rows of lists that hold words become translatable: each knows its language and what it is a translation of."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

ROWS = {"identificationanswer": "question", "itemlisting": "item"}


def fill(apps, schema_editor):
    """Rows made so far stand in the language of the page or record that they belong to."""
    for name, parent_name in ROWS.items():
        model = apps.get_model("guide", name)
        for row in model.objects.select_related(parent_name).iterator():
            row.translation_key = uuid.uuid4()
            row.locale_id = getattr(row, parent_name).locale_id
            row.save(update_fields=["translation_key", "locale"])


class Migration(migrations.Migration):
    dependencies = [("wagtailcore", "0098_apitoken"), ("guide", "0006_identification")]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="locale",
                field=models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="wagtailcore.locale",
                    verbose_name="locale",
                ),
            )
            for name in ROWS
        ),
        *(
            migrations.AddField(
                model_name=name,
                name="translation_key",
                field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
            )
            for name in ROWS
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
