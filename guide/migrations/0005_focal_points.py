import django.db.models.deletion
import django_countries.fields
import modelsearch.index
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guide", "0004_glossary"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="FocalPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("country", django_countries.fields.CountryField(db_index=True, max_length=2, verbose_name="country")),
                (
                    "office",
                    models.CharField(help_text="An office, never a person.", max_length=200, verbose_name="office"),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        help_text="For example: Management Authority.",
                        max_length=160,
                        verbose_name="what it does",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, help_text="That of the office.", max_length=254, verbose_name="e-mail address"
                    ),
                ),
                (
                    "telephone",
                    models.CharField(
                        blank=True, help_text="With the country code.", max_length=60, verbose_name="telephone"
                    ),
                ),
                ("address", models.TextField(blank=True, verbose_name="address")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="website")),
                (
                    "as_reported_on",
                    models.DateField(
                        help_text="When the source below said so. Offices change: an old date warns the reader.",
                        verbose_name="as reported on",
                    ),
                ),
                ("source_title", models.CharField(help_text="Who reported it.", max_length=300, verbose_name="source")),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="address of the source")),
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
                    "treaty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="national_offices",
                        to="guide.chapterpage",
                        verbose_name="treaty",
                    ),
                ),
            ],
            options={
                "verbose_name": "focal point",
                "verbose_name_plural": "focal points",
                "ordering": ["country", "office", "pk"],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
    ]
