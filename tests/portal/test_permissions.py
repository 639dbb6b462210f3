"""Walks the tables of docs/permissions.md through HTTP, as each of the six roles."""

import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from greencustoms.core.models import SiteDocument, SiteImage
from portal.models import ReportAttachment, ReportDraft
from portal.moderation import deciding
from portal.reports.files import add_files
from portal.reports.submitting import submit
from tests.core.uploads.sample_files import pdf, photo
from tests.factories.portal import UserFactory
from tests.factories.reports import COMPLETE, draft_of

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "permissions.md"
ROLES = ("visitor", "partner A", "partner B", "editor", "moderator", "administrator")
CANARY = "zqcanary"
WORD = "zqlookedfor"
"""Stands in the report too: a page of results repeats the word that was looked for, but not the other."""


def tables():
    """The rows of each table: what is done, and what each role is answered, by the state in the heading above."""
    found, state = defaultdict(list), ""
    for line in DOCUMENT.read_text().splitlines():
        if heading := re.match(r"## A report that is (.+)", line):
            state = heading[1]
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if state and line.startswith("| ") and len(cells) == len(ROLES) + 1 and cells[1] != ROLES[0]:
            found[state].append((cells[0], dict(zip(ROLES, cells[1:], strict=True))))
    return dict(found)


class World:
    """Partner A with a report in some state, and somebody of each role."""

    def __init__(self, workshop, member_a, member_b, moderator):
        self.workshop, self.member = workshop, member_a
        editor, administrator, other = UserFactory(), UserFactory(is_superuser=True, is_staff=True), UserFactory()
        editor.groups.add(Group.objects.get(name="Secretariat editors"))
        other.groups.add(Group.objects.get(name="Secretariat moderators"))
        self.decider = other
        people = (None, member_a.user, member_b.user, editor, moderator, administrator)
        self.people = dict(zip(ROLES, people, strict=True))

    def bring_to(self, state):
        if state == "not begun":
            type(self.workshop).objects.update(start_date=date(2012, 5, 13))
            return self
        self.draft = draft_of(
            self.member, self.workshop, title=f"Report {CANARY} {WORD}", overview=f"{CANARY} {WORD} happened."
        )
        for name, content, kind in (("a.pdf", pdf(), "document"), ("p.jpg", photo(), "photo")):
            add_files(self.draft, self.member.user, [SimpleUploadedFile(f"{CANARY}-{name}", content)], kind)
        ReportAttachment.objects.update(alt_text=f"{CANARY} at a table.", has_consent=True)
        steps = {"a draft": 0, "with the secretariat": 1, "sent back": 2, "published": 2, "taken off the site": 3}
        if steps[state] > 0:
            submit(self.draft, self.member.user, 1)
            self.reload()
        if state == "sent back":
            deciding.send_back(self.draft, self.decider, self.draft.page.latest_revision_id, "More.")
        elif steps[state] > 1:
            deciding.approve(self.draft, self.decider, self.draft.page.latest_revision_id)
            self.remember_public()
        if steps[state] > 2:
            ReportDraft.objects.get().page.unpublish()
        self.reload()
        return self

    def reload(self):
        self.draft = ReportDraft.objects.get()
        self.page = self.draft.page
        self.file = self.draft.attachments.filter(kind="document").get()

    def remember_public(self):
        self.document, self.image = SiteDocument.objects.get(), SiteImage.objects.get()
        self.document_url = self.document.url

    def browser(self, role):
        browser = Client()
        if self.people[role]:
            browser.force_login(self.people[role], backend="django.contrib.auth.backends.ModelBackend")
        return browser


def get(address):
    return lambda world, browser: answer(browser.get(address(world)))


def post(address, data=lambda world: {}):
    return lambda world, browser: answer(browser.post(address(world), data(world)))


def finds(address):
    """Whether any trace of the report is on that page."""

    def look(world, browser):
        response = browser.get(address(world))
        content = b"".join(response) if response.streaming else response.content
        traces = (CANARY, "report-alpha-secretariat")
        return "found" if any(trace in content.decode(errors="replace") for trace in traces) else "no trace"

    return look


def by_stock_button(world, browser):
    """Wagtail's own address for approving, which does not say what was read: it leads to our page and does nothing."""
    state = world.page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[world.page.pk, "approve", state.pk])
    answered = answer(browser.post(address))
    is_live = type(world.page).objects.get(pk=world.page.pk).live
    return "nothing happens" if answered == "yes" and not is_live else answered


