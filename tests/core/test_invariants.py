"""Each thing that must always be true is broken by hand, and found."""

import os
import time
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone
from wagtail.models import Page

from greencustoms.core.invariants import all_broken
from greencustoms.core.invariants.registry import only_reading
from greencustoms.core.models import OutgoingMail, PrivateFile
from greencustoms.core.uploads.kinds import OFFICE_KINDS
from greencustoms.core.uploads.private import accept
from greencustoms.home.models import Message
from greencustoms.home.sitemaps import PageSitemap
from tests.core.uploads.sample_files import pdf, upload
from tests.factories.pages import InformationPageFactory, WorkshopPageFactory
from workshops import exports, figures

pytestmark = pytest.mark.django_db


def broken(name):
    """What is broken of the invariant of that name, as texts."""
    [(_name, found)] = all_broken([name])
    return [str(one) for one in found]


@pytest.fixture
def page(home):
    page = InformationPageFactory(parent=home, slug="about")
    page.save_revision().publish()
    return Page.objects.get(pk=page.pk)


@pytest.fixture
def workshop(year_2030):
    return WorkshopPageFactory(parent=year_2030, slug="minsk", status="held")


@pytest.fixture
def kept():
    private_file = accept(upload("Rapport final.pdf", pdf()), OFFICE_KINDS)
    yield private_file
    private_file.file.storage.delete(private_file.file.name)


def change(model, pk, **fields):
    model.objects.filter(pk=pk).update(**fields)


def test_a_sound_site_breaks_nothing(page, workshop, kept):
    names = [
        "trees",
        "addresses",
        "live revisions",
        "files of rows",
        "mails",
        "sitemap",
        "counted figures",
        "open data",
    ]

    assert {name: found for name, found in all_broken(names) if found} == {}


def test_a_wrong_number_of_children_is_found(page):
    change(Page, page.pk, numchild=7)

    assert f"Page {page.pk}: it has a wrong number of children" in broken("trees")[0]


def test_a_page_without_a_parent_is_found(page):
    change(Page, page.pk, path="0001000900090009", depth=4)

    assert "it has no parent" in "".join(broken("trees"))


def test_two_addresses_that_differ_by_case_are_found(home, page):
    other = InformationPageFactory(parent=home, slug="other")
    change(Page, other.pk, slug="About")

    assert "“About” is also that of page" in broken("addresses")[0]


def test_a_page_that_is_not_live_but_has_a_live_revision_is_found(page):
    change(Page, page.pk, live=False)

    assert "not live, but has a live revision" in broken("live revisions")[0]


def test_a_live_page_that_is_not_what_was_published_is_found(page):
    change(Page, page.pk, search_description="Changed behind everybody's back")

    assert "other than its live revision in search_description" in broken("live revisions")[0]


def test_a_live_revision_of_another_page_is_found(home, page):
    other = InformationPageFactory(parent=home, slug="other")
    change(Page, page.pk, live_revision=other.save_revision())

    assert "its live revision is of another page" in "".join(broken("live revisions"))


def test_a_missing_file_is_found(kept):
    kept.file.storage.delete(kept.file.name)

    assert f"core.PrivateFile {kept.pk}: its file is missing" in broken("files of rows")[0]


def test_a_file_of_other_bytes_is_found(kept):
    change(PrivateFile, kept.pk, sha256="0" * 64)

    assert "its file is not the one that was stored" in broken("files of rows")[0]


def test_a_file_of_another_size_is_found(kept):
    change(PrivateFile, kept.pk, size=1)

    assert "instead of 1" in broken("files of rows")[0]


@pytest.mark.parametrize("hours", [25, 1])
def test_a_file_without_a_row_is_found_once_it_is_a_day_old(hours):
    storage = storages["private"]
    name = storage.save("zz/nobody-knows", ContentFile(b"x"))
    then = time.time() - hours * 3600
    os.utime(storage.path(name), (then, then))
    try:
        found = [text for text in broken("rows of files") if name in text]
    finally:
        storage.delete(name)

    assert len(found) == (hours == 25)


def entries():
    return apps.get_model("wagtailsearch.IndexEntry").objects


def test_a_page_that_the_search_does_not_know_is_found(page):
    entries().filter(object_id=str(page.pk)).delete()

    assert f"home.InformationPage {page.pk}: the search does not know it" in "".join(broken("search index"))


def test_an_entry_of_the_search_for_what_is_gone_is_found(page):
    entry = entries().filter(object_id=str(page.pk)).last()
    entries().filter(pk=entry.pk).update(object_id="987654")

    assert "987654: the search still knows it" in "".join(broken("search index"))


def test_a_mail_that_is_queued_twice_is_found():
    message = {"headers": {"Message-ID": "<one@greencustoms>"}}
    OutgoingMail.objects.create(subject="Report", message=message)
    OutgoingMail.objects.create(subject="Report", message=message)

    assert "in the queue twice" in broken("mails")[0]


def test_a_mail_that_nobody_sends_is_found():
    OutgoingMail.objects.create(recipe="invite", created_at=timezone.now() - timedelta(days=5))

    assert "nobody tried to send it" in broken("mails")[0]


def test_a_page_that_is_missing_in_the_sitemap_is_found(page, monkeypatch):
    monkeypatch.setattr(PageSitemap, "items", lambda self: [one for one in self.pages if one.pk != page.pk])

    assert f"Page {page.pk}: it is missing in the sitemap" in broken("sitemap")[0]


def test_a_message_that_was_stored_twice_is_found():
    for _time in range(2):
        Message.objects.create(kind="contact", email="a@example.org", subject="Hello", text="Hello", language="en")

    assert "once more" in broken("messages once")[0]


def test_a_counter_that_does_not_agree_is_found(workshop, monkeypatch):
    monkeypatch.setattr(figures, "by_year", lambda workshops: [])

    assert "0 are told, 1 are on record" in broken("counted figures")[0]


def test_a_workshop_that_is_missing_in_the_open_data_is_found(workshop, monkeypatch):
    as_json = exports.as_json
    monkeypatch.setattr(exports, "as_json", lambda found, request, source: as_json(found.none(), request, source))

    assert "it is missing in the download" in broken("open data")[0]


def test_the_command_names_what_is_broken_and_fails(page):
    change(Page, page.pk, numchild=7)
    told = StringIO()

    with pytest.raises(CommandError, match="Broken: 1"):
        call_command("check_invariants", only=["trees"], stdout=told)

    assert "run manage.py fixtree" in told.getvalue()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL refuses from the next transaction on")
def test_nothing_can_be_written_while_it_asks(page):
    with only_reading(), pytest.raises(DatabaseError), transaction.atomic():
        change(Page, page.pk, numchild=7)
