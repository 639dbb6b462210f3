"""The six languages, an empty home page in English, and the site that has it as its root."""

from django.db import migrations

LANGUAGES = ["en", "fr", "es", "ru", "ar", "zh-hans"]
WELCOME = "Welcome to your new Wagtail site!"
HOME = {"slug": "home", "path": "00010001", "depth": 2, "numchild": 0, "url_path": "/home/"}


def make_first_pages(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    HomePage = apps.get_model("home", "HomePage")
    for language in LANGUAGES:
        Locale.objects.get_or_create(language_code=language)
    content_type, _made = ContentType.objects.get_or_create(app_label="home", model="homepage")
    remove_pages(apps, title=WELCOME)
    home = HomePage.objects.create(
        title="Green Customs Initiative",
        draft_title="Green Customs Initiative",
        content_type=content_type,
        locale=Locale.objects.get(language_code="en"),
        live=True,
        **HOME,
    )
    point_site_to(apps, home.pk, name="Green Customs")


def put_welcome_page_back(apps, schema_editor):
    """What Wagtail starts with. All pages go, for without a home page none can be reached, and what was loaded is
    forgotten, so that it can be loaded again.
    """
    apps.get_model("core", "LoadedEntry").objects.all().delete()
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    remove_pages(apps)
    welcome = Page.objects.create(
        title=WELCOME,
        draft_title=WELCOME,
        content_type=ContentType.objects.get(app_label="wagtailcore", model="page"),
        locale=Locale.objects.get(language_code="en"),
        **HOME,
    )
    point_site_to(apps, welcome.pk, name="")
    Locale.objects.exclude(language_code="en").delete()


def remove_pages(apps, **which):
    """Remove those pages below the root of the tree, all of them unless told which, and the site they are the root of."""
    Page = apps.get_model("wagtailcore", "Page")
    Page.objects.filter(depth__gt=1, **which).delete()
    Page.objects.filter(depth=1).update(numchild=1)


def point_site_to(apps, page_pk, name):
    Site = apps.get_model("wagtailcore", "Site")
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "site_name": name, "root_page_id": page_pk},
    )


class Migration(migrations.Migration):
    # The subjects stand here for the way back, which removes their pages too.
    dependencies = [
        ("home", "0001_initial"),
        ("guide", "__first__"),
        ("partners", "__first__"),
        ("workshops", "__first__"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(make_first_pages, put_welcome_page_back)]
