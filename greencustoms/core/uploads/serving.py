"""Sending a file that somebody uploaded to somebody who may have it, as something no browser runs."""

from collections.abc import Callable

from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from greencustoms.core.models import PrivateFile, User

from .storage import BucketAwayError, say_away

# Nothing in an uploaded file may load or run anything, even where a browser shows it in place of saving it.
POLICY = "default-src 'none'; sandbox"


@require_safe
def serve_private_file(request, key: str, may_see: Callable[[User, PrivateFile], bool]):
    """Send that private file, if `may_see(user, file)` says so and the virus scanner found it clean; else 404.

    Give the callable when naming the address: `path("files/<key>/", serve_private_file, {"may_see": may_see_file})`.
    "Not yours", "not checked yet" and "not there" look alike.
    """
    private_file = PrivateFile.objects.filter(key=key).first()
    if not private_file or not may_see(request.user, private_file) or not private_file.is_clean:
        raise Http404
    try:
        content = private_file.open()
    except BucketAwayError:
        return say_away()
    except OSError as error:
        raise Http404 from error
    response = FileResponse(
        content, as_attachment=True, filename=private_file.name, content_type=private_file.content_type
    )
    response["Content-Length"] = private_file.size
    response["Cache-Control"] = "private, no-store"
    return as_harmless(response)


def as_harmless(response):
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response
