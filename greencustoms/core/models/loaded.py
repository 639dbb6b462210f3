from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class LoadedEntry(models.Model):
    """Remembers what `load_content` made of one entry of the initial content.

    With it a second run knows what it made, that the source has not changed (`source_digest`), and that
    an editor has not touched the object since (`object_state`): edited and deleted objects are left alone.
    """

    key = models.CharField(max_length=255, unique=True)
    content_type = models.ForeignKey(ContentType, null=True, on_delete=models.SET_NULL, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True)
    source_digest = models.CharField(max_length=64)
    object_state = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    target = GenericForeignKey("content_type", "object_id")

    def __str__(self):
        return self.key
