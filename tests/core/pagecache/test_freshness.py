"""Whatever changes what visitors see must show in the next request, in every process."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction, Site

from greencustoms.core import stamp
from greencustoms.core.models import ContactDetails, SiteText
from tests.factories.pages import InformationPageFactory, WorkshopPageFactory


def test_a_published_change_shows_at_once_in_every_process(reader, new_process, home):
    other = new_process()
    page = InformationPageFactory(parent=home, slug="news", title="Before")
    assert "Before" in reader.get("/en/news/").text
    assert "Before" in other.get("/en/news/").text

    page.title = "Afterwards"
    page.save_revision().publish()

    assert "Afterwards" in reader.get("/en/news/").text
    assert "Afterwards" in other.get("/en/news/").text


def test_a_draft_changes_nothing_that_readers_see(reader, home):
    page = InformationPageFactory(parent=home, slug="news", title="Before")
    reader.get("/en/news/")

    page.title = "Not yet for readers"
    page.save_revision()

    assert "Not yet for readers" not in reader.get("/en/news/").text


def test_a_page_is_gone_after_it_was_unpublished(reader, home):
    page = InformationPageFactory(parent=home, slug="news")
    reader.get("/en/news/")

    page.unpublish()

    assert reader.get("/en/news/").status == 404


def test_a_page_is_gone_after_it_was_deleted(reader, home):
    page = InformationPageFactory(parent=home, slug="news")
    reader.get("/en/news/")

    page.delete()

    assert reader.get("/en/news/").status == 404


def test_a_moved_page_answers_at_its_new_address_only(reader, home):
    page = InformationPageFactory(parent=home, slug="news")
    parent = InformationPageFactory(parent=home, slug="about")
    reader.get("/en/news/")

    page.move(parent, pos="last-child")

    assert reader.get("/en/about/news/").status == 200
    assert reader.get("/en/news/").headers["Location"] == "/en/about/news/"


def test_a_page_made_private_is_private_at_once(reader, home):
    page = InformationPageFactory(parent=home, slug="news", title="Only for us")
    reader.get("/en/news/")

    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    answer = reader.get("/en/news/")
    assert answer.status == 302
    assert "Only for us" not in answer.text


def test_a_list_shows_what_was_added_to_it(reader, year_2030):
    reader.get("/en/workshops/2030/")

    WorkshopPageFactory(parent=year_2030, title="Workshop of Minsk")

    assert "Workshop of Minsk" in reader.get("/en/workshops/2030/").text


def test_a_menu_entry_shows_on_every_page(reader, home):
    reader.get("/en/search/")

    InformationPageFactory(parent=home, title="New in the menu", show_in_menus=True)

    assert "New in the menu" in reader.get("/en/search/").text


def test_a_text_of_every_page_shows_on_every_page(reader, home):
    reader.get("/en/")

    SiteText.objects.update_or_create(
        locale=Locale.objects.get(language_code="en"), defaults={"strapline": "New words"}
    )

    assert "New words" in reader.get("/en/").text


def test_a_changed_setting_shows_on_every_page(reader, home):
    reader.get("/en/")

    ContactDetails.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"email": "new@example.org"}
    )

    assert "new@example.org" in reader.get("/en/").text


def test_a_relation_stored_after_its_record_counts_as_a_change(home):
    from django.contrib.auth.models import Group

    restriction = PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.GROUPS)
    before = stamp.current()

    restriction.groups.add(Group.objects.first())

    assert stamp.current() != before


def test_a_scheduled_page_shows_as_soon_as_the_timer_published_it(reader, home):
    from django.core.management import call_command

    page = InformationPageFactory(parent=home, slug="news", live=False)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    assert reader.get("/en/news/").status == 404

    call_command("publish_scheduled")

    assert reader.get("/en/news/").status == 200


def test_a_page_that_expires_is_gone_as_soon_as_the_timer_took_it_down(reader, home):
    from django.core.management import call_command

    page = InformationPageFactory(parent=home, slug="news")
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    assert reader.get("/en/news/").status == 200

    call_command("publish_scheduled")

    assert reader.get("/en/news/").status == 404


def test_a_published_translation_shows_in_the_language_menu_of_the_original(reader, home):
    page = InformationPageFactory(parent=home, slug="news")
    french, _made = Locale.objects.get_or_create(language_code="fr")
    assert 'hreflang="fr"' not in heads(reader.get("/en/news/").text)

    page.copy_for_translation(french, copy_parents=True).save_revision().publish()

    assert 'hreflang="fr"' in heads(reader.get("/en/news/").text)


def heads(html):
    return html.partition("</head>")[0]


def test_a_workflow_that_publishes_shows_the_page(reader, home, admin_user):
    from wagtail.models import Workflow

    page = InformationPageFactory(parent=home, slug="news", live=False)
    page.save_revision()
    state = Workflow.objects.order_by("pk").first().start(page, admin_user)
    assert reader.get("/en/news/").status == 404

    state.current_task_state.approve(user=admin_user)

    assert reader.get("/en/news/").status == 200


def test_no_kept_page_lives_past_midnight(reader, monkeypatch):
    from greencustoms.core.pagecache import copies

    monkeypatch.setattr(copies, "next_midnight", lambda: copies.time.time() - 1)
    reader.get("/en/")
    reader.get("/en/")

    assert reader.renders == 2


def test_midnight_is_the_next_one_where_the_site_is():
    from greencustoms.core.pagecache.copies import next_midnight

    seconds = next_midnight() - timezone.now().timestamp()

    assert 0 < seconds <= 24 * 3600
    assert (
        timezone.datetime.fromtimestamp(next_midnight(), tz=timezone.get_default_timezone()).strftime("%H%M") == "0000"
    )


def test_processes_of_one_machine_share_what_one_of_them_rendered(reader, new_process):
    other = new_process()
    reader.get("/en/")

    other.get("/en/")

    assert other.renders == 0


def test_another_release_makes_its_own_pages(reader, new_process, settings):
    reader.get("/en/")

    settings.WAGTAILADMIN_BASE_URL = "https://new.example"
    other = new_process()
    other.get("/en/")

    assert other.renders == 1
