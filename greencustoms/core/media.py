"""Serving picture renditions from a folder or a bucket, where no web server in front does it.

Only renditions are handed out. Originals, documents and everything else in the media folder have views of their
own, which check who may see them; see `docs/security.md` of the project.
"""

from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

from .uploads.kinds import kind_with_ending
from .uploads.storage import BucketAwayError, say_away

PUBLIC_FOLDER = "images"


@require_safe
def serve_media(request, path):
    """Send a rendition. Its name holds a digest of picture and size, so it never changes."""
    parts = PurePosixPath(path).parts
    kind = kind_with_ending(PurePosixPath(path).suffix.lower().removeprefix("."))
    if len(parts) != 2 or not kind or kind.family != "image" or parts[0] != PUBLIC_FOLDER:
        raise Http404
    try:
        safe_join(settings.MEDIA_ROOT, path)
        file = default_storage.open(path)
    except BucketAwayError:
        return say_away()
    except (SuspiciousFileOperation, OSError, ValueError) as error:
        raise Http404 from error
    response = FileResponse(file, content_type=kind.content_type)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    if settings.EDGE_CACHES:
        response["Surrogate-Control"] = "max-age=3600"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
