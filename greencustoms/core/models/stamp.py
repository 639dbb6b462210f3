from django.db import models


class ContentStamp(models.Model):
    """One change of content. What the rows together say is told in `core/stamp.py`."""

    token = models.PositiveBigIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.pk}: {self.token}"
