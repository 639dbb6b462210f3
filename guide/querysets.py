from wagtail.models import PageQuerySet


class ChapterQuerySet(PageQuerySet):
    def for_cards(self):
        """What a visitor may see, in the order of the Guide, without the long texts."""
        return self.live().public().defer_streamfields().order_by("number", "pk")


class PracticalQuerySet(PageQuerySet):
    def for_cards(self):
        """What a visitor may see, in the order editors gave them, without the long texts."""
        return self.live().public().defer_streamfields().order_by("path")
