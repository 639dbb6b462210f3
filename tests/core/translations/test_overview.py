"""The overview of all translations in the admin."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page, PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from greencustoms.core.models import TranslationReview
from greencustoms.core.translations.rights import Rights
from greencustoms.core.translations.rows import all_rows
from greencustoms.core.translations.states import State, cells_of
from tests.factories.guide import GlossaryTermFactory
from tests.factories.pages import InformationPageFactory

from .conftest import WORDS


@pytest.fixture
def index(client, boss):
    client.force_login(boss)
    return reverse("translations:index")


@pytest.fixture
def translator(french_home):
    """Someone who may edit and publish the French tree, and nothing else."""
    group = Group.objects.create(name="French")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
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


# States


def test_what_was_never_sent_is_missing(about, french, boss):
    assert states(about, french, boss) == [State.MISSING]


def test_a_live_translation_by_a_person_is_in_step(about, french_about, french, boss):
    assert states(about, french, boss) == [State.IN_STEP]


def test_what_was_sent_is_a_draft_with_texts_to_translate(about, french_home, french, boss):
    translate_object(about, [french])

    assert states(about, french, boss) == [State.DRAFT, State.UNFINISHED]


def test_a_published_change_of_the_original_is_seen(about, french_about, french, boss):
    about.intro = "What we do now."
    about.save_revision().publish()

    assert states(about, french, boss) == [State.CHANGED]


def test_a_machine_translation_is_marked_until_a_person_reviews_it(about, french_home, french, translate, boss):
    made = translate(about, french, kind="machine")
    assert states(about, french, boss) == [State.UNREVIEWED]

    TranslationReview.objects.create(translation=made, made_from=made.origin.saved_from, reviewed_by=boss)
    assert states(about, french, boss) == [State.IN_STEP]


def test_a_machine_translation_whose_texts_a_person_saved_counts_as_reviewed(
    about, french_home, french, translate, boss
):
    translate(about, french, kind="machine")
    StringTranslation.objects.update(translation_type="manual")

    assert states(about, french, boss) == [State.IN_STEP]


def test_a_review_is_due_again_when_the_original_changes(about, french_home, french, translate, boss):
    made = translate(about, french, kind="machine")
    TranslationReview.objects.create(translation=made, made_from=made.origin.saved_from, reviewed_by=boss)
    about.intro = "What we do now."
    about.save_revision().publish()

    assert states(about, french, boss) == [State.CHANGED, State.UNREVIEWED]


def test_records_have_states_too(french, french_home, translate, boss):
    term = GlossaryTermFactory(term="Permit", definition="A paper.")
    term.save_revision().publish()
    assert states(term, french, boss) == [State.MISSING]

    translate(term, french, {"Permit": "Permis", "A paper.": "Un papier."})
    assert states(term, french, boss) == [State.IN_STEP]


# The grid


def test_the_grid_leads_to_the_editor_and_to_sending(client, index, about, french_about):
    text = client.get(index).content.decode()

    assert f"/admin/pages/{french_about.get_target_instance().pk}/edit/" in text
    assert f"/admin/localize/submit/page/{about.pk}/?select_locale=es" in text


def test_filters_by_state_language_and_words(client, index, about, french_about):
    InformationPageFactory(parent=about.get_parent(), title="Genesis")

    found = client.get(index, {"state": "missing", "language": "fr", "q": "gen"}).context["page"]
    assert [row.title for row in found] == ["Genesis"]
    found = client.get(index, {"state": "in-step", "language": "fr", "q": "about"}).context["page"]
    assert [row.title for row in found] == ["About"]


def test_filters_by_section(client, index, about, home):
    InformationPageFactory(parent=about, title="Below")
    InformationPageFactory(parent=home, title="Beside")

    found = client.get(index, {"section": about.path}).context["page"]
    assert [row.title for row in found] == ["About", "Below"]


def test_a_filter_that_makes_no_sense_filters_nothing(client, index, about):
    assert client.get(index, {"state": "purple", "p": "x"}).status_code == 200


def test_a_thousand_rows_take_as_many_queries_as_a_few(client, index, about, french_about):
    GlossaryTermFactory(term="Permit")
    client.get(index, {"state": "missing"})
    with CaptureQueriesContext(connection) as few:
        client.get(index, {"state": "missing"})
    for number in range(1000):
        GlossaryTermFactory(term=f"Term {number}")
    client.get(index, {"state": "missing"})
    with CaptureQueriesContext(connection) as many:
        response = client.get(index, {"state": "missing"})
    assert response.context["page"].paginator.count > 1000
    assert len(many) <= len(few)


# What is done with many


def test_sending_makes_drafts_and_sends_the_pages_above_along(client, index, about, french, boss):
    below = InformationPageFactory(parent=about, title="Below")

    press(client, index, [below], "send", boss)

    made = Page.objects.filter(locale=french, translation_key__in=[about.translation_key, below.translation_key])
    assert [page.live for page in made] == [False, False]
    assert not Page.objects.filter(locale=french, alias_of__isnull=False).exists()


def test_sending_again_takes_the_new_texts(client, index, about, french_about, french, boss):
    about.intro = "What we do now."
    about.save_revision().publish()

    press(client, index, [about], "send", boss)

    assert french_about.source.stringsegment_set.filter(string__data="What we do now.").exists()
    assert states(about, french, boss) == [State.CHANGED, State.UNFINISHED]


def test_original_and_translation_are_published_together(
    client, index, about, french_about, boss, django_capture_on_commit_callbacks
):
    about.intro = "What we do now."
    about.save_revision()
    press(client, index, [about], "send", boss, from_draft="on")
    segment = french_about.source.stringsegment_set.get(string__data="What we do now.")
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=french_about.target_locale,
        data="Ce que nous faisons à présent.",
        translation_type="manual",
    )

    with django_capture_on_commit_callbacks(execute=True):
        press(client, index, [about], "publish", boss)

    about.refresh_from_db()
    assert about.intro == "What we do now."
    assert french_about.get_target_instance().intro == "Ce que nous faisons à présent."
    assert states(about, french_about.target_locale, boss) == [State.IN_STEP]


def test_an_original_whose_translation_is_unfinished_is_not_published(client, index, about, french_about, boss):
    about.intro = "What we do now."
    about.save_revision()
    press(client, index, [about], "send", boss, from_draft="on")

    response = press(client, index, [about], "publish", boss)

    about.refresh_from_db()
    assert about.intro == "What we do."
    assert "1 texts are not translated yet" in response.content.decode()


def test_marking_as_reviewed_notes_who_and_of_what(client, index, about, french_home, french, translate, boss):
    made = translate(about, french, kind="machine")

    press(client, index, [about], "reviewed", boss)

    review = TranslationReview.objects.get()
    assert (review.translation, review.reviewed_by, review.made_from) == (made, boss, made.origin.saved_from)


def test_nothing_ticked_is_told(client, index, about):
    response = client.post(index, {"action": "send"}, follow=True)

    assert "Tick one row at least." in response.content.decode()


def test_the_way_back_leads_nowhere_else(client, index):
    response = client.post(index, {"action": "send", "address": "https://example.org/"})

    assert response["Location"] == index


# Comparing


def test_the_comparison_shows_old_and_new_side_by_side(client, index, about, french_about):
    about.intro = "What we do now."
    about.save_revision().publish()

    response = client.get(reverse("translations:compare", args=[french_about.pk]))

    assert [(change.place, change.old, change.new) for change in response.context["changes"]] == [
        ("intro", "What we do.", "What we do now.")
    ]


def test_the_comparison_names_texts_not_translated_yet(client, index, about, french_home, french):
    translate_object(about, [french])
    made = Translation.objects.get(source__object_id=about.translation_key)

    response = client.get(reverse("translations:compare", args=[made.pk]))

    assert set(response.context["untranslated"]) == {"About", "What we do."}


# Rights


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
