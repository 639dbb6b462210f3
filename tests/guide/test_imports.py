"""Controlled items in a table: marks and listings, what is refused, what comes back."""

import csv
import io

import pytest
from django.contrib.auth.models import Permission

from greencustoms.core.models import ContentStamp, ImportRun, User
from greencustoms.core.outgoing_text import guarded
from greencustoms.core.tabular import runs
from greencustoms.core.tabular.problems import CellError
from greencustoms.core.tabular.templates import csv_template, xlsx_template
from guide.identifiers import Kind
from guide.imports import ItemImporter
from guide.imports.marks import Mark, MarkOf
from guide.models import ControlledItem, ItemListing
from tests.factories.guide import ControlledItemFactory, ItemCategoryFactory
from tests.factories.pages import ChapterPageFactory

pytestmark = pytest.mark.django_db

ROW = {"slug": "", "name": "CFC-12", "category": "ods", "listings": "montreal-protocol | Annex A, Group I | 1987"}
INDEX = "/admin/imports/controlled-items/"


@pytest.fixture
def guide(guide_index):
    """One treaty and one category."""
    ItemCategoryFactory(slug="ods", name="Ozone-depleting substances")
    return ChapterPageFactory(parent=guide_index, slug="montreal-protocol", title="Montreal Protocol")


def table(*rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys([*ROW, *(name for row in rows for name in row)])), restval="")
    writer.writeheader()
    writer.writerows({name: guarded(value) for name, value in (ROW | row).items()} for row in rows)
    return text.getvalue().encode()


def taken_in(content):
    run = runs.take_in(ItemImporter.kind, content, "items.csv")
    runs.work_on(run.pk)
    run.refresh_from_db()
    return run


def imported(content):
    run = taken_in(content)
    assert run.plan["problems"] == []
    assert runs.confirm(run)
    runs.work_on(run.pk)
    run.refresh_from_db()
    return run


def counts(run):
    return run.added, run.changed, run.unchanged, run.problems


def present():
    importer = ItemImporter()
    return csv_template(importer, importer.present())


@pytest.mark.parametrize(
    ("kind", "text", "mark"),
    [
        (Kind.HS, "2903.77 (HS 2022)", Mark("2903.77", edition="HS 2022")),
        (Kind.CAS, "75-71-8", Mark("75-71-8")),
        (Kind.COMMON_NAME, "Freón 12 [es]", Mark("Freón 12", language="es")),
        (Kind.COMMON_NAME, "Freon [12]", Mark("Freon [12]")),
        (Kind.SYNONYM, "R (12)", Mark("R (12)")),
    ],
)
def test_a_mark_is_one_text_both_ways(kind, text, mark):
    assert MarkOf(kind).read(text) == mark
    assert str(mark) == text


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (Kind.CAS, "75-71-9", "last digit of this CAS number should be 8"),
        (Kind.CAS, "75718", "written as 75-71-8"),
        (Kind.UN, "UN9999", "four digits"),
        (Kind.HS, "2903.77", "Name the edition"),
        (Kind.HS, "99999", "HS code"),
        (Kind.ASHRAE, "12", "R-12"),
        (Kind.BASEL_CODE, "Z1", "Basel code"),
    ],
)
def test_formats_and_check_digits_are_checked(kind, text, words):
    with pytest.raises(CellError) as refused:
        MarkOf(kind).read(text)
    assert words in str(refused.value)


def test_a_row_becomes_a_published_item_that_the_finder_knows(client, guide):
    stamps = ContentStamp.objects.count()
    imported(
        table({"cas": "75-71-8", "hs": "2903.77 (HS 2022); 2903.78 (HS 2022)", "common_names": "Freon 12; Фреон [ru]"})
    )

    item = ControlledItem.objects.get()
    assert (item.slug, item.live, item.live_revision) == ("cfc-12", True, item.latest_revision)
    assert [row.normalised for row in item.identifiers.filter(kind="hs")] == ["290377", "290378"]
    listing = item.listings.get()
    assert (listing.chapter, listing.list_name, listing.since) == (guide, "Annex A, Group I", "1987")
    assert ContentStamp.objects.count() > stamps
    assert client.get("/en/guide/items/cfc-12/").status_code in (200, 404)
    assert [found.pk for found in ControlledItem.objects.all() if found.values_of("cas") == ["75-71-8"]] == [item.pk]


