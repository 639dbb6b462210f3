"""“Keep this on my phone” in a real browser: kept in one visit, read and searched with the network cut, removed."""

import pytest

OFFLINE = "/en/offline/"
WAIT = 90_000
"""Milliseconds: the packs of a new site are made in the background."""


@pytest.fixture
def finder_row(open_page):
    """The page of packs, with the row of the finder once its pack is ready."""
    page = open_page(OFFLINE, width=360, height=740)
    row = page.locator("[data-pack=finder]")
    row.get_by_role("button", name="Keep on this phone").wait_for(timeout=WAIT)
    return row


@pytest.fixture
def without_network(finder_row):
    """The browser of somebody who kept the finder and is now where there is no signal."""
    finder_row.get_by_role("button", name="Keep on this phone").click()
    finder_row.get_by_role("link", name="Open").wait_for(timeout=WAIT)
    page = finder_row.page
    page.context.set_offline(True)
    return page


def kept_by(page):
    """The addresses of all that the browser keeps for the site: of entries, and of the files in each pack."""
    return page.evaluate(
        """async () => {
            const found = [];
            for (const name of await caches.keys()) {
                const store = await caches.open(name);
                for (const key of await store.keys()) {
                    const held = await (await store.match(key)).json();
                    found.push(new URL(key.url).pathname, ...Object.keys(held.files ?? {}));
                }
            }
            return found;
        }"""
    )


def test_the_finder_answers_with_the_network_cut_after_one_visit(without_network, site):
    page = without_network
    page.goto(f"{site.url}/en/guide/finder/?q=75-69-4")
    page.get_by_role("link", name="CFC-11").first.click()

    page.get_by_role("heading", level=1, name="CFC-11").wait_for()
    assert "Saved copy, data of" in page.inner_text("body")


def test_what_is_not_kept_says_so_and_names_what_is(without_network, site):
    page = without_network
    page.goto(f"{site.url}/en/partners/")

    page.get_by_role("heading", level=1, name="This page is not kept on this phone").wait_for()
    page.get_by_role("link", name="Finder with all decision cards").first.wait_for()


def test_nothing_of_sign_in_portal_and_admin_is_ever_kept(without_network, site):
    page = without_network
    page.context.set_offline(False)
    for address in ("/account/login/", "/portal/", "/admin/"):
        page.goto(site.url + address)

    kept = kept_by(page)
    assert "/en/guide/items/cfc-11/" in kept
    assert [address for address in kept if address.startswith(("/account/", "/portal", "/admin"))] == []


def test_a_removed_pack_is_gone(without_network, site):
    page = without_network
    page.goto(site.url + OFFLINE)
    assert "/en/guide/items/cfc-11/" in kept_by(page)
    page.locator("[data-pack=finder]").get_by_role("button", name="Remove").click()

    page.get_by_text("Removed from this phone.").wait_for()
    assert kept_by(page) == []
