"""Trees of pages that all tests share."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation

from greencustoms.core import memo
from greencustoms.core.catalogue_files import compile_catalogues
from tests import database
from tests.factories import pages


def pytest_addoption(parser):
    parser.addoption(
        "--only-database",
        action="store_true",
        help="leave out tests that touch no database: another database changes nothing for them",
    )


def pytest_collection_modifyitems(config, items):
    if config.getoption("--only-database"):
        touching = [item for item in items if {"db", "django_db_setup"} & set(item.fixturenames) or has_mark(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(touching)])
        items[:] = touching


def has_mark(item):
    return item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, tmp_path_factory):
    """Every test worker has a migrated database to itself."""
    with django_db_blocker.unblock():
        database.connect_to_a_copy(tmp_path_factory.mktemp("database"))


@pytest.fixture(scope="session", autouse=True)
def words_of_the_interface():
    """Tests see the translations as they are now."""
    compile_catalogues(settings.LOCALE_PATHS)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What one test left in caches is rolled back in the database, so the next must not see it."""
    cache.clear()
    memo.forget()
    # A request leaves the language of its address to the thread, where the next request would choose its own.
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def second_factor_taken_for_granted(request, monkeypatch):
    """Tests of other things sign in with `force_login`. Those marked `second_factor` meet the rule itself."""
    if request.node.get_closest_marker("second_factor") is None:
        from greencustoms.accounts import middleware

        monkeypatch.setattr(middleware, "second_factor_is_in_order", lambda request: True)
        monkeypatch.setattr(middleware, "is_fresh", lambda request: True)


@pytest.fixture
def home(db):
    """The home page that the migrations make."""
    from greencustoms.home.models import HomePage

    return HomePage.objects.get(locale__language_code="en")


@pytest.fixture
def partner_index(home):
    return pages.PartnerIndexPageFactory(parent=home)


@pytest.fixture
def workshop_index(home):
    return pages.WorkshopIndexPageFactory(parent=home)


@pytest.fixture
def year_2030(workshop_index):
    return pages.WorkshopYearPageFactory(parent=workshop_index, year=2030)


@pytest.fixture
def guide_index(home):
    return pages.GuideIndexPageFactory(parent=home)
