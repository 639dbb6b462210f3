"""Translators work in their language only, and read no more of the originals than anybody."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, PageViewRestriction
from wagtail_localize.models import StringSegment, Translation

from greencustoms.core.models import TranslationReview

from .conftest import WORDS, press


@pytest.mark.parametrize("name", ["index", "files"])
def test_editors_without_a_language_see_nothing_of_it(client, db, name):
    user = get_user_model().objects.create_user("ed@example.org", "a long password")
    user.groups.add(Group.objects.get(name="Secretariat editors"))
    client.force_login(user)

    assert client.get(reverse(f"translations:{name}"), follow=True).redirect_chain[0][0] == reverse("wagtailadmin_home")


def test_a_translator_writes_into_their_language_only(client, about, translator, french_about):
    client.force_login(translator)
    index = reverse("translations:index")

    press(client, index, [about], "send", translator, languages=["es"])
    assert not Translation.objects.filter(target_locale__language_code="es").exists()
    assert client.get(index).context["languages"] == [Locale.objects.get(language_code="fr")]


def test_a_translator_does_not_publish_originals(client, about, translator, french_about):
    about.intro = "What we do now."
    about.save_revision()
    client.force_login(translator)

    press(client, reverse("translations:index"), [about], "publish", translator)

    about.refresh_from_db()
    assert about.intro == "What we do."


def test_a_translator_reads_no_private_original(client, about, translator, french_about):
    PageViewRestriction.objects.create(page=about, restriction_type="login")
    client.force_login(translator)

    assert "About" not in [row.title for row in client.get(reverse("translations:index")).context["page"]]
    assert client.get(reverse("translations:compare", args=[french_about.pk])).status_code == 404


def test_a_translator_marks_machine_translations_in_their_language(client, about, translator, french, translate):
    translate(about, french, WORDS, kind="machine")
    client.force_login(translator)

    press(client, reverse("translations:index"), [about], "reviewed", translator)

    assert TranslationReview.objects.get().reviewed_by == translator


def test_a_translator_sends_no_drafts_of_originals_they_may_not_edit(client, about, translator, french_about):
    about.intro = "Not decided yet."
    about.save_revision()
    client.force_login(translator)

    response = press(client, reverse("translations:index"), [about], "send", translator, from_draft="on")

    assert not StringSegment.objects.filter(string__data="Not decided yet.").exists()
    assert "you may not read drafts of the original." in response.content.decode()


@pytest.mark.parametrize(
    ("place", "codename", "is_shown"),
    [("fr", "publish_page", True), ("fr", "change_page", False), ("en", "publish_page", False)],
)
def test_the_menu_shows_the_overview_to_those_who_have_a_language(client, home, french_home, place, codename, is_shown):
    group = Group.objects.create(name="Some")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    page = french_home.get_target_instance() if place == "fr" else home
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
    GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = get_user_model().objects.create_user("ed@example.org", "a long password")
    user.groups.add(group)
    client.force_login(user)

    assert (reverse("translations:index") in client.get(reverse("wagtailadmin_home")).text) is is_shown
