"""Staff see background work with its state and its errors in words, and can ask for it again."""

import pytest
from django.urls import reverse

from greencustoms.core.jobs import job, kinds
from greencustoms.core.models import Job
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_kind(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    job("test.print", label="Printing")(lambda run, what: None)


@pytest.fixture
def failed():
    said = {"text": "There is no %(what)s.", "params": {"what": "paper"}}
    return Job.objects.create(
        kind="test.print", key="a poster", arguments={"what": "poster"}, state="failed", tries=3, said=said
    )


def test_the_list_says_what_failed_and_why(admin_client, failed):
    content = admin_client.get(reverse("jobs:index")).content.decode()

    for words in ("Printing", "a poster", "Failed", "There is no paper.", "3 / 3"):
        assert words in content


def test_the_list_is_filtered_by_state_and_a_bad_value_filters_nothing(admin_client, failed):
    assert "a poster" not in admin_client.get(reverse("jobs:index"), {"state": "done"}).content.decode()
    assert "a poster" in admin_client.get(reverse("jobs:index"), {"state": "nonsense"}).content.decode()


def test_the_button_asks_for_the_same_work_again(admin_client, failed):
    admin_client.post(reverse("jobs:again", args=[failed.pk]))

    again = Job.objects.waiting().get()
    assert (again.kind, again.key, again.arguments) == ("test.print", "a poster", {"what": "poster"})


def test_work_that_is_not_over_is_not_asked_for_again(admin_client, failed):
    Job.objects.update(state="running")

    admin_client.post(reverse("jobs:again", args=[failed.pk]))

    assert Job.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_publishes_nothing_neither_sees_nor_starts_work(client, failed, method):
    client.force_login(UserFactory())

    getattr(client, method)(reverse("jobs:again", args=[failed.pk]))

    assert "a poster" not in client.get(reverse("jobs:index"), follow=True).content.decode()
    assert Job.objects.count() == 1
