"""Reports in the admin: the list, reading one and deciding on it, its files, asking an expert."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from greencustoms.core.uploads.serving import serve_private_file

from ..models import Action, State
from ..reports.comparing import answers_in
from ..reports.moves import NotPossibleError
from ..reports.page import typed_from
from . import deciding, experts, figures
from .beginning import may_begin
from .forms import DecisionForm, ExpertForm
from .rights import may_decide, may_read, seen_by_staff, wrote

REPORTS_A_PAGE = 30


class StaffMixin(WagtailAdminTemplateMixin):
    """For those who may edit workshops. What was never submitted is not there for them."""

    page_title = gettext_lazy("Reports of partners")
    header_icon = "doc-full"

    def dispatch(self, request, *args, **kwargs):
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        here = [{"url": reverse("report_moderation:index"), "label": self.page_title}]
        if self.get_page_subtitle():
            here.append({"url": "", "label": self.get_page_subtitle()})
        return [*super().get_breadcrumbs_items(), *here]


class IndexView(StaffMixin, View):
    """All reports that were submitted, those that wait first."""

    template_name = "portal/admin/index.html"

    def get(self, request):
        return self.answer()

    def answer(self, status=200):
        found = seen_by_staff().for_lists()
        waiting = found.waiting()
        others = found.exclude(state=State.SUBMITTED).order_by("-saved_at", "-pk")
        page = Paginator(others, REPORTS_A_PAGE).get_page(self.request.GET.get("page"))
        context = self.get_context_data(waiting=waiting, others=page, may_begin=may_begin(self.request.user))
        return self.render_to_response(context, status=status)


class ReviewView(StaffMixin, View):
    """One report: what is in it, beside the record of the workshop; and the two decisions."""

    template_name = "portal/admin/review.html"

    @cached_property
    def draft(self):
        return get_object_or_404(seen_by_staff().for_lists(), key=self.kwargs["key"])

    def get_page_subtitle(self):
        return self.draft.title

    def get(self, request, key):
        return self.show(DecisionForm(initial={"revision": self.draft.page.latest_revision_id}))

    def post(self, request, key):
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        decide = self.approve if "approve" in request.POST else self.send_back
        try:
            decide(form.cleaned_data)
        except deciding.NewerTextError as error:
            return self.show_newer(error)
        except deciding.FilesError:
            messages.error(request, _("A file was changed, or is not found clean. Nothing was published."))
        except NotPossibleError as error:
            return self.show_list(error)
        else:
            return redirect("report_moderation:index")
        return self.show(form, status=409)

    def approve(self, cleaned):
        deciding.approve(
            self.draft,
            self.request.user,
            cleaned["revision"],
            figures=cleaned["figures"],
            comment=cleaned["comment"],
        )
        messages.success(self.request, _("“%(title)s” is published.") % {"title": self.draft.title})

    def send_back(self, cleaned):
        deciding.send_back(self.draft, self.request.user, cleaned["revision"], cleaned["comment"])
        messages.success(self.request, _("“%(title)s” was sent back with your remarks.") % {"title": self.draft.title})

    def show_list(self, error):
        """409: somebody else was quicker, or the partner took the report back."""
        state = error.draft.get_state_display()
        messages.error(self.request, _("Nothing was decided: the report is “%(state)s” now.") % {"state": state})
        view = IndexView()
        view.setup(self.request)
        return view.answer(status=409)

    def show_newer(self, error):
        """409: somebody changed the text since it was read."""
        compare = ""
        if self.draft.page.revisions.filter(pk=error.seen).exists():
            compare = reverse(
                "wagtailadmin_pages:revisions_compare", args=[error.draft.page_id, error.seen, error.latest]
            )
        form = DecisionForm(initial={"revision": error.latest, "comment": self.request.POST.get("comment", "")})
        return self.show(form, status=409, compare=compare, is_newer=True)

    def show(self, form, status=200, **more):
        page = self.draft.page.get_latest_revision_as_object()
        submitted = self.draft.events.filter(action=Action.SUBMIT).last()
        latest = self.draft.page.latest_revision
        context = self.get_context_data(
            draft=self.draft,
            report=page,
            answers=answers_of(page, self.draft),
            attachments=self.draft.attachments.current().in_order(),
            figures=figures.compare(self.draft.workshop, page) if self.draft.workshop else [],
            form=form,
            events=self.draft.events.all(),
            questions=self.draft.expert_requests.all(),
            expert_form=ExpertForm(),
            suggestion=latest if submitted and submitted.revision_id != latest.pk else None,
            submitted=submitted,
            waits=self.draft.state == State.SUBMITTED,
            may_decide=may_decide(self.request.user),
            is_own=wrote(self.request.user, self.draft),
            **more,
        )
        return self.render_to_response(context, status=status)


class FileView(StaffMixin, View):
    """A file of a report that was submitted."""

    def get(self, request, key, file_key):
        draft = get_object_or_404(seen_by_staff(), key=key)
        attachment = draft.attachments.select_related("file").filter(key=file_key).first()
        if not attachment:
            raise Http404
        return serve_private_file(request, attachment.file.key, lambda user, private_file: True)


class AskExpertView(StaffMixin, View):
    """Send a link to somebody who has no account."""

    def post(self, request, key):
        draft = get_object_or_404(seen_by_staff().filter(state=State.SUBMITTED), key=key)
        if not may_decide(request.user):
            raise PermissionDenied
        form = ExpertForm(request.POST)
        if form.is_valid():
            experts.ask(draft, request.user, **form.cleaned_data)
            messages.success(request, _("The link was sent to %(email)s.") % {"email": form.cleaned_data["email"]})
        else:
            messages.error(request, _("Give the name and the e-mail address of the expert."))
        return redirect("report_moderation:review", draft.key)


class RevokeView(StaffMixin, View):
    """Make a link stop working."""

    def post(self, request, key, number):
        draft = get_object_or_404(seen_by_staff(), key=key)
        if not may_decide(request.user):
            raise PermissionDenied
        experts.revoke(get_object_or_404(draft.expert_requests, pk=number))
        messages.success(request, _("The link no longer works."))
        return redirect("report_moderation:review", draft.key)


def answers_of(page, draft):
    """What the newest revision says, in words."""
    return answers_in(typed_from(page), draft.partner)
