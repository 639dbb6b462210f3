"""The whole site as `make run` serves it: gunicorn, SQLite, the real content, hashed and compressed files."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
ADMIN_EMAIL = "admin@example.org"


@dataclass(frozen=True)
class LiveSite:
    url: str
    state: Path
    admin_email: str
    admin_password: str
    environment: dict

    def manage(self, *arguments):
        """Run `manage.py` for this site and return what it says."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True)
        return done.stdout.strip()


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url, process, seconds=60):
    for _attempt in range(seconds * 5):
        if process.poll() is not None:
            raise RuntimeError("The site stopped while starting; see its log.")
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:  # noqa: S310 - loopback only
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The site did not start in time.")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Prepare and serve the site on a free port of this machine."""
    state = tmp_path_factory.mktemp("site")
    password = secrets.token_urlsafe(24)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(state),
        "STATE_DIR": str(state),
        "DJANGO_SETTINGS_MODULE": "greencustoms.settings.dev",
        "BASE_URL": url,
        "ADMIN_EMAIL": ADMIN_EMAIL,
        "ADMIN_PASSWORD": password,
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "WEB_CONCURRENCY": "2",
    }
    python = sys.executable
    subprocess.run([python, "manage.py", "prepare"], cwd=ROOT, env=environment, check=True)
    log = (state / "gunicorn.log").open("w")
    process = subprocess.Popen(
        [python, "-m", "gunicorn", "-c", "gunicorn.conf.py"], cwd=ROOT, env=environment, stdout=log, stderr=log
    )
    try:
        wait_for(url, process)
        yield LiveSite(url, state, ADMIN_EMAIL, password, environment)
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, with everything that would call home switched off."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, site):
    """Open pages of the site in contexts of their own; `problems` gathers what went wrong meanwhile."""
    contexts = []

    def open_at(path="", *, width=1280, height=900, dark=False, javascript=True, state=None):
        context = chromium.new_context(
            storage_state=state,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            bypass_csp=False,
        )
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((site.url, "data:", "blob:", "about:"))
                else page.problems.append(f"asks another host: {request.url}")
            ),
        )
        if path:
            page.goto(site.url + path, wait_until="load")
        return page

    yield open_at
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def admin_state(chromium, site):
    """The cookies of an administrator who signed in with password and code, as people do."""
    code = site.manage("second_factor", site.admin_email, "--code")
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/admin/")
    page.get_by_label("E-mail address").fill(site.admin_email)
    page.get_by_label("Password").fill(site.admin_password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code from the app").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/")
    state = context.storage_state()
    context.close()
    return state
