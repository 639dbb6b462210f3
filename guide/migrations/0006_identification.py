import uuid

import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guide", "0005_focal_points"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="IdentificationQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes"),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at"),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
                ),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                (
                    "slug",
                    models.SlugField(
                        help_text="Keep it once published.", max_length=60, verbose_name="name in addresses"
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="question")),
                (
                    "where_to_look",
                    models.TextField(
                        blank=True,
                        help_text="Where on the goods or their packing the answer stands.",
                        verbose_name="where to look",
                    ),
                ),
                (
                    "stop_now",
                    models.CharField(
                        blank=True,
                        help_text="A danger, shown above the question.",
                        max_length=300,
                        verbose_name="stop now",
                    ),
                ),
                ("is_door", models.BooleanField(default=False, verbose_name="a door: one begins here")),
                ("door_title", models.CharField(blank=True, max_length=80, verbose_name="words on the door")),
                ("door_note", models.CharField(blank=True, max_length=120, verbose_name="more on the door")),
                (
                    "icon",
                    models.CharField(
                        choices=[
                            ("waste", "Waste and scrap"),
                            ("lmo", "Grain with a helix: living modified organisms"),
                            ("wild", "Turtle: wild animals and plants"),
                            ("tox", "Flask: toxic chemicals"),
                            ("hg", "Thermometer: mercury"),
                            ("gas", "Cylinder: refrigerants"),
                            ("drum", "Drum: pesticides and industrial chemicals"),
                            ("pop", "Drop: persistent pollutants"),
                            ("prac", "Clipboard: practice"),
                            ("unk", "Crate: other goods"),
                        ],
                        default="unk",
                        max_length=20,
                        verbose_name="sign",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="place in lists")),
                (
                    "if_unsure",
                    models.ForeignKey(
                        blank=True,
                        help_text="Leave empty to show what is still possible, and what to do.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="guide.identificationquestion",
                        verbose_name="next question for who cannot tell",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
            ],
            options={
                "verbose_name": "identification question",
                "verbose_name_plural": "identification questions",
                "ordering": ["order", "text", "pk"],
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="IdentificationAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("key", models.SlugField(blank=True, editable=False, max_length=40, verbose_name="name in addresses")),
                ("text", models.CharField(max_length=160, verbose_name="answer")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="more")),
                (
                    "items",
                    wagtail.fields.StreamField(
                        [("item", 0)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.snippets.blocks.SnippetChooserBlock",
                                ("guide.ControlledItem",),
                                {"label": "Item"},
                            )
                        },
                        verbose_name="or items",
                    ),
                ),
                (
                    "is_not_listed",
                    models.BooleanField(
                        default=False,
                        help_text="The goods are none that we list. The reader is told so, and whom to ask.",
                        verbose_name="or: nothing in our list",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="guide.itemcategory",
                        verbose_name="or category of goods",
                    ),
                ),
                (
                    "next_question",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="asked_after",
                        to="guide.identificationquestion",
                        verbose_name="next question",
                    ),
                ),
                (
                    "question",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="guide.identificationquestion",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="identificationquestion",
            constraint=models.UniqueConstraint(fields=("locale", "slug"), name="guide_question_slug"),
        ),
        migrations.AlterUniqueTogether(
            name="identificationquestion",
            unique_together={("translation_key", "locale")},
        ),
    ]
