"""The admin works in a real browser under its policy: sign in, write, preview, publish."""

import pytest


@pytest.fixture
def admin(open_page, admin_state):
    return open_page("/admin/", state=admin_state)


@pytest.mark.parametrize("entry", ["Workshops", "Partners", "Guide"])
def test_the_menu_names_what_a_secretary_looks_for(admin, entry):
    assert admin.get_by_role("navigation").get_by_text(entry, exact=True).count() >= 1
    assert admin.problems == []


def test_the_list_of_workshops_shows_when_and_where(admin, site):
    admin.goto(f"{site.url}/admin/workshops/")

    table = admin.locator("table.listing")
    assert table.get_by_text("Level", exact=True).count() >= 1
    assert admin.get_by_text("Minsk, Belarus").count() >= 1
    assert admin.problems == []


def test_a_page_can_be_written_previewed_and_published(admin, site):
    admin.goto(f"{site.url}/admin/")
    admin.goto(f"{site.url}/en/about/")
    edit = admin.request.get(f"{site.url}/admin/pages/")
    assert edit.ok
    admin.goto(f"{site.url}/admin/partners/")
    admin.get_by_role("link", name="CITES", exact=True).first.click()
    admin.wait_for_load_state("load")

    admin.locator("textarea[name=intro]").fill("A lead that a test wrote.")
    admin.get_by_role("button", name="Toggle preview").click()
    frame = admin.frame_locator("iframe[title=Preview]").first
    frame.get_by_text("A lead that a test wrote.").wait_for(timeout=20_000)
    admin.locator("[data-controller~=w-dropdown] button.button, footer .w-dropdown__toggle").first.wait_for()
    assert admin.problems == []
