import importlib
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import Locale

from tests.factories import pages
from workshops.models import WorkshopPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def minsk(year_2030):
    return pages.WorkshopPageFactory(parent=year_2030, slug="minsk", title="Minsk", record_id="2030-minsk")


def test_a_number_in_use_is_refused_beside_its_field(minsk, year_2030):
    other = pages.WorkshopPageFactory(parent=year_2030, slug="brest")
    other.record_id = "2030-minsk"

    with pytest.raises(ValidationError) as refused:
        other.full_clean()

    message = "“Minsk” has the record number “2030-minsk” already. Write another one, or none."
    assert refused.value.message_dict == {"record_id": [message]}


def test_the_editor_is_told_of_a_number_in_use(minsk, year_2030, admin_client):
    address = reverse("wagtailadmin_pages:add", args=["workshops", "workshoppage", year_2030.pk])
    form = admin_client.get(address).context["form"]
    typed = {field.html_name: field.value() or "" for field in form if field.name not in ("partners", "treaties")}
    for prefix in ("organisers", "topics", "agenda", "documents", "photos", "body", "sources"):
        typed[f"{prefix}-count"] = "0"
    for formset in form.formsets.values():
        typed |= {field.html_name: field.value() for field in formset.management_form}
    typed |= {"title": "New", "slug": "new", "start_date": "2030-05-13", "place": "Minsk", "country": "BY"}
    typed |= {"level": "national", "record_id": "2030-minsk"}

    response = admin_client.post(address, typed)

    assert "“Minsk” has the record number “2030-minsk” already." in response.content.decode()
    assert response.context["form"].errors.keys() == {"record_id"}


def test_the_database_refuses_a_number_that_is_in_use(minsk, year_2030):
    other = pages.WorkshopPageFactory(parent=year_2030, slug="brest")
    other.record_id = "2030-minsk"

    with pytest.raises(IntegrityError), transaction.atomic():
        other.save(clean=False)


def test_workshops_without_a_number_do_not_disturb_each_other(year_2030):
    for slug in ("minsk", "brest"):
        workshop = pages.WorkshopPageFactory(parent=year_2030, slug=slug)
        workshop.record_id = ""
        workshop.save(clean=False)

    assert WorkshopPage.objects.filter(record_id="").count() == 2


def test_a_translation_has_the_number_of_what_it_translates(minsk, in_french_tree):
    translation = minsk.copy_for_translation(in_french_tree)
    translation.save_revision().publish()
    minsk.save_revision().publish()

    assert WorkshopPage.objects.get(pk=translation.pk).record_id == "2030-minsk"


@pytest.fixture
def in_french_tree(minsk):
    french = Locale.objects.get(language_code="fr")
    for page in minsk.get_ancestors().filter(depth__gt=1).specific():
        page.copy_for_translation(french)
    return french


def test_a_copy_gets_a_number_of_its_own(minsk, workshop_index):
    year_2031 = pages.WorkshopYearPageFactory(parent=workshop_index, year=2031)

    copy = minsk.copy(to=year_2031)

    assert copy.record_id == "2030-minsk-2"
    copy.get_latest_revision_as_object().save_revision().publish()
    assert WorkshopPage.objects.get(pk=copy.pk).record_id == "2030-minsk-2"


def test_an_alias_has_no_number_of_its_own_and_hinders_nobody(minsk, workshop_index):
    year_2031 = pages.WorkshopYearPageFactory(parent=workshop_index, year=2031)
    minsk.create_alias(parent=year_2031)

    minsk.title = "Minsk again"
    minsk.save_revision().publish()

    assert WorkshopPage.objects.filter(title="Minsk again").count() == 2


def test_a_long_address_still_makes_a_number_that_fits(year_2030, workshop_index):
    slug = "x" * 120
    first = pages.WorkshopPageFactory(parent=year_2030, slug=slug)
    year_2031 = pages.WorkshopYearPageFactory(parent=workshop_index, year=2031)
    second = pages.WorkshopPageFactory(parent=year_2031, slug=slug, start_date=date(2030, 5, 1))

    assert len({first.record_id, second.record_id}) == 2
    assert max(len(first.record_id), len(second.record_id)) == 80


def test_of_old_workshops_with_one_number_the_first_keeps_it(minsk, year_2030):
    from django.apps import apps

    others = [pages.WorkshopPageFactory(parent=year_2030, slug=slug) for slug in ("brest", "gomel")]
    WorkshopPage.objects.update(record_id="2030-minsk", record_key=None)

    importlib.import_module("workshops.migrations.0007_record_number_once").fill(apps, None)

    numbers = [WorkshopPage.objects.get(pk=page.pk).record_id for page in (minsk, *others)]
    assert numbers == ["2030-minsk", "2030-minsk-2", "2030-minsk-3"]
    assert WorkshopPage.objects.filter(record_key=f"{minsk.locale_id} 2030-minsk-3").count() == 1
