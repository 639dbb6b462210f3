"""A workshop that a partner announces: a page that is not live, in the workflow of all pages."""

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import WorkflowState

from workshops.models import WorkshopPage
from workshops.years import year_page

from .models import Announcement


class NotWithThePartnerError(Exception):
    """The secretariat has it, or it is published."""


@transaction.atomic
def announce(partner, user, cleaned, typed) -> Announcement:
    """Make the page under the page of its year, and hand it to the moderators. Raises ValidationError."""
    year = year_page(cleaned["start_date"].year)
    page = WorkshopPage(live=False, owner=user, locale=year.locale, status=WorkshopPage.Status.PLANNED)
    fill(page, partner, cleaned)
    page.slug = free_slug(year, cleaned)
    year.add_child(instance=page)
    # Wagtail checks little of what is not live; here the partner must hear of it, and the record number is made.
    page.full_clean()
    page.save()
    page.save_revision(user=user, log_action=True)
    page.get_workflow().start(page, user)
    return Announcement.objects.create(partner=partner, page=page, title=page.title, data=typed, sent_by=user)


@transaction.atomic
def announce_again(announcement, user, cleaned, typed):
    """Send a page once more in which the moderators asked for changes. Raises NotWithThePartnerError, ValidationError."""
    announcement = Announcement.objects.select_for_update().get(pk=announcement.pk)
    if announcement.state != Announcement.State.RETURNED:
        raise NotWithThePartnerError
    page = announcement.page.get_latest_revision_as_object()
    fill(page, announcement.partner, cleaned)
    year = year_page(cleaned["start_date"].year)
    if not page.is_child_of(year):
        page.slug = free_slug(year, cleaned)
        WorkshopPage.objects.filter(pk=page.pk).update(slug=page.slug)
        WorkshopPage.objects.get(pk=page.pk).move(year, "last-child")
        moved = WorkshopPage.objects.get(pk=page.pk)
        page.path, page.depth, page.url_path = moved.path, moved.depth, moved.url_path
    page.full_clean()
    page.save_revision(user=user, log_action=True)
    WorkflowState.objects.active().for_instance(page).get().resume(user=user)
    announcement.title, announcement.data = page.title, typed
    announcement.save(update_fields=["title", "data"])


def fill(page, partner, cleaned):
    for name in ("title", "start_date", "end_date", "place", "venue", "country", "level", "summary"):
        setattr(page, name, cleaned[name])
    page.draft_title = page.title
    page.date_precision = WorkshopPage.Precision.MONTH if cleaned["only_month"] else WorkshopPage.Precision.DAY
    page.organisers = [("organiser", line) for line in cleaned["organisers"]]
    page.partners = [partner, *cleaned["partners"]]
    page.treaties = list(cleaned["treaties"])


def free_slug(year, cleaned) -> str:
    wanted = slug = slugify(cleaned["place"])[:80] or slugify(cleaned["title"])[:80] or "workshop"
    taken = set(year.get_children().values_list("slug", flat=True))
    number = 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
