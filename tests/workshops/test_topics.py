import pytest

from tests.factories import pages
from workshops.topics import read_topics, with_topic, write_topics


def test_a_topic_spelled_in_two_ways_is_one_topic():
    texts = [write_topics(["e-waste", "Mercury"]), write_topics(["E-Waste"])]

    assert read_topics(texts) == {"e waste": "E-Waste", "mercury": "Mercury"}


def test_a_tab_or_a_new_line_in_a_topic_is_a_space():
    assert read_topics([write_topics(["Risk\tprofiles\nat sea"])]) == {"risk profiles at sea": "Risk profiles at sea"}


@pytest.mark.parametrize("topic", ["waste", "e", "e waste and more"])
def test_a_topic_is_not_found_by_a_part_of_it(topic):
    assert with_topic(topic) not in write_topics(["E-waste"])


@pytest.mark.django_db
def test_a_workshop_under_way_is_listed_first_although_others_begin_later(year_2030, client, monkeypatch):
    from datetime import date

    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2030, 5, 14))
    for slug, first, last in (("later", 20, 21), ("under-way", 1, 14), ("over", 1, 13)):
        dates = {"start_date": date(2030, 5, first), "end_date": date(2030, 5, last)}
        pages.WorkshopPageFactory(parent=year_2030, slug=slug, **dates)

    upcoming = client.get("/en/workshops/", {"level": "national"}).context["upcoming"]

    assert [workshop.slug for workshop in upcoming] == ["under-way", "later"]
