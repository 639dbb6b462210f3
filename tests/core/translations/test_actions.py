"""What editors do with many translations at once."""

from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from greencustoms.core.models import TranslationReview
from greencustoms.core.translations.states import State
from tests.factories.pages import InformationPageFactory

from .conftest import press, states


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
