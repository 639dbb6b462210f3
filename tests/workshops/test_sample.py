import pytest
from django.core.management import CommandError, call_command

from workshops.models import WorkshopPage
from workshops.sample import samples

pytestmark = pytest.mark.django_db


def test_samples_are_made_once_and_are_ordinary_workshops(client, workshop_index):
    call_command("make_sample", workshops=12)
    call_command("make_sample", workshops=12)

    assert samples().count() == 12
    one = samples().first()
    assert one.title.startswith("Sample workshop")
    assert one.get_parent().specific.year == one.start_date.year
    one.full_clean()
    assert client.get(one.url).status_code == 200
    assert client.get("/en/workshops/").context["whole_count"] == 12


def test_samples_are_refused_where_the_settings_do_not_allow_them(settings, workshop_index):
    settings.SAMPLES_ALLOWED = False

    with pytest.raises(CommandError):
        call_command("make_sample", workshops=1)
    assert not WorkshopPage.objects.exists()


def test_production_does_not_allow_samples():
    from greencustoms.settings import base

    assert base.SAMPLES_ALLOWED is False


@pytest.mark.parametrize("number", [0, -1, 1_000_000])
def test_a_number_that_makes_no_sense_is_refused(workshop_index, number):
    with pytest.raises(CommandError):
        call_command("make_sample", workshops=number)


def test_without_a_record_of_workshops_it_says_what_to_do(db):
    with pytest.raises(CommandError, match="prepare"):
        call_command("make_sample", workshops=1)
