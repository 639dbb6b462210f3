"""The questions the site asks of workshops."""

from django.utils import timezone
from wagtail.models import PageQuerySet


class WorkshopQuerySet(PageQuerySet):
    def upcoming(self, on=None):
        """Not over on that day (today by default), soonest first. A workshop is upcoming through its last day."""
        day = on or timezone.localdate()
        return self.filter(end_date__gte=day).order_by("start_date", "pk")

    def past(self, on=None):
        """Over before that day (today by default), latest first: the exact complement of `upcoming`."""
        day = on or timezone.localdate()
        return self.filter(end_date__lt=day).order_by("-start_date", "-pk")

    def for_cards(self):
        """What a visitor may see, with all a row of a list shows, in a fixed number of queries."""
        return self.live().public().defer_streamfields()
