"""The state of each report is what its log says, and exactly what was approved is public."""

from greencustoms.core.invariants import Broken, invariant
from greencustoms.core.models import SiteDocument, SiteImage
from workshops.models import ReportFile, WorkshopReportPage

from .models import Action, ReportDraft, State, replayed_state
from .moderation.publishing import COLLECTION

TO_AN_ENGINEER = "compare the log with the page and call a developer"


@invariant("report states")
def report_states():
    """The log, replayed, gives the state."""
    for draft in ReportDraft.objects.prefetch_related("events").order_by("pk").iterator(chunk_size=200):
        name = f"Report {draft.pk} “{draft}”"
        try:
            state = replayed_state(draft.events.all())
        except ValueError as error:
            yield Broken(name, f"its log is broken: {error}", TO_AN_ENGINEER)
            continue
        if state != draft.state:
            yield Broken(name, f"it is “{draft.state}”, but its log says “{state}”", TO_AN_ENGINEER)


@invariant("published reports")
def published_reports():
    """Each live report was approved: exactly that revision and those files, and not by who wrote it."""
    for page in WorkshopReportPage.objects.live().order_by("pk").iterator(chunk_size=200):
        name = f"Page {page.pk} “{page.title}”"
        draft = ReportDraft.objects.filter(page=page).first()
        events = list(draft.events.all()) if draft else []
        approval = next((event for event in reversed(events) if event.action == Action.APPROVE), None)
        if approval is None:
            yield Broken(name, "it is live, but nobody approved it", "unpublish it")
            continue
        if approval.revision_id != page.live_revision_id:
            wrong = f"revision {page.live_revision_id} is live, but {approval.revision_id} was approved"
            yield Broken(name, wrong, "unpublish it and have it approved again")
        submit = next(
            (event for event in reversed(events) if event.pk < approval.pk and event.action == Action.SUBMIT), None
        )
        if approval.by_id is not None and approval.by_id in {draft.author_id, submit.by_id if submit else None}:
            yield Broken(name, f"{approval.by_name} approved their own report", "have it approved by somebody else")
        approved = {entry["key"]: entry["sha256"] for entry in approval.files}
        for row in ReportFile.objects.filter(page=page):
            if approved.get(str(row.key)) != row.sha256:
                yield Broken(name, f"its file “{row.title}” is not one that was approved", "unpublish it")
    for draft in ReportDraft.objects.filter(state=State.PUBLISHED, deleted_at=None).select_related("page"):
        if not draft.is_live:
            yield Broken(f"Report {draft.pk} “{draft}”", "it is called published, but no page is live", TO_AN_ENGINEER)


@invariant("public files of reports")
def public_files():
    """No file is public with a report that is not."""
    live = ReportFile.objects.filter(page__live=True)
    for row in ReportFile.objects.filter(page__live=False).exclude(document=None, image=None):
        yield Broken(
            f"File “{row.title}” of page {row.page_id}", "public, but its report is not", "delete its public copy"
        )
    for model, field in ((SiteDocument, "document"), (SiteImage, "image")):
        shown = live.exclude(**{field: None}).values(field)
        for copy in model.objects.filter(collection__name=COLLECTION).exclude(pk__in=shown):
            yield Broken(f"{model._meta.label} {copy.pk} “{copy.title}”", "public, but of no live report", "delete it")
