"""A decision card on a small phone."""

import pytest

LONG = ["metal-waste-toxic", "precharged-equipment", "hg-sphyg", "med-tortoises", "elephant-ivory"]


@pytest.mark.parametrize("slug", LONG)
def test_danger_and_the_first_three_steps_are_seen_without_scrolling(open_page, site, slug):
    page = open_page()
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{site.url}/en/guide/items/{slug}/")

    assert page.locator(".danger").bounding_box()["y"] < 640
    third = page.locator("ol.do li b").nth(2).bounding_box()
    assert third["y"] + third["height"] <= 640
