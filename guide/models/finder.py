from django.db import models


class FinderStamp(models.Model):
    """A change of the items happened. The sum of all tokens tells one state of the items from every other."""

    token = models.BigIntegerField()

    def __str__(self):
        return str(self.token)
