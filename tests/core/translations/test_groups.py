"""The starter groups of translators."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from greencustoms.core.translations.groups import make_groups
from greencustoms.core.translations.rights import Rights


def test_there_is_a_group_for_each_language_that_has_a_home_page(french_home):
    make_groups()

    assert [group.name for group in Group.objects.filter(name__startswith="Translators")] == ["Translators: French"]


def test_its_members_publish_in_their_language_only(home, french_home, french_about, about):
    make_groups()
    user = get_user_model().objects.create_user("fr@example.org", "a long password")
    user.groups.add(Group.objects.get(name="Translators: French"))

    assert french_about.get_target_instance().permissions_for_user(user).can_publish()
    assert not about.permissions_for_user(user).can_edit()
    assert [locale.language_code for locale in Rights(user).languages] == ["fr"]


def test_a_group_that_was_deleted_is_not_made_again(french_home):
    make_groups()
    Group.objects.get(name="Translators: French").delete()

    make_groups()

    assert not Group.objects.filter(name="Translators: French").exists()
