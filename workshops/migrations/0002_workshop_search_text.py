"""Each workshop carries its words without case and accents, so that both databases find the same."""

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


def fill(apps, schema_editor):
    workshops = apps.get_model("workshops", "WorkshopPage").objects
    for workshop in workshops.iterator(chunk_size=500):
        topics = [str(block.value) for block in workshop.topics]
        words = [workshop.title, workshop.place, workshop.venue, workshop.joint_with, workshop.summary]
        words += [str(block.value) for block in workshop.organisers] + topics
        workshops.filter(pk=workshop.pk).update(
            search_text=f" {fold(' '.join(words))}", topic_keys="".join(f"\n{fold(topic)}\n" for topic in topics)
        )


class Migration(migrations.Migration):
    dependencies = [("workshops", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="workshoppage",
            name="search_text",
            field=models.TextField(blank=True, default="", editable=False, verbose_name="words to find it by"),
        ),
        migrations.AddField(
            model_name="workshoppage",
            name="topic_keys",
            field=models.TextField(blank=True, default="", editable=False, verbose_name="topics, one a line"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
