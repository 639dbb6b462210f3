"""Writing a report: the form, what happens when two people write, and when the session has ended."""

from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from greencustoms.core.uploads.kinds import accept_attribute, labels

from ...access import member_required, membership_of
from ...forms.report import REQUIRED, TooLongError, check_length, form_of, typed
from ...reports.checking import check
from ...reports.comparing import differences
from ...reports.files import KINDS_OF, add_files, remove_file, typed_details
from ...reports.moves import ChangedMeanwhileError, NotPossibleError
from ...reports.saving import note_presence, others_present, save_or_set_aside
from .own import not_possible, own_draft


def text_survives_sign_out(view):
    """What a person sends after the session ended is shown again, to be sent once more after signing in."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method == "POST" and not membership_of(request.user):
            kept = [(name, value) for name, values in request.POST.lists() for value in values]
            kept = [pair for pair in kept if pair[0] != "csrfmiddlewaretoken"]
            sign_in = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': reverse('portal:dashboard')})}"
            context = {"kept": kept, "had_files": bool(request.FILES), "sign_in": sign_in}
            return render(request, "portal/reports/signed_out.html", context, status=403)
        return view(request, *args, **kwargs)

    return never_cache(guarded)


@require_http_methods(["GET", "HEAD", "POST"])
@text_survives_sign_out
@member_required
def edit(request, key):
    draft = own_draft(request, key)
    if request.method == "POST":
        return save_form(request, draft)
    if not draft.is_with_the_partner:
        return redirect("portal:report", draft.key)
    return show_form(request, draft)


def save_form(request, draft):
    try:
        draft = save_typed(request, draft)
        problems = take_files(request, draft)
    except ChangedMeanwhileError as error:
        return show_conflict(request, error.draft)
    except NotPossibleError as error:
        return not_possible(request, error.draft)
    except TooLongError:
        messages.error(request, _("This is far longer than a report. Nothing was saved: shorten it and save again."))
        return show_form(request, draft, data=request.POST, status=413)
    if problems:
        messages.success(request, _("Your text is saved. Some files were not taken:"))
        return show_form(request, draft, problems=problems, status=422)
    if "review" in request.POST:
        return redirect("portal:report-review", draft.key)
    messages.success(request, _("Saved. Only your organisation can see it until you submit it."))
    return redirect("portal:report-edit", draft.key)


def save_typed(request, draft):
    """Save the text of a request, with what was typed about files. Raises what `save_or_set_aside` raises."""
    version = request.POST.get("version", "")
    data = typed(request.POST)
    check_length(data)
    if details := typed_details(request.POST, draft.attachments.current()):
        data["files"] = details
    number = int(version) if version.isdecimal() and len(version) < 10 else 0
    return save_or_set_aside(draft, request.user, number, data)


def take_files(request, draft):
    """Add and remove the files that the form asks for; return a sentence for each that was refused."""
    if gone := request.POST.get("remove"):
        attachment = next((row for row in draft.attachments.current() if str(row.key) == gone), None)
        if attachment:
            remove_file(draft, attachment.key)
    problems = []
    for kind in KINDS_OF:
        problems += add_files(draft, request.user, request.FILES.getlist(f"new_{kind}"), kind)
    return problems


def show_form(request, draft, *, data=None, problems=(), conflict=None, from_file=None, status=200):
    """The form with the text of the report, or with `data` that is not saved."""
    note_presence(draft, request.user)
    attachments = list(draft.attachments.current().in_order())
    form = form_of(typed(data) if hasattr(data, "getlist") else data or draft.data, draft.partner)
    context = {
        "draft": draft,
        "form": form,
        "required": set(REQUIRED),
        "documents": [row for row in attachments if not row.is_photo],
        "photos": [row for row in attachments if row.is_photo],
        "accept": {kind.value: kinds_accepted(kind) for kind in KINDS_OF},
        "problems": problems,
        "conflict": conflict,
        "from_file": from_file,
        "others": others_present(draft, request.user),
    }
    return render(request, "portal/reports/edit.html", context, status=status)


def kinds_accepted(kind):
    return {"endings": accept_attribute(KINDS_OF[kind]), "labels": labels(KINDS_OF[kind])}


def show_conflict(request, draft):
    """409: what I typed stands in the form, and beside it what somebody saved meanwhile."""
    mine = typed(request.POST)
    conflict = {
        "by": draft.last_editor,
        "at": draft.saved_at,
        "differences": differences(mine, draft.data, draft.partner),
    }
    return show_form(request, draft, data=mine, conflict=conflict, status=409)


@never_cache
@require_POST
def autosave(request, key):
    """Save in the background. Answers in JSON: 200 saved, 401 signed out, 404, 409 somebody else saved, 413."""
    request.membership = membership_of(request.user)
    if request.membership is None:
        return JsonResponse({"state": "signed-out"}, status=401)
    try:
        draft = own_draft(request, key)
        draft = save_typed(request, draft)
    except Http404:
        return JsonResponse({"state": "not-there"}, status=404)
    except ChangedMeanwhileError as error:
        return JsonResponse(both_texts(request, error.draft) | {"state": "changed"}, status=409)
    except NotPossibleError as error:
        return JsonResponse(both_texts(request, error.draft) | {"state": "not-possible"}, status=409)
    except TooLongError:
        return JsonResponse({"state": "too-long"}, status=413)
    note_presence(draft, request.user)
    return JsonResponse(
        {
            "state": "saved",
            "version": draft.version,
            "saved_at": draft.saved_at.isoformat(),
            "others": [str(user) for user in others_present(draft, request.user)],
            "missing": len(check(draft, draft.attachments.current().in_order()).missing),
        }
    )


def both_texts(request, draft):
    mine = typed(request.POST)
    found = differences(mine, draft.data, draft.partner)
    return {
        "version": draft.version,
        "by": str(draft.last_editor or ""),
        "saved_at": draft.saved_at.isoformat(),
        "yours": mine,
        "theirs": draft.data,
        "differences": [{"label": one.label, "yours": one.here, "theirs": one.there} for one in found],
    }


def show_again(request, key):
    """The form with what was typed, after its secret token had become invalid by signing in. Nothing is saved yet."""
    draft = own_draft(request, key)
    if not draft.is_with_the_partner:
        return not_possible(request, draft)
    messages.warning(request, _("Not saved yet: please read it through and save it now."))
    return show_form(request, draft, data=request.POST, status=403)
