"""The page behind the link that an expert without an account was sent."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Revision

from greencustoms.core.uploads.serving import serve_private_file

from ..moderation.experts import answer, asked_by_link, files_shown
from ..moderation.forms import OpinionForm
from ..reports.comparing import answers_in
from ..reports.page import typed_from


def question_of(token):
    """404 for a link that was used, taken back or has expired, just as for one that never was."""
    asked = asked_by_link(token)
    if not asked:
        raise Http404
    return asked


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def expert(request, token):
    asked = question_of(token)
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not answer(asked, **form.cleaned_data):
            raise Http404
        return private(render(request, "portal/expert_thanks.html", {"asked": asked}))
    revision = get_object_or_404(Revision, pk=asked.revision_id)
    context = {
        "asked": asked,
        "token": token,
        "form": form,
        "answers": answers_in(typed_from(revision.as_object()), asked.draft.partner),
        "attachments": files_shown(asked),
        "workshop": asked.draft.workshop,
    }
    return private(render(request, "portal/expert.html", context, status=422 if form.is_bound else 200))


@require_safe
@never_cache
def expert_file(request, token, file_key):
    attachment = get_object_or_404(files_shown(question_of(token)), key=file_key)
    return serve_private_file(request, attachment.file.key, lambda user, private_file: True)


def private(response):
    """The address is a secret: it goes to no other site, and into no list of a search engine."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
