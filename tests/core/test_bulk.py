"""Writing in bulk leaves what Wagtail itself leaves when it writes one page."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from modelsearch.conf import get_app_config
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.signals import page_published, page_unpublished

from greencustoms.core.bulk import BulkPageWriter
from greencustoms.core.bulk.removal import remove
from greencustoms.core.bulk.restore import restored
from greencustoms.core.models import ContentStamp, User
from tests.factories import pages
from workshops.models import ParticipatingCountry, WorkshopLanguage, WorkshopPage
from workshops.sample import make_samples

pytestmark = pytest.mark.django_db

DIFFER = {
    "pk",
    "id",
    "path",
    "url_path",
    "slug",
    "title",
    "draft_title",
    "record_id",
    "translation_key",
    "search_text",
    "record_key",
}
TIMES = {"first_published_at", "last_published_at", "latest_revision_created_at"}
OF_PUBLISHING = {"live", "latest_revision", "live_revision", "has_unpublished_changes", "owner"}


@pytest.fixture
def user(db):
    return User.objects.create_superuser("maria@example.org", "password")


@pytest.fixture
def partners(partner_index):
    return [pages.PartnerPageFactory(parent=partner_index) for _number in range(2)]


@pytest.fixture
def make(partners):
    """A new workshop with all that can belong to one, stored nowhere yet."""

    def make(slug):
        workshop = pages.WorkshopPageFactory.build(
            title=f"Workshop {slug}", slug=slug, record_id=f"2030-{slug}", topics=[("topic", "Waste")]
        )
        workshop.participating_countries = [ParticipatingCountry(country=code) for code in ("BY", "UA")]
        workshop.languages = [WorkshopLanguage(language="ru")]
        workshop.partners = partners
        return workshop

    return make


@pytest.fixture
def by_wagtail(make, year_2030, user):
    """One workshop, stored and published by Wagtail."""
    workshop = make("one")
    workshop.live = False
    year_2030.add_child(instance=workshop)
    workshop.save_revision(user=user).publish(user=user)
    return WorkshopPage.objects.get(pk=workshop.pk)


@pytest.fixture
def in_bulk(make, year_2030, user):
    """Three workshops, stored and published in bulk."""
    BulkPageWriter(WorkshopPage, user).add_under([(year_2030, make(slug)) for slug in ("a", "b", "c")])
    return list(WorkshopPage.objects.filter(slug__in="abc").order_by("path"))


def columns_of(page):
    left = DIFFER | TIMES | OF_PUBLISHING | {"page_ptr"}
    return {field.name: field.value_to_string(page) for field in page._meta.concrete_fields if field.name not in left}


def without_keys(content):
    plain = {name: value for name, value in content.items() if name not in DIFFER | TIMES | OF_PUBLISHING}
    for name in ("participating_countries", "languages"):
        plain[name] = [
            {key: row[key] for key in row if key not in ("pk", "workshop", "sort_order")} for row in plain[name]
        ]
    plain["topics"] = len(plain["topics"])
    return plain


def index_entry(page):
    content_type = ContentType.objects.get_for_model(WorkshopPage)
    return get_app_config().get_model("IndexEntry").objects.get(content_type=content_type, object_id=str(page.pk))


def words_of(entry, name):
    """What the index holds, in which the two pages differ by a word."""
    return sorted(str(getattr(entry, name)).replace("one", "a").split())


def references(page):
    found = ReferenceIndex.objects.filter(base_content_type__model="page", object_id=str(page.pk))
    return set(found.values_list("to_content_type", "to_object_id", "model_path"))


def log_of(page):
    return sorted(PageLogEntry.objects.filter(page=page.pk).values_list("action", "content_changed"))


def test_columns_are_those_that_wagtail_writes(by_wagtail, in_bulk):
    left = {"topics", "path", "partners"}
    one, other = columns_of(by_wagtail), columns_of(in_bulk[0])
    assert {name: one[name] for name in one if name not in left} == {
        name: other[name] for name in other if name not in left
    }


def test_the_tree_stays_in_order(by_wagtail, in_bulk, year_2030):
    year_2030.refresh_from_db()
    assert year_2030.numchild == 4
    assert Page.find_problems() == ([], [], [], [], [])
    assert in_bulk[2].url_path == f"{year_2030.url_path}c/"
    assert in_bulk[2].get_parent().pk == year_2030.pk
    assert year_2030.add_child(instance=pages.WorkshopPageFactory.build(slug="next")).path > in_bulk[2].path


def test_the_revision_is_live_and_says_what_the_page_says(by_wagtail, in_bulk):
    page = in_bulk[0]
    assert page.live
    assert page.latest_revision_id == page.live_revision_id
    assert not page.has_unpublished_changes
    assert without_keys(page.live_revision.content) == without_keys(by_wagtail.live_revision.content)
    assert page.live_revision.as_object().partners.count() == 2


def test_rows_and_names_are_stored(in_bulk, partners):
    page = WorkshopPage.objects.get(pk=in_bulk[1].pk)
    assert page.countries_taking_part == ["Belarus", "Ukraine"]
    assert set(page.partners.all()) == set(partners)


def test_both_indexes_and_the_log_are_as_wagtail_writes_them(by_wagtail, in_bulk, user):
    assert references(in_bulk[0]) == references(by_wagtail)
    assert log_of(in_bulk[0]) == log_of(by_wagtail)
    assert PageLogEntry.objects.filter(page=in_bulk[0].pk, user=user, revision=in_bulk[0].live_revision).exists()
    one, other = index_entry(by_wagtail), index_entry(in_bulk[0])
    for name in {field.name for field in other._meta.concrete_fields} & {"body", "autocomplete", "body_text"}:
        assert words_of(one, name) == words_of(other, name)
    assert [page.pk for page in WorkshopPage.objects.search("Workshop b", fields=["title"])] == [in_bulk[1].pk]


def test_changes_make_a_new_live_revision(in_bulk):
    page = in_bulk[0]
    before = page.live_revision_id
    page.title = "Another title"
    page.participating_countries = [
        page.participating_countries.get(country="UA"),
        ParticipatingCountry(country="KE"),
    ]
    page.partners = []
    BulkPageWriter(WorkshopPage).change([page])

    page = WorkshopPage.objects.get(pk=page.pk)
    assert (page.title, page.draft_title, page.countries_taking_part) == (
        "Another title",
        "Another title",
        ["Kenya", "Ukraine"],
    )
    assert page.live_revision_id == page.latest_revision_id != before
    assert page.live_revision.as_object().title == "Another title"
    assert page.partners.count() == 0
    assert "another title" in page.search_text
    assert WorkshopPage.objects.search("Another").count() == 1


def test_one_can_go_back_to_a_revision(in_bulk):
    page = in_bulk[0]
    older = page.live_revision.content
    page.title, page.place, page.partners = "Another title", "Brest", []
    page.participating_countries = []
    BulkPageWriter(WorkshopPage).change([page])
    page = WorkshopPage.objects.get(pk=page.pk)

    made = restored(WorkshopPage, [page], {page.pk: (older, page.live_revision.content)})
    assert page.title == "Another title"
    BulkPageWriter(WorkshopPage).change(made)

    page = WorkshopPage.objects.get(pk=page.pk)
    assert without_keys(page.live_revision.content) == without_keys(older)
    assert (page.title, page.countries_taking_part, page.partners.count()) == ("Workshop a", ["Belarus", "Ukraine"], 2)


def test_what_is_gone_does_not_come_back(in_bulk, partners):
    page = in_bulk[0]
    older = page.live_revision.content
    page.partners = []
    BulkPageWriter(WorkshopPage).change(in_bulk)
    newer = Revision.objects.get(pk=page.latest_revision_id).content
    partners[0].delete()

    (made,) = restored(WorkshopPage, [WorkshopPage.objects.get(pk=page.pk)], {page.pk: (older, newer)})
    BulkPageWriter(WorkshopPage).change([made])

    assert WorkshopPage.objects.get(pk=page.pk).partners.count() == 1


def test_removing_leaves_nothing_behind(in_bulk, year_2030, user):
    told = []
    page_unpublished.connect(lambda **kwargs: told.append(kwargs["instance"].pk), weak=False, dispatch_uid="test")
    keys = [page.pk for page in in_bulk[:2]]
    remove(WorkshopPage, in_bulk[:2], user)
    page_unpublished.disconnect(dispatch_uid="test")

    year_2030.refresh_from_db()
    assert (year_2030.numchild, told) == (1, keys)
    assert Page.find_problems() == ([], [], [], [], [])
    assert not Revision.objects.filter(
        object_id__in=[str(key) for key in keys], base_content_type__model="page"
    ).exists()
    assert PageLogEntry.objects.filter(page__in=keys, action="wagtail.delete", deleted=True, user=user).count() == 2
    assert not any(references(page) for page in in_bulk[:2])
    assert WorkshopPage.objects.search("Workshop").count() == 1


def test_all_who_listen_are_told_of_each_page_and_the_stamp_moves_once(make, year_2030):
    told = []
    page_published.connect(lambda **kwargs: told.append(kwargs["instance"].slug), weak=False, dispatch_uid="test")
    before = ContentStamp.objects.count()
    BulkPageWriter(WorkshopPage).add_under([(year_2030, make(slug)) for slug in "xyz"])
    page_published.disconnect(dispatch_uid="test")

    assert told == ["x", "y", "z"]
    assert ContentStamp.objects.count() == before + 1


def test_many_pages_take_few_queries(make, year_2030, django_assert_max_num_queries):
    made = [(year_2030, make(f"many-{number}")) for number in range(100)]
    with django_assert_max_num_queries(60):
        BulkPageWriter(WorkshopPage).add_under(made)


def test_a_large_import_tells_the_database_how_many_there_are_now(workshop_index):
    counted = {
        "sqlite": "SELECT stat FROM sqlite_stat1 WHERE idx = 'workshop_start'",
        "postgresql": "SELECT reltuples::int FROM pg_class WHERE relname = 'workshops_workshoppage'",
    }

    make_samples(211)

    with connection.cursor() as cursor:
        cursor.execute(counted[connection.vendor])
        assert str(cursor.fetchone()[0]).split()[0] == "211"
