import uuid

import django.db.models.deletion
from django.db import migrations, models

ROWS = ["keyfigure", "learningmodule", "material"]


class Migration(migrations.Migration):
    dependencies = [("home", "0005_translatable_rows")]

    operations = [
        *(
            migrations.AlterField(
                model_name=name,
                name="locale",
                field=models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="wagtailcore.locale",
                    verbose_name="locale",
                ),
            )
            for name in ROWS
        ),
        *(
            migrations.AlterField(
                model_name=name,
                name="translation_key",
                field=models.UUIDField(default=uuid.uuid4, editable=False),
            )
            for name in ROWS
        ),
        *(migrations.AlterUniqueTogether(name=name, unique_together={("translation_key", "locale")}) for name in ROWS),
    ]
