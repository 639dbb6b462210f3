"""Taking in a file that only some people may see."""

from collections.abc import Iterable

from . import scanning
from .judging import judge
from .refusals import RefusedError
from .storage import BucketAwayError


def accept(uploaded_file, allowed_kinds: Iterable[str], user=None):
    """Judge, clean, scan and keep that file; return it as a PrivateFile. Raises ValidationError, and keeps nothing.

    `allowed_kinds` are names out of `kinds.KINDS`, as `kinds.OFFICE_KINDS` or `kinds.IMAGE_KINDS`. When the virus
    scanner does not answer, the file is kept as "being checked" and nobody can fetch it until `scan_uploads` ran.
    """
    from greencustoms.core.models import PrivateFile

    storage = PrivateFile._meta.get_field("file").storage
    judged = judge(uploaded_file, allowed_kinds, storage=storage)
    with judged.file as content:
        verdict = scanning.scan(content)
        if verdict.state == scanning.ScanState.INFECTED:
            raise RefusedError("infected", found=verdict.found)
        private_file = PrivateFile(
            name=judged.name,
            kind=judged.kind.name,
            size=judged.size,
            sha256=judged.sha256,
            remarks=judged.remarks,
            uploaded_by=user if user and user.is_authenticated else None,
        )
        verdict.note_on(private_file)
        try:
            private_file.file.save(judged.name, content, save=False)
        except BucketAwayError as error:
            raise RefusedError("no_room") from error
        try:
            private_file.save()
        except BaseException:
            storage.delete(private_file.file.name)
            raise
    return private_file
