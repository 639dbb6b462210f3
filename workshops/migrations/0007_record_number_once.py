"""The number of a workshop is unique in each language. Of several that have the same one, the first keeps it."""

from itertools import count

from django.db import migrations, models

LONGEST = 80


def fill(apps, schema_editor):
    workshops = apps.get_model("workshops", "WorkshopPage").objects
    fields = ("pk", "locale_id", "record_id")
    numbered = workshops.exclude(record_id="").filter(alias_of=None).order_by("pk")
    taken = set(numbered.values_list("locale_id", "record_id"))
    seen = set()
    for pk, locale, number in list(numbered.values_list(*fields)):
        kept = number
        if (locale, number) in seen:
            ends = (f"-{step}" for step in count(2))
            kept = next(
                name for end in ends if (locale, name := f"{number[: LONGEST - len(end)]}{end}") not in taken | seen
            )
        seen.add((locale, kept))
        workshops.filter(pk=pk).update(record_id=kept, record_key=f"{locale} {kept}")


class Migration(migrations.Migration):
    dependencies = [("workshops", "0006_topics_with_words")]

    operations = [
        migrations.AddField(
            model_name="workshoppage",
            name="record_key",
            field=models.TextField(blank=True, default=None, editable=False, null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="workshoppage",
            name="record_key",
            field=models.TextField(blank=True, default=None, editable=False, null=True, unique=True),
        ),
    ]
