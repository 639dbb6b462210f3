"""What a member may see: the reports of the own organisation, and nothing of any other."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from ...models import ReportDraft


def own_draft(request, key, *, binned=False) -> ReportDraft:
    """The report with that key of the member's organisation; 404 for another's just as for none."""
    drafts = ReportDraft.objects.of_partner(request.membership.partner).for_lists()
    return get_object_or_404(drafts.binned() if binned else drafts.kept(), key=key)


def own_file(request, key, file_key):
    draft = own_draft(request, key)
    attachment = draft.attachments.select_related("file").filter(key=file_key).first()
    if not attachment:
        raise Http404
    return attachment


def not_possible(request, draft):
    """409: what was asked for cannot be done with the report as it is."""
    return render(request, "portal/reports/not_possible.html", {"draft": draft}, status=409)
