"""What is refused before a question of the guided identification is published, and what the content holds."""

import pytest
import yaml
from django.conf import settings

from greencustoms.core.content import ContentFolder
from guide import content_identification
from guide.identification.graph import Graph, find_loop
from guide.models import IdentificationAnswer, IdentificationQuestion
from tests.factories.guide import QuestionFactory

pytestmark = pytest.mark.django_db


def form_for(question, answers, **fields):
    """The form of the admin, filled as an editor would who presses Publish."""
    form_class = IdentificationQuestion.snippet_viewset.get_edit_handler().get_form_class()
    data = {"text": question.text, "slug": question.slug, "icon": "unk", "order": "0", **fields}
    data |= {"answers-TOTAL_FORMS": len(answers), "answers-INITIAL_FORMS": 0, "answers-MIN_NUM_FORMS": 0}
    for number, answer in enumerate(answers):
        row = {"text": f"Answer {number}", "items-count": "0", "ORDER": number + 1} | answer
        data |= {f"answers-{number}-{name}": value for name, value in row.items()}
    return form_class(data=data, instance=question)


def errors_of(form):
    form.is_valid()
    rows = [error for errors in form.formsets["answers"].errors for messages in errors.values() for error in messages]
    return " ".join([*rows, *(str(error) for error in form.errors.values())])


def test_an_answer_that_leads_nowhere_is_refused(uses):
    assert "leads nowhere" in errors_of(form_for(uses, [{}]))


def test_an_answer_that_leads_to_two_things_is_refused(uses, door, gases):
    form = form_for(uses, [{"category": gases.pk, "is_not_listed": "on"}])

    assert "leads to one thing only" in errors_of(form)


def test_a_circle_is_refused_and_named(uses, door):
    form = form_for(uses, [{"next_question": door.pk}])

    assert "goes round in a circle: What is it for? → What can you read on it?" in errors_of(form).replace("&gt;", ">")


def test_a_question_that_follows_itself_is_refused(uses):
    assert "goes round in a circle" in errors_of(form_for(uses, [{"next_question": uses.pk}]))


def test_a_circle_of_those_who_cannot_tell_is_refused(uses, door):
    form = form_for(uses, [{"is_not_listed": "on"}], if_unsure=door.pk)

    assert "goes round in a circle" in errors_of(form)


def test_an_answer_that_leads_to_a_draft_is_refused(uses, door):
    draft = QuestionFactory(text="Not yet?", live=False)

    assert "“Not yet?” is not published" in errors_of(form_for(uses, [{"next_question": draft.pk}]))


def test_two_answers_with_the_same_words_are_refused(uses):
    form = form_for(uses, [{"text": "Yes", "is_not_listed": "on"}, {"text": "Yes", "is_not_listed": "on"}])

    assert "same words" in errors_of(form)


def test_an_unfinished_question_may_be_kept_as_a_draft(uses):
    form = form_for(uses, [{}])
    form.defer_required_fields()

    assert form.is_valid(), form.errors


def test_a_whole_question_is_accepted(uses, door, gases):
    form = form_for(uses, [{"category": gases.pk}, {"is_not_listed": "on"}])

    assert not errors_of(form)


def test_the_admin_publishes_a_question_and_names_its_answers(admin_client, guide_index, gases):
    data = {
        "text": "Is it cold?",
        "slug": "cold",
        "icon": "unk",
        "order": "0",
        "answers-TOTAL_FORMS": "1",
        "answers-INITIAL_FORMS": "0",
        "answers-MIN_NUM_FORMS": "1",
        "answers-MAX_NUM_FORMS": "1000",
        "answers-0-text": "Yes, very",
        "answers-0-category": gases.pk,
        "answers-0-items-count": "0",
        "answers-0-ORDER": "1",
        "action-publish": "1",
    }

    answer = admin_client.post("/admin/snippets/guide/identificationquestion/add/", data)

    assert answer.status_code == 302
    assert IdentificationAnswer.objects.get().key == "yes-very"


def test_a_loop_is_found_however_long_it_is():
    assert find_loop(1, {1: {2}, 2: {3}, 3: {4}, 4: {1}}) == [1, 2, 3, 4]
    assert find_loop(1, {1: {2, 3}, 2: {4}, 3: {4}, 4: set()}) == []


# The content


def test_every_question_of_the_content_can_be_reached_and_none_leads_in_a_circle():
    questions = yaml.safe_load((settings.BASE_DIR / "content" / "identification.yaml").read_text())
    goals = {
        one["slug"]: {*(answer["next"] for answer in one["answers"] if "next" in answer), one.get("unsure")} - {None}
        for one in questions
    }

    reached, waiting = set(), [one["slug"] for one in questions if "door" in one]
    assert len(waiting) == 6
    while waiting:
        slug = waiting.pop()
        if slug not in reached:
            reached.add(slug)
            waiting.extend(goals[slug])
    assert reached == set(goals)
    assert len(goals) >= 30
    numbers = {slug: number for number, slug in enumerate(goals)}
    for slug in goals:
        assert not find_loop(numbers[slug], {numbers[one]: {numbers[goal] for goal in goals[one]} for one in goals})


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        pytest.param("next: two", "there is no question “two”", id="unknown question"),
        pytest.param("items: [nothing]", "there is no item “nothing”", id="unknown item"),
        pytest.param("category: nothing", "there is no category “nothing”", id="unknown category"),
        pytest.param("next: one", "go round in a circle: one → one", id="circle"),
        pytest.param("note: no goal", "exactly one of", id="no goal"),
    ],
)
def test_what_is_wrong_in_the_content_is_named(tmp_path, changed, message):
    (tmp_path / "identification.yaml").write_text(
        f"- slug: one\n  text: What?\n  answers:\n    - {{text: This, {changed}}}\n"
    )
    folder = ContentFolder(tmp_path)

    list(content_identification.read(folder))

    assert any(message in found for _place, found in folder.problems.found)


def test_a_graph_without_questions_has_no_doors():
    assert Graph([]).doors == []
    assert Graph([]).walk("anything") is None
