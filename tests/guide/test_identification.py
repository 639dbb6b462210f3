"""Guided identification: the way through the questions, and what the page shows on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guide.models import IdentificationQuestion
from tests.factories.guide import QuestionFactory, leads_to, locale

pytestmark = pytest.mark.django_db

PAGE = "/en/guide/identify/"


def main_of(response):
    return response.content.decode().partition("<main")[2]


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
