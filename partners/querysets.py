from greencustoms.core.querysets import SitePageQuerySet


class PartnerQuerySet(SitePageQuerySet):
    def for_cards(self):
        """What a visitor may see, with all a card shows, in a fixed number of queries."""
        return self.live().public().select_related("logo").order_by("title", "pk")
