"""The public forms in a real browser: with script, without, accessible, light, valid."""

import subprocess

import pytest

from .conftest import ROOT
from .pages import without_style
from .test_axe import AXE, MOST_BYTES, violations, watch_traffic

FORMS = {"contact": "/en/contact/write/", "practice": "/en/greening-operations/write/"}


def fill_in(page):
    page.get_by_label("Your name").or_(page.get_by_label("Name", exact=True)).first.fill("Ada")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Subject").fill("A question")
    page.get_by_label("Your message").fill("How do we join?")


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_light_accessible_and_without_errors(open_page, site, name):
    page = open_page()
    received, requested = watch_traffic(page)
    page.goto(f"{site.url}{FORMS[name]}", wait_until="networkidle")

    assert sum(received) <= MOST_BYTES
    assert len(requested) <= 4, requested
    page.evaluate(AXE.read_text())
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.problems == []
    assert page.context.cookies() == []


def test_the_script_proves_and_the_message_arrives(open_page, site):
    page = open_page(FORMS["contact"])

    fill_in(page)
    page.get_by_role("button", name="Send").click()

    page.wait_for_url("**/contact/write/sent/")
    assert page.problems == []
    assert site.manage("shell", "-v0", "-c", LATEST) == "A question, contact, ''"


def test_without_script_the_sum_is_enough(open_page, site):
    page = open_page(FORMS["contact"], javascript=False)
    fill_in(page)
    label = page.locator("label[for=id_sum]").inner_text()
    first, second = (int(word) for word in label.replace("?", " ").split() if word.isdigit())
    page.locator("#id_sum").fill(str(first + second))

    page.get_by_role("button", name="Send").click()

    page.wait_for_url("**/contact/write/sent/")
    assert site.manage("shell", "-v0", "-c", LATEST) == "A question, contact, 'question'"


def test_forms_are_valid_html(open_page, site, tmp_path):
    page = open_page()
    for name, path in FORMS.items():
        (tmp_path / f"{name}.html").write_text(without_style(page.request.get(f"{site.url}{path}").text()))
        (tmp_path / f"{name}-sent.html").write_text(
            without_style(page.request.post(f"{site.url}{path}", form={"name": "A"}).text())
        )
    checker = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

    command = ["java", "-Xss2m", "-jar", checker, "--format", "gnu", "--skip-non-html", tmp_path]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)

    assert checked.stderr.splitlines() == []


LATEST = """
from greencustoms.home.models import Message
latest = Message.objects.latest("pk")
print(f"{latest.subject}, {latest.kind}, {latest.doubt!r}")
"""
