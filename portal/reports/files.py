"""The files of a report: adding, describing and removing them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from greencustoms.core.uploads.kinds import IMAGE_KINDS, MEGABYTE, OFFICE_KINDS, check_batch
from greencustoms.core.uploads.private import accept

from ..models import ReportAttachment
from .moves import NotPossibleError, locked

FILES_AT_MOST = 30
BYTES_AT_MOST = 150 * MEGABYTE

KINDS_OF = {ReportAttachment.Kind.DOCUMENT: OFFICE_KINDS, ReportAttachment.Kind.PHOTO: IMAGE_KINDS}
DETAILS = {"title": 200, "alt_text": 250, "credit": 200}
TICKS = ("has_consent", "is_public")


def add_files(draft, user, uploaded, kind) -> list[str]:
    """Take in what can be taken; return a sentence for each file that is refused. The others stay."""
    problems = []
    for file in uploaded:
        try:
            add_file(draft, user, file, kind)
        except ValidationError as error:
            problems += [f"{file.name}: {message}" for message in error.messages]
    return problems


def add_file(draft, user, file, kind) -> ReportAttachment:
    present = [row.file for row in draft.attachments.current().in_order()]
    check_batch([*present, file], files_at_most=FILES_AT_MOST, bytes_at_most=BYTES_AT_MOST)
    private_file = accept(file, KINDS_OF[kind], user)
    try:
        with transaction.atomic():
            held = locked(draft.pk)
            if not held.is_with_the_partner:
                raise NotPossibleError(held)
            return ReportAttachment.objects.create(
                draft=held, file=private_file, kind=kind, title=private_file.name.rsplit(".", 1)[0], added_by=user
            )
    except BaseException:
        private_file.delete_with_file()
        raise


def typed_details(post, attachments) -> dict:
    """What was typed about each file, by its key. Files that the form did not know are left alone."""
    found = {}
    for attachment in attachments:
        prefix = f"file-{attachment.key}"
        if f"{prefix}-title" not in post:
            continue
        texts = {name: one_line(post.get(f"{prefix}-{name}", ""))[:most] for name, most in DETAILS.items()}
        ticks = {name: f"{prefix}-{name}" in post for name in TICKS}
        if not attachment.is_photo:
            ticks.pop("has_consent")
        found[str(attachment.key)] = texts | ticks
    return found


def one_line(text) -> str:
    return " ".join(text.replace("\x00", "").split())


def describe(draft, details):
    """Write what was typed about files to them; inside the transaction that saves the text."""
    for attachment in draft.attachments.current():
        typed = details.get(str(attachment.key))
        if not typed:
            continue
        for name in (*DETAILS, *TICKS):
            if name in typed:
                setattr(attachment, name, typed[name])
        attachment.title = attachment.title or attachment.file.name
        attachment.save()


@transaction.atomic
def remove_file(draft, key):
    """Take a file out of the report.

    What was submitted once is kept for the history, where only the partner and staff find it. What never was is
    deleted: so a disk is not filled by adding and removing.
    """
    held = locked(draft.pk)
    if not held.is_with_the_partner:
        raise NotPossibleError(held)
    attachment = held.attachments.current().filter(key=key).select_related("file").first()
    if attachment is None:
        return
    if was_submitted(held, attachment):
        attachment.removed_at = timezone.now()
        attachment.save(update_fields=["removed_at"])
    else:
        delete_with_file(attachment)


def was_submitted(draft, attachment) -> bool:
    """Whether any submission named it, as the log tells."""
    return any(str(attachment.key) == entry["key"] for event in draft.events.all() for entry in event.files)


def delete_with_file(attachment):
    """Delete the row at once, and the bytes as soon as that is certain."""
    file = attachment.file
    attachment.delete()
    storage, name = file.file.storage, file.file.name
    file.delete()
    transaction.on_commit(lambda: storage.delete(name))
