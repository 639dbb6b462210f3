"""The starter groups and the first pages, as the data migrations make them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import GroupApprovalTask, Locale, Page, Site, WorkflowPage
from wagtail.permissions import policy_registry

from greencustoms.core.models import ContactDetails, SiteText
from greencustoms.home.models import HomePage, InformationPage
from guide.models import ControlledItem, FocalPoint, GlossaryTerm, IdentificationQuestion, ItemCategory
from tests.factories.guide import ControlledItemFactory


def member_of(group):
    user = get_user_model().objects.create_user("someone@example.org", "a long password")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def page(home):
    return home.add_child(instance=InformationPage(title="A page"))


@pytest.mark.parametrize(("group", "may_publish"), [("Secretariat editors", False), ("Secretariat moderators", True)])
def test_both_groups_edit_pages_but_only_moderators_publish_lock_and_delete(page, group, may_publish):
    allowed = page.permissions_for_user(member_of(group))

    assert allowed.can_edit()
    assert page.get_parent().permissions_for_user(allowed.user).can_add_subpage()
    assert allowed.can_publish() is may_publish
    assert allowed.can_lock() is may_publish
    assert allowed.can_unlock() is may_publish
    assert allowed.can_delete() is may_publish


@pytest.mark.parametrize("group", ["Secretariat editors", "Secretariat moderators"])
def test_both_groups_add_change_and_choose_images_and_documents(db, group):
    user = member_of(group)

    assert user.has_perm("wagtailadmin.access_admin")
    for model in (get_image_model(), get_document_model()):
        for action in ("add", "change", "choose"):
            assert policy_registry.get_by_type(model).user_has_permission(user, action)


@pytest.mark.parametrize(("group", "expected"), [("Secretariat editors", False), ("Secretariat moderators", True)])
def test_only_moderators_change_what_stands_on_every_page(db, group, expected):
    user = member_of(group)

    assert user.has_perm("wagtailredirects.add_redirect") is expected
    for model in (SiteText, ContactDetails):
        assert user.has_perm(f"core.change_{model._meta.model_name}") is expected


@pytest.mark.parametrize("model", [ControlledItem, FocalPoint, GlossaryTerm, IdentificationQuestion])
@pytest.mark.parametrize(("group", "publishes"), [("Secretariat editors", False), ("Secretariat moderators", True)])
def test_both_groups_write_the_records_of_the_guide_but_only_moderators_publish_and_delete(db, group, publishes, model):
    policy = policy_registry.get_by_type(model)
    user = member_of(group)

    may = {action: policy.user_has_permission(user, action) for action in ("add", "change", "publish", "delete")}

    assert may == {"add": True, "change": True, "publish": publishes, "delete": publishes}


@pytest.mark.parametrize(("group", "expected"), [("Secretariat editors", False), ("Secretariat moderators", True)])
def test_only_moderators_change_categories_because_they_have_no_drafts(db, group, expected):
    assert policy_registry.get_by_type(ItemCategory).user_has_permission(member_of(group), "change") is expected


def test_an_item_that_an_editor_submits_goes_to_the_moderators(db):
    item = ControlledItemFactory(live=False)

    assert item.get_workflow().tasks[0].name == "Moderators approval"


def test_what_editors_submit_goes_to_the_moderators(page):
    workflow = page.get_workflow()
    editor, task = member_of("Secretariat editors"), GroupApprovalTask.objects.get()

    page.save_revision(user=editor)
    workflow.start(page, editor)

    assert WorkflowPage.objects.get().page.specific == HomePage.objects.get()
    assert [group.name for group in task.groups.all()] == ["Secretariat moderators"]
    assert page.current_workflow_task == task


def test_the_groups_of_wagtail_are_gone(db):
    assert set(Group.objects.values_list("name", flat=True)) == {"Secretariat editors", "Secretariat moderators"}


def test_the_site_starts_with_six_languages_and_an_english_home_page(home):
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"en", "fr", "es", "ru", "ar", "zh-hans"}
    assert Site.objects.get().root_page.specific == home
    assert str(Site.objects.get()) == "Green Customs [default]"
    assert home.live
    assert home.locale.language_code == "en"


def test_both_migrations_can_be_taken_back_and_made_again(page):
    first_pages = import_module("greencustoms.home.migrations.0002_first_pages")
    groups = import_module("greencustoms.home.migrations.0003_starter_groups")

    groups.put_groups_of_wagtail_back(apps, None)
    first_pages.put_welcome_page_back(apps, None)

    assert [page.title for page in Page.objects.filter(depth=2)] == ["Welcome to your new Wagtail site!"]
    assert set(Group.objects.values_list("name", flat=True)) == {"Editors", "Moderators"}
    assert Locale.objects.count() == 1

    first_pages.make_first_pages(apps, None)
    groups.make_starter_groups(apps, None)

    assert HomePage.objects.get() == Site.objects.get().root_page.specific
    assert GroupApprovalTask.objects.get().groups.get().name == "Secretariat moderators"
    assert Page.find_problems() == ([], [], [], [], [])
