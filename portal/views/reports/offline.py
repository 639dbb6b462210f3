"""The form as a file, and back."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from greencustoms.core.uploads.kinds import KINDS as FILE_KINDS
from greencustoms.core.uploads.kinds import accept_attribute

from ...access import member_required
from ...offline.docx_form import write_docx
from ...offline.reading import KINDS, read_form
from ...offline.xlsx_form import write_xlsx
from ...reports.comparing import differences
from .own import not_possible, own_draft
from .writing import show_form

WRITERS = {"docx": write_docx, "xlsx": write_xlsx}


@require_safe
@member_required
def blank_form(request, key, kind):
    """The form for Word or Excel, filled in as far as the report is."""
    draft = own_draft(request, key)
    if kind not in WRITERS:
        raise Http404
    response = HttpResponse(WRITERS[kind](draft), content_type=FILE_KINDS[kind].content_type)
    response["Content-Disposition"] = f'attachment; filename="workshop-report.{kind}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def upload(request, key):
    """Read a form that was filled in, and show it for saving. What the file leaves empty stays as it is."""
    draft = own_draft(request, key)
    if not draft.is_with_the_partner:
        return not_possible(request, draft) if request.method == "POST" else redirect("portal:report", draft.key)
    error = ""
    if request.method == "POST":
        uploaded = request.FILES.get("form")
        if uploaded is None:
            error = _("Choose the file.")
        else:
            try:
                filled = read_form(uploaded, draft.partner)
            except ValidationError as refused:
                error = " ".join(refused.messages)
            else:
                return show_filled(request, draft, filled)
    context = {"draft": draft, "error": error, "endings": accept_attribute(KINDS)}
    return render(request, "portal/reports/upload.html", context, status=422 if error else 200)


def show_filled(request, draft, filled):
    """The form with what the file says, not saved yet; beside it where the file says otherwise than the report."""
    merged = draft.data | filled.data
    return show_form(
        request,
        draft,
        data=merged,
        from_file={"problems": filled.problems, "differences": differences(merged, draft.data, draft.partner)},
    )
