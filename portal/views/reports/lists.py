from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from workshops.models import WorkshopPage

from ...access import member_required
from ...models import Announcement, ReportDraft
from ...reports.beginning import first_words, reportable
from ...reports.saving import IN_THE_BIN_FOR, begin


@require_safe
@member_required
def workshop_list(request):
    """The workshops of my organisation, and where the report on each stands."""
    partner = request.membership.partner
    drafts = ReportDraft.objects.of_partner(partner).for_lists()
    by_workshop = {draft.workshop_id: draft for draft in drafts.kept()}
    found = WorkshopPage.objects.live().public().filter(locale__language_code="en")
    own = found.filter(partners=partner) | found.filter(pk__in=list(filter(None, by_workshop)))
    own = list(own.for_rows().distinct().order_by("-start_date", "-pk"))
    may_be_reported = set(reportable().values_list("pk", flat=True))
    rows = [
        {"workshop": page, "draft": by_workshop.get(page.pk), "may_report": page.pk in may_be_reported} for page in own
    ]
    listed = {page.pk for page in own}
    lost = [draft for draft in by_workshop.values() if draft.workshop_id not in listed]
    others = reportable().for_rows().exclude(pk__in=listed).order_by("-start_date", "-pk")
    since = timezone.now() - IN_THE_BIN_FOR
    return render(
        request,
        "portal/reports/list.html",
        {
            "lacking": [row for row in rows if row["may_report"] and not row["draft"]],
            "reported": [row for row in rows if row["draft"]],
            "coming": [row for row in rows if not row["may_report"] and not row["draft"]],
            "lost": lost,
            "others": others,
            "announcements": Announcement.objects.filter(partner=partner).select_related("page"),
            "binned": drafts.binned().filter(deleted_at__gte=since).order_by("-deleted_at"),
        },
    )


@require_POST
@member_required
def begin_report(request):
    """Open the report on a workshop: the one there is, or a new one."""
    number = request.POST.get("workshop", "")
    workshop = get_object_or_404(reportable(), pk=int(number) if number.isdecimal() and len(number) < 19 else 0)
    draft = begin(request.membership.partner, workshop, request.user, first_words(workshop))
    return redirect("portal:report" if not draft.is_with_the_partner else "portal:report-edit", draft.key)
