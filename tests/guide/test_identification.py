"""Guided identification: the graph, the page, and what is refused before a question is published."""

import pytest
import yaml
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from greencustoms.core.content import ContentFolder
from guide import content_identification
from guide.identification.graph import Graph, find_loop
from guide.models import IdentificationAnswer, IdentificationQuestion
from tests.factories.guide import ControlledItemFactory, QuestionFactory, leads_to, locale

pytestmark = pytest.mark.django_db

PAGE = "/en/guide/identify/"


def main_of(response):
    return response.content.decode().partition("<main")[2]


@pytest.fixture
def halon(montreal, gases):
    return ControlledItemFactory(slug="halon-1301", name="Halon-1301", category=gases, chapters=[montreal])


@pytest.fixture
def uses(r22, halon):
    return QuestionFactory(
        slug="uses",
        text="What is it for?",
        stop_now="Never vent gas.",
        answers=[
            ("Cooling", leads_to(r22)),
            ("Fires", leads_to(halon)),
            ("Both", leads_to(r22, halon)),
            ("Neither", {"is_not_listed": True}),
        ],
    )


@pytest.fixture
def door(uses, gases):
    return QuestionFactory(
        slug="cylinder",
        text="What can you read on it?",
        where_to_look="On the shoulder.",
        is_door=True,
        door_title="Gas cylinder",
        if_unsure=uses,
        answers=[("R-number", {"category": gases}), ("Nothing", {"next_question": uses})],
    )


# The way through the questions


def test_the_page_begins_with_the_doors(client, door):
    html = main_of(client.get(PAGE))

    assert "Gas cylinder" in html
    assert 'href="?path=cylinder"' in html
    assert "What is it for?" not in html


def test_a_question_says_where_to_look_and_always_takes_that_one_cannot_tell(client, door):
    html = main_of(client.get(PAGE, {"path": "cylinder"}))

    assert "On the shoulder." in html
    assert 'href="?path=cylinder.nothing"' in html
    assert 'href="?path=cylinder.x"' in html


def test_a_danger_stands_above_the_question(client, door):
    html = main_of(client.get(PAGE, {"path": "cylinder.nothing"}))

    assert html.index("Never vent gas.") < html.index("<h1")


def test_what_is_still_possible_shrinks_on_the_way(client, door):
    first = main_of(client.get(PAGE, {"path": "cylinder"}))
    second = main_of(client.get(PAGE, {"path": "cylinder.nothing"}))

    assert "Refrigerant gas</a>" in first
    assert "HCFC-22</a>" in first
    assert "Refrigerant gas</a>" not in second
    assert "HCFC-22</a>" in second


def test_one_item_at_the_end_shows_its_card(client, door):
    html = main_of(client.get(PAGE, {"path": "cylinder.nothing.cooling"}))

    assert ">HCFC-22</h1>" in html
    assert 'href="/en/guide/items/hcfc-22/"' in html
    assert "Gas under pressure." in html


def test_several_items_of_one_category_show_what_to_do_with_all_of_them(client, door):
    html = main_of(client.get(PAGE, {"path": "cylinder.nothing.both"}))

    assert "Do not open." in html
    assert "HCFC-22</a>" in html
    assert "Halon-1301</a>" in html


def test_a_category_at_the_end_shows_its_card(client, door):
    html = main_of(client.get(PAGE, {"path": "cylinder.r-number"}))

    assert "Gas under pressure." in html
    assert 'href="/en/guide/finder/?goods=gases"' in html


def test_goods_that_are_none_of_ours_are_never_called_uncontrolled(client, door):
    html = main_of(client.get(PAGE, {"path": "cylinder.nothing.neither"}))

    assert "not in our list" in html
    assert "does not mean that it is not controlled" in html


def test_who_cannot_tell_gets_the_next_question_or_what_to_do(client, door):
    next_question = main_of(client.get(PAGE, {"path": "cylinder.x"}))
    end = main_of(client.get(PAGE, {"path": "cylinder.x.x"}))

    assert "What is it for?" in next_question
    assert "Keep the goods." in end
    assert "National Ozone Unit" in end
    assert "HCFC-22</a>" in end


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        pytest.param("", "Gas cylinder", id="empty"),
        pytest.param("nowhere", "Gas cylinder", id="no such door"),
        pytest.param("uses", "Gas cylinder", id="a question that is no door"),
        pytest.param("cylinder.nonsense", "What can you read on it?", id="no such answer"),
        pytest.param("cylinder.nothing.cooling.x.x.x", "HCFC-22", id="beyond the end"),
        pytest.param("cylinder..", "What can you read on it?", id="dots"),
        pytest.param("<script>alert(1)</script>", "Gas cylinder", id="markup"),
        pytest.param("cylinder." + "x." * 5000, "Keep the goods.", id="very long"),
        pytest.param("\u202ecylinder", "Gas cylinder", id="invisible sign"),
    ],
)
def test_every_address_shows_something_that_makes_sense(client, door, path, shown):
    response = client.get(PAGE, {"path": path})

    assert response.status_code == 200
    assert shown in main_of(response)
    assert "<script>alert" not in response.content.decode()


def test_a_draft_question_and_a_draft_item_are_shown_nowhere(client, door, uses, halon):
    halon.live = False
    halon.save()
    assert "Halon" not in client.get(PAGE, {"path": "cylinder.nothing"}).content.decode()

    uses.live = False
    uses.save()
    html = client.get(PAGE, {"path": "cylinder.nothing"}).content.decode()
    assert "What is it for?" not in html
    assert "Keep the goods." in html


def test_a_translated_question_is_asked_and_the_rest_stays_english(client, door, uses):
    IdentificationQuestion.objects.create(
        locale=locale("fr"), translation_key=uses.translation_key, slug="uses", text="À quoi sert-il ?"
    )

    assert "À quoi sert-il" in main_of(client.get("/fr/guide/identify/", {"path": "cylinder.nothing"}))
    assert "What can you read on it?" in main_of(client.get("/fr/guide/identify/", {"path": "cylinder"}))


def test_many_questions_cost_as_many_queries_as_few(client, door, r22):
    costs = []
    for count in (1, 40):
        for _number in range(count):
            QuestionFactory(door=True, answers=[("Yes", leads_to(r22))])
        client.get(PAGE, {"path": "cylinder"})
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE, {"path": "cylinder"})
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 10


# What is refused


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
