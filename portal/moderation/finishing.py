"""What Wagtail does when the last task of a workflow is approved. Imported while its models load, so without models."""

from wagtail.workflows import publish_workflow_state

REPORT = "workshops.WorkshopReportPage"


def finish_workflow(workflow_state, user=None):
    """Publish the page. Nobody has the right to publish a report by hand, so for reports the approval is the right."""
    page = workflow_state.content_object
    if type(getattr(page, "specific", page))._meta.label == REPORT:
        page.get_latest_revision().publish(user=user, skip_permission_checks=True)
    else:
        publish_workflow_state(workflow_state, user)
