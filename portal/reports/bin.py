"""What was in the bin for 30 days is deleted for good, with its files."""

from django.db import transaction
from django.utils import timezone

from ..models import ReportDraft
from .saving import IN_THE_BIN_FOR


def empty_bin(now=None) -> int:
    """Delete what is old enough; return how many reports."""
    before = (now or timezone.now()) - IN_THE_BIN_FOR
    old = ReportDraft.objects.binned().filter(deleted_at__lt=before)
    return sum(delete_for_good(key) for key in old.values_list("pk", flat=True))


@transaction.atomic
def delete_for_good(key) -> int:
    draft = ReportDraft.objects.select_for_update().get(pk=key)
    if draft.deleted_at is None:
        return 0
    files = [attachment.file for attachment in draft.attachments.select_related("file")]
    page = draft.page
    draft.delete()
    if page and not page.live:
        page.delete()
    for file in files:
        name, storage = file.file.name, file.file.storage
        file.delete()
        transaction.on_commit(lambda name=name, storage=storage: storage.delete(name))
    return 1
