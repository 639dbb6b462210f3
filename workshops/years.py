"""The page of a year, made when the first workshop of that year is announced."""

from wagtail.models import Page
from wagtail.signals import page_published

from .models import WorkshopIndexPage, WorkshopPage, WorkshopYearPage


def year_page(year: int) -> WorkshopYearPage:
    """The page of that year in the English record. A new one is not live. Call inside a transaction."""
    record = WorkshopIndexPage.objects.filter(locale__language_code="en").first()
    # Two pages made under the record at once would be given one place in the tree.
    Page.objects.select_for_update().get(pk=record.pk)
    record = WorkshopIndexPage.objects.get(pk=record.pk)
    found = WorkshopYearPage.objects.child_of(record).filter(year=year).first()
    if found:
        return found
    made = WorkshopYearPage(title=str(year), slug=str(year), year=year, live=False, locale=record.locale)
    record.add_child(instance=made)
    made.save_revision()
    return made


def publish_year(sender, instance, in_bulk=False, **kwargs):
    """A workshop that goes live takes along the page of its year, which nobody would think of.

    Imports publish the years that they make themselves.
    """
    if in_bulk:
        return
    parent = instance.get_parent().specific
    if isinstance(parent, WorkshopYearPage) and not parent.live and not parent.first_published_at:
        parent.get_latest_revision().publish()


def connect():
    page_published.connect(publish_year, sender=WorkshopPage, dispatch_uid="publish-year-of-workshop")
