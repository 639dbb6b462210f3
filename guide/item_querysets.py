"""The questions the site asks of controlled items."""

from datetime import timedelta

from django.db import models
from django.utils import timezone


class ControlledItemQuerySet(models.QuerySet):
    def live(self):
        return self.filter(live=True)

    def due_for_review(self, on=None, within_days=0):
        """Facts whose review date has come by that day (today by default), or comes within so many days after it."""
        day = (on or timezone.localdate()) + timedelta(days=within_days)
        return self.filter(review_by__lte=day).order_by("review_by", "name", "pk")

    def in_order_of_review(self):
        """The soonest review first; those without a date last."""
        return self.order_by(models.F("review_by").asc(nulls_last=True), "name", "pk")

    def under(self, chapter):
        """Items that the treaty of that chapter lists, whatever language the chapter is written in."""
        listed = models.Q(listings__chapter__translation_key=chapter.translation_key)
        return self.filter(listed).distinct()

    def for_cards(self):
        """What a visitor may see, with all that a card shows, in a fixed number of queries."""
        return self.live().select_related("category", "owner").prefetch_related("identifiers", "listings__chapter")
