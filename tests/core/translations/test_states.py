"""How each translation stands."""

from wagtail_localize.models import StringTranslation
from wagtail_localize.operations import translate_object

from greencustoms.core.models import TranslationReview
from greencustoms.core.translations.states import State
from tests.factories.guide import GlossaryTermFactory

from .conftest import states


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
