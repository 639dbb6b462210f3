"""What stands beside a workshop: the ones before and after it, and those that are like it."""

from django.apps import apps
from django.db.models import Case, Q, Value, When

from greencustoms.core.models import SiteDocument

MOST = 3


def neighbours_of(workshop):
    """The workshops held just before and just after, in the whole record: one query for both."""
    others = visible_beside(workshop)
    here = (workshop.start_date, workshop.pk)
    same_day = Q(start_date=workshop.start_date)
    earlier = Q(start_date__lt=workshop.start_date) | (same_day & Q(pk__lt=workshop.pk))
    later = Q(start_date__gt=workshop.start_date) | (same_day & Q(pk__gt=workshop.pk))
    nearest = Q(pk__in=others.filter(earlier).order_by("-start_date", "-pk").values("pk")[:1])
    nearest |= Q(pk__in=others.filter(later).order_by("start_date", "pk").values("pk")[:1])
    found = {(other.start_date, other.pk) < here: other for other in others.filter(nearest).for_rows()}
    return {"before": found.get(True), "after": found.get(False)}


def related_to(workshop):
    """A few workshops in the same country, latest first, and after them those on the same treaties."""
    chapters = [chapter.pk for chapter in workshop.live_treaties]
    through = type(workshop).treaties.through.objects.filter(chapterpage__in=chapters)
    here = Q(country=workshop.country.code)
    found = visible_beside(workshop).filter(here | Q(pk__in=through.values("workshoppage")) if chapters else here)
    nearness = Case(When(here, then=Value(0)), default=Value(1))
    return list(found.for_rows().order_by(nearness, "-start_date", "-pk")[:MOST])


def visible_beside(workshop):
    pages = type(workshop).objects.live().public()
    return pages.filter(locale_id=workshop.locale_id).exclude(pk=workshop.pk)


def documents_of(workshop):
    """The documents of a workshop that everybody may see, in the order the editors gave them."""
    keys = [raw["value"] for raw in workshop.documents.raw_data if raw["value"]]
    if not keys:
        return []
    found = {document.pk: document for document in SiteDocument.objects.public().filter(pk__in=keys)}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def reports_of(workshop):
    """The reports on a workshop that everybody may see, in the order they were published."""
    if not workshop.numchild:
        return []
    reports = apps.get_model("workshops.WorkshopReportPage").objects.child_of(workshop).live().public()
    return list(reports.select_related("partner").order_by("first_published_at", "pk"))
