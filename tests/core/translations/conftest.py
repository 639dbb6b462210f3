"""An English page and its French translation, made by the translation package as an editor would."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import translation
from wagtail.models import GroupPagePermission, Locale
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from greencustoms.core.translations.rights import Rights
from greencustoms.core.translations.rows import all_rows
from greencustoms.core.translations.states import cells_of
from tests.factories.pages import InformationPageFactory


@pytest.fixture(autouse=True)
def language_of_other_tests():
    """A page in French leaves French as the active language."""
    with translation.override("en"):
        yield


@pytest.fixture
def french(db):
    return Locale.objects.get(language_code="fr")


@pytest.fixture
def boss(db):
    return get_user_model().objects.create_superuser("boss@example.org", "a long password")


@pytest.fixture
def about(home):
    return InformationPageFactory(parent=home, title="About", slug="about", intro="What we do.")


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    """Write the words of a translation (original text: translated text) and publish it."""

    def publish_translation(made, words, kind="manual"):
        for segment in made.source.stringsegment_set.select_related("string"):
            if segment.string.data in words:
                StringTranslation.objects.update_or_create(
                    translation_of=segment.string,
                    context_id=segment.context_id,
                    locale=made.target_locale,
                    defaults={"data": words[segment.string.data], "translation_type": kind},
                )
        with django_capture_on_commit_callbacks(execute=True):
            made.save_target(publish=True)
        return made.get_target_instance()

    return publish_translation


WORDS = {"About": "À propos", "What we do.": "Ce que nous faisons.", "Green Customs": "Douanes vertes"}


@pytest.fixture
def translate(publish, django_capture_on_commit_callbacks):
    """Send something for translation into a language, and publish it in the words given."""

    def send_and_publish(instance, locale, words=WORDS, kind="manual"):
        with django_capture_on_commit_callbacks(execute=True):
            translate_object(instance, [locale])
        translation = Translation.objects.get(source__object_id=instance.translation_key, target_locale=locale)
        publish(translation, words, kind)
        return translation

    return send_and_publish


@pytest.fixture
def french_home(home, french, translate):
    return translate(home, french, {home.title: "Accueil"})


@pytest.fixture
def french_about(about, french, french_home, translate):
    """The `Translation` of the page into French: live, complete, by hand."""
    return translate(about, french)


# What tests of the admin screens ask for


@pytest.fixture
def index(client, boss):
    client.force_login(boss)
    return reverse("translations:index")


@pytest.fixture
def translator(french_home):
    """Someone who may edit and publish the French tree and send for translation, and nothing else."""
    group = Group.objects.create(name="French")
    group.permissions.add(*Permission.objects.filter(codename__in=["access_admin", "submit_translation"]))
    home = french_home.get_target_instance()
    for name in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=name)
        GroupPagePermission.objects.create(group=group, page=home, permission=permission)
    user = get_user_model().objects.create_user("fr@example.org", "a long password")
    user.groups.add(group)
    return user


def row_of(instance, user):
    return next(row for row in all_rows(Rights(user)) if row.key == instance.translation_key)


def states(instance, locale, user):
    row = row_of(instance, user)
    return cells_of([row], [locale])[row.id][0].states


def press(client, index, instances, action, user, languages=("fr",), **more):
    rows = [row_of(instance, user).id for instance in instances]
    return client.post(
        index, {"rows": rows, "languages": languages, "action": action, "address": index} | more, follow=True
    )
