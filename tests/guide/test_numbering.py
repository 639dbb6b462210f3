import pytest

from guide.models import ChapterPage

pytestmark = pytest.mark.django_db


def chapter(**topics):
    return ChapterPage(number=5, title="Montreal Protocol", **topics)


def test_paragraphs_are_numbered_in_order_and_checks_each_have_a_number():
    page = chapter(
        role_of_customs=[
            {"type": "paragraph", "value": {"text": "<p>First.</p>", "source": ""}},
            {
                "type": "checklist",
                "value": {"title": "Papers", "items": [{"text": "A", "source": ""}, {"text": "B", "source": ""}]},
            },
            {"type": "paragraph", "value": {"text": "<p>Last.</p>", "source": ""}},
        ]
    )

    topic = page.topics[2]

    assert [numbered.number for numbered in topic.blocks] == ["5.3.1", "", "5.3.4"]
    assert [check["number"] for check in topic.blocks[1].checks] == ["5.3.2", "5.3.3"]
    assert topic.blocks[2].anchor == "p3-4"


def test_headings_and_notices_carry_no_number():
    page = chapter(
        definitions=[
            {"type": "heading", "value": {"text": "Words", "level": "h3"}},
            {"type": "notice", "value": {"tone": "care", "text": "<p>Careful.</p>"}},
            {"type": "definition", "value": {"term": "Party", "text": "<p>A State.</p>", "source": ""}},
        ]
    )

    assert [numbered.number for numbered in page.topics[0].blocks] == ["", "", "5.1.1"]


def test_a_source_is_shown_by_its_place_in_the_list_and_an_unknown_one_not_at_all():
    page = chapter(
        definitions=[
            {"type": "paragraph", "value": {"text": "<p>A.</p>", "source": "text"}},
            {"type": "paragraph", "value": {"text": "<p>B.</p>", "source": "nowhere"}},
        ],
        sources=[
            {"type": "source", "value": {"key": "annex", "title": "Annex", "url": ""}},
            {"type": "source", "value": {"key": "text", "title": "Text", "url": ""}},
        ],
    )

    assert [numbered.source for numbered in page.topics[0].blocks] == [2, None]


def test_the_five_topics_always_stand_in_the_same_order():
    assert [topic.anchor for topic in chapter().topics] == ["t1", "t2", "t3", "t4", "t5"]
    assert [topic.number for topic in chapter().topics] == ["5.1", "5.2", "5.3", "5.4", "5.5"]
