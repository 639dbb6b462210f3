"""The review before submitting, the status, and the steps a partner may take."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greencustoms.core.uploads.serving import serve_private_file

from ...access import member_required
from ...models import State
from ...reports.checking import IncompleteError, check
from ...reports.comparing import answers, differences
from ...reports.moves import ChangedMeanwhileError, NotPossibleError
from ...reports.saving import put_into_bin, revise, take_out_of_bin
from ...reports.submitting import discard_version, submit, take_back
from .own import not_possible, own_draft, own_file


@require_safe
@member_required
def status(request, key):
    """Where a report stands, what the moderators said, and what was done with it."""
    draft = own_draft(request, key)
    events = list(draft.events.select_related("by"))
    returned = [event for event in events if event.action == "return"]
    return render(
        request,
        "portal/reports/status.html",
        {
            "draft": draft,
            "events": events,
            "remarks": returned[-1] if returned and draft.state == State.RETURNED else None,
            "answers": answers(draft),
            "attachments": draft.attachments.current().in_order(),
            "texts": draft.texts.select_related("editor")[:20],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def review(request, key):
    """What is missing, and the button that hands the report to the secretariat."""
    draft = own_draft(request, key)
    if request.method == "POST":
        return submit_report(request, draft)
    if not draft.is_with_the_partner:
        return redirect("portal:report", draft.key)
    return show_review(request, draft)


def submit_report(request, draft):
    version = request.POST.get("version", "")
    try:
        submit(draft, request.user, int(version) if version.isdecimal() and len(version) < 10 else 0)
    except IncompleteError:
        return show_review(request, draft, status=422)
    except ChangedMeanwhileError as error:
        editor = error.draft.last_editor or _("Somebody")
        messages.error(
            request,
            _("%(person)s changed the report meanwhile. This is the newest text: read it and submit it then.")
            % {"person": editor},
        )
        return show_review(request, error.draft, status=409)
    except NotPossibleError as error:
        return not_possible(request, error.draft)
    messages.success(request, _("Submitted. The secretariat was told, and you will get an e-mail at each step."))
    return redirect("portal:report", draft.key)


def show_review(request, draft, status=200):
    attachments = list(draft.attachments.current().in_order())
    context = {
        "draft": draft,
        "check": check(draft, attachments),
        "answers": answers(draft),
        "attachments": attachments,
    }
    return render(request, "portal/reports/review.html", context, status=status)


STEPS = {
    "take-back": (take_back, gettext_lazy("Taken back. You can go on writing.")),
    "revise": (revise, gettext_lazy("A new version is begun. What is published stays until the new one is approved.")),
    "discard": (discard_version, gettext_lazy("The new version is dropped. What is published stays.")),
    "delete": (put_into_bin, gettext_lazy("Put into the bin. You can take it out for 30 days.")),
    "restore": (take_out_of_bin, gettext_lazy("Taken out of the bin.")),
}
"""What a partner can do with a report by one button, and what is said afterwards."""


@require_POST
@member_required
def step(request, key, name):
    if name not in STEPS:
        raise Http404
    draft = own_draft(request, key, binned=name == "restore")
    action, said = STEPS[name]
    try:
        action(draft, request.user)
    except NotPossibleError as error:
        return not_possible(request, error.draft)
    messages.success(request, said)
    if name == "delete":
        return redirect("portal:workshops")
    return redirect("portal:report-edit" if name in ("take-back", "revise") else "portal:report", draft.key)


@require_safe
@member_required
def text(request, key, number):
    """An earlier text, or one that was set aside, beside the one that counts."""
    draft = own_draft(request, key)
    earlier = get_object_or_404(draft.texts.select_related("editor"), pk=number)
    found = differences(earlier.data, draft.data, draft.partner)
    return render(request, "portal/reports/text.html", {"draft": draft, "text": earlier, "differences": found})


@require_safe
@member_required
def file(request, key, file_key):
    """A file of the report, for the people of the own organisation."""
    attachment = own_file(request, key, file_key)
    return serve_private_file(request, attachment.file.key, lambda user, private_file: True)
