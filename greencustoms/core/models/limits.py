from django.db import models


class RateCount(models.Model):
    """How often something was tried in one minute. The key is a keyed hash, so no address of a visitor is kept."""

    key = models.CharField(max_length=64)
    minute = models.BigIntegerField(help_text="Minutes since 1970.")
    count = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "minute"], name="core_one_count_each_minute")]
        indexes = [models.Index(fields=["minute"], name="core_rate_minute")]

    def __str__(self):
        return f"{self.count} in minute {self.minute}"