@pytest.mark.parametrize(
    ("change", "column", "words"),
    [
        ({"cas": "75-71-9"}, "cas", "should be 8"),
        ({"category": "gas"}, "category", "not a category"),
        ({"listings": "montreal-protocol"}, "listings", "Write treaty and list"),
        ({"listings": "basel | Annex I"}, "listings", "not a treaty"),
        ({"listings": ""}, "listings", "must not be empty"),
        ({"listings": "montreal-protocol | A; montreal-protocol | a | 1990"}, "listings", "stands here twice"),
        ({"cas": "75-71-8; 75–71–8"}, "cas", "written as"),
        ({"un": "UN1028; 1028"}, "un", "stands here twice"),
        ({"source_url": "www.example.org"}, "source_url", "https://"),
        ({"verified_on": "2026-03"}, "verified_on", "names no day"),
    ],
)
def test_a_problem_is_named_by_row_and_column(guide, change, column, words):
    (problem,) = taken_in(table(change)).plan["problems"]
    assert (problem["row"], problem["column"]) == (2, column)
    assert words in problem["message"]


@pytest.fixture
def full(guide):
    """An item of which everything is known, stored without a revision."""
    item = ControlledItemFactory(
        slug="cfc-11",
        chapters=[guide],
        marks=[
            (Kind.CAS, "75-69-4"),
            (Kind.HS, "2903.77"),
            (Kind.COMMON_NAME, "Freon; eleven"),
            (Kind.COMMON_NAME, "=11"),
        ],
        handling="Hold.\nDo not open.",
        review_by="2027-01-01",
    )
    item.listings.add(
        ItemListing(chapter=guide, list_name="Annex | B", note="a note", source_url="https://example.org/")
    )
    item.save()
    return ControlledItem.objects.get(pk=item.pk)


def test_what_is_taken_out_changes_nothing_when_it_comes_back(full):
    assert counts(taken_in(present())) == (0, 0, 1, 0)
    importer = ItemImporter()
    content = xlsx_template(importer, importer.present()).read()
    assert counts(taken_in(content)) == (0, 0, 1, 0)


def test_changes_are_published_and_taken_back(full):
    before = present()
    run = imported(before.replace(b"Hold.", b"Wait.").replace(b"75-69-4", b"75-69-4; 75-71-8").replace(b"a note", b"b"))
    item = ControlledItem.objects.get()
    assert counts(run) == (0, 1, 0, 0)
    assert (item.steps, item.values_of("cas")) == (["Wait.", "Do not open."], ["75-69-4", "75-71-8"])

    assert runs.decide_to_undo(run)
    runs.work_on(run.pk)
    assert present() == before


def test_undoing_removes_new_items_and_keeps_edited_ones(guide):
    run = imported(table({}, {"name": "CFC-13"}))
    edited = ControlledItem.objects.get(slug="cfc-13")
    edited.note = "Edited."
    edited.save_revision().publish()
    assert runs.decide_to_undo(run)
    runs.work_on(run.pk)

    run.refresh_from_db()
    assert [item.slug for item in ControlledItem.objects.all()] == ["cfc-13"]
    assert run.log["kept"][0]["title"] == "CFC-13"


def test_only_those_who_may_publish_items_import_them(client, guide):
    user = User.objects.create_user("maria@example.org", "password")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(INDEX).status_code == 302
    names = [f"{action}_controlleditem" for action in ("add", "change", "publish")]
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))
    assert client.get(INDEX).status_code == 200
    run = imported(table({}))
    assert "cfc-12" in client.get(f"{INDEX}{run.pk}/").content.decode()
    assert b"cfc-12" in client.get(f"{INDEX}present.csv").content
    assert ImportRun.objects.count() == 1
