import uuid

import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guide", "0003_controlled_items"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="GlossaryTerm",
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
                ("term", models.CharField(max_length=120, verbose_name="term")),
                ("abbreviation", models.CharField(blank=True, max_length=20, verbose_name="abbreviation")),
                ("slug", models.SlugField(allow_unicode=True, editable=False, max_length=120, verbose_name="anchor")),
                (
                    "definition",
                    models.TextField(help_text="One or two sentences in plain words.", verbose_name="meaning"),
                ),
                (
                    "sources",
                    wagtail.fields.StreamField(
                        [("source", 2)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 300}),
                            1: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {"label": "Address", "max_length": 500, "required": False},
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("title", 0), ("url", 1)]], {}),
                        },
                        verbose_name="sources",
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
                (
                    "treaties",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        help_text="Leave empty if the word belongs to all of them.",
                        related_name="glossary_terms",
                        to="guide.chapterpage",
                        verbose_name="treaties",
                    ),
                ),
            ],
            options={
                "verbose_name": "glossary term",
                "verbose_name_plural": "glossary terms",
                "ordering": ["term", "pk"],
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("locale", "slug"), name="guide_term_slug")],
                "unique_together": {("translation_key", "locale")},
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
    ]
