"""Pages of accounts in a real browser: accessible, valid, without scripts; passkeys under the strict policy."""

import subprocess

import pytest

from .conftest import ROOT
from .pages import without_style
from .test_axe import AXE, violations

ENTRANCE = ["/account/login/", "/account/password/forgotten/", "/account/password/forgotten/sent/"]
INSIDE = [
    "/account/",
    "/account/sessions/",
    "/account/password/",
    "/account/second-factor/",
    "/account/second-factor/webauthn/add/",
    "/account/second-factor/recovery-codes/generate/",
    "/account/second-factor/totp/deactivate/",
    "/account/logout/",
]


@pytest.mark.parametrize("inside", [False, True], ids=["entrance", "inside"])
def test_pages_of_accounts_are_accessible_and_without_errors(open_page, site, admin_state, inside):
    page = open_page(state=admin_state if inside else None)
    for path in INSIDE if inside else ENTRANCE:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{site.url}{path}", wait_until="load")
        assert page.locator("h1").count() == 1, path
        page.evaluate(AXE.read_text())
        assert violations(page) == [], path
        page.emulate_media(color_scheme="dark")
        assert violations(page, "color-contrast", "link-in-text-block") == [], f"{path}, dark"
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path

    assert page.problems == []


def test_pages_of_accounts_are_valid_html(open_page, site, admin_state, tmp_path):
    for state, paths in ((None, ENTRANCE), (admin_state, INSIDE)):
        page = open_page(state=state)
        for path in paths:
            name = path.strip("/").replace("/", "-")
            (tmp_path / f"{name}.html").write_text(without_style(page.request.get(f"{site.url}{path}").text()))
    checker = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

    command = ["java", "-Xss2m", "-jar", checker, "--format", "gnu", "--skip-non-html", tmp_path]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)

    assert checked.stderr.splitlines() == []


def test_a_passkey_is_set_up_and_then_opens_the_admin_alone(open_page, site):
    """Passkeys need a name, not a number, for the address of the site."""
    email, url = "passkey@example.org", site.url.replace("127.0.0.1", "localhost")
    password = site.admin_password
    site.manage("shell", "-c", MAKE_EDITOR.format(email=email, password=password))
    page = open_page()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    device |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": device})

    page.goto(f"{url}/admin/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("link", name="go on").click()
    page.wait_for_url("**/admin/")
    for path in ("totp/activate/", "recovery-codes/", "webauthn/"):
        page.goto(f"{url}/account/second-factor/{path}")
        page.evaluate(AXE.read_text())
        assert violations(page) == [], path
    page.context.clear_cookies()
    page.goto(f"{url}/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    page.wait_for_url("**/admin/")
    assert [problem for problem in page.problems if "Content Security Policy" in problem] == []


MAKE_EDITOR = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
user = get_user_model().objects.create_user("{email}", "{password}")
user.groups.add(Group.objects.get(name="Secretariat editors"))
"""
