"""What editors see of a snippet before they publish it."""

import pytest

from guide.models import IdentificationAnswer
from tests.factories.guide import GlossaryTermFactory, QuestionFactory


@pytest.fixture
def preview(rf, home):
    def show(snippet):
        return snippet.make_preview_request(preview_mode="").render().content.decode()

    return show


def test_a_term_is_previewed_as_readers_see_it(preview, montreal):
    term = GlossaryTermFactory(term="Feedstock", definition="What is used up in making something else.")
    term.treaties.add(montreal)

    html = preview(term)

    assert "<dfn>Feedstock</dfn>" in html
    assert "What is used up" in html
    assert montreal.title in html


def test_a_question_is_previewed_with_its_answers(preview):
    question = QuestionFactory(text="Is it alive?", stop_now="Live animals bite.")
    question.answers.add(IdentificationAnswer(text="Yes, it moves"))

    html = preview(question)

    assert "Is it alive?" in html
    assert "Live animals bite." in html
    assert "Yes, it moves" in html