def answer(response):
    """What the role is answered. Wagtail answers 403 by a way back to the first page of its admin."""
    if response.status_code == 302 and re.search(r"login|sign-in|account", response.url):
        return "sign in"
    if response.status_code == 302 and response.url == "/admin/":
        return "403"
    return "yes" if response.status_code in (200, 302) else str(response.status_code)


def portal(name, *more):
    return lambda world: reverse(f"portal:{name}", args=[world.draft.key, *(extra(world) for extra in more)])


def step(name):
    return lambda world: reverse("portal:report-step", args=[world.draft.key, name])


def admin_page(name, *more):
    return lambda world: reverse(f"wagtailadmin_pages:{name}", args=[world.page.pk, *(extra(world) for extra in more)])


def moderation(name, *more):
    return lambda world: reverse(f"report_moderation:{name}", args=[world.draft.key, *(extra(world) for extra in more)])


def typed(world):
    return COMPLETE | {"version": world.draft.version, "title": f"Report {CANARY}"}


def deciding_by(how):
    return lambda world: {"revision": world.page.latest_revision_id, how: "1", "comment": "Words."}


def of_file(world):
    return world.file.key


def address_of_page(world):
    return "/en/workshops/2030/minsk/report-alpha-secretariat/"


def of_partner_a(world):
    return {"workshop": world.workshop.pk, "partner": world.member.partner_id}


ACTIONS = {
    "begin it in the portal, for the own organisation": post(lambda world: "/portal/workshops/report/", of_partner_a),
    "begin one for partner A in the admin": post(lambda world: "/admin/partner-reports/begin/", of_partner_a),
    "see it in the portal": get(portal("report")),
    "open the form": get(portal("report-edit")),
    "save": post(portal("report-edit"), typed),
    "save in the background": post(portal("report-autosave"), typed),
    "take the form as a file": get(lambda world: reverse("portal:report-offline", args=[world.draft.key, "xlsx"])),
    "submit": post(portal("report-review"), typed),
    "take back": post(step("take-back")),
    "begin a new version": post(step("revise")),
    "put into the bin": post(step("delete")),
    "fetch a file in the portal": get(portal("report-file", of_file)),
    "list of reports in the portal": finds(lambda world: "/portal/workshops/"),
    "read it in the admin": get(moderation("review")),
    "fetch a file in the admin": get(moderation("file", of_file)),
    "approve": post(moderation("review"), deciding_by("approve")),
    "ask for changes": post(moderation("review"), deciding_by("return")),
    "ask an expert": post(moderation("ask-expert"), lambda world: {"name": "E", "email": "e@example.org"}),
    "list of reports in the admin": finds(lambda world: reverse("report_moderation:index")),
    "first page of the admin": finds(lambda world: "/admin/"),
    "edit the page in the admin": get(admin_page("edit")),
    "history of the page": get(admin_page("history")),
    "preview of the draft": get(admin_page("view_draft")),
    "a revision of the page": get(admin_page("revisions_view", lambda world: world.page.latest_revision_id)),
    "compare revisions": get(admin_page("revisions_compare", lambda world: "earliest", lambda world: "latest")),
    "unpublish": post(admin_page("unpublish")),
    "delete the page": post(admin_page("delete")),
    "approve by Wagtail's own button": by_stock_button,
    "explorer and page chooser of the admin": finds(
        lambda world: reverse("wagtailadmin_choose_page_child", args=[world.workshop.pk])
    ),
    "search for pages in the admin": finds(lambda world: f"/admin/pages/search/results/?q={WORD}"),
    "chooser of documents": finds(lambda world: "/admin/documents/chooser/"),
    "chooser of images": finds(lambda world: "/admin/images/chooser/"),
    "the public page": get(address_of_page),
    "the page of the workshop": finds(lambda world: world.workshop.url),
    "the published document": get(lambda world: world.document_url),
    "search": finds(lambda world: f"/en/search/?q={WORD}"),
    "sitemap": finds(lambda world: "/sitemap.xml"),
    "feed of workshops": finds(lambda world: "/en/workshops/feed/"),
    "data of workshops": finds(lambda world: "/en/workshops/data.json"),
}


@pytest.fixture
def world(workshop, member_a, member_b, moderator):
    return World(workshop, member_a, member_b, moderator)


@pytest.mark.parametrize("state", list(tables()) or ["no table was found"])
def test_each_role_is_answered_as_the_table_says(world, state):
    world.bring_to(state)
    expected = dict(tables()[state])
    found = {}
    for what in expected:
        found[what] = {}
        for role in ROLES:
            browser = world.browser(role)
            before = transaction.savepoint()
            found[what][role] = ACTIONS[what](world, browser)
            transaction.savepoint_rollback(before)

    assert found == expected
