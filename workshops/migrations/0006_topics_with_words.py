"""The line of a topic carries its words beside its key, so that the list of all topics needs no look at any page."""

import re
import unicodedata

from django.db import migrations, models

PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
)


def fold(text):
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    return " ".join(re.findall(r"\w+", bare.casefold().translate(PLAIN)))


def write_lines(line):
    def write(apps, schema_editor):
        workshops = apps.get_model("workshops", "WorkshopPage").objects
        for workshop in workshops.exclude(topic_keys="").iterator(chunk_size=500):
            lines = [f"\n{line(str(block.value))}\n" for block in workshop.topics]
            workshops.filter(pk=workshop.pk).update(topic_keys="".join(lines))

    return write


class Migration(migrations.Migration):
    dependencies = [("workshops", "0005_room_for_translations")]

    operations = [
        migrations.AlterField(
            model_name="workshoppage",
            name="topic_keys",
            field=models.TextField(
                blank=True, default="", editable=False, verbose_name="topics, one a line, each with its key"
            ),
        ),
        migrations.RunPython(write_lines(lambda topic: f"{fold(topic)}\t{' '.join(topic.split())}"), write_lines(fold)),
    ]
