"""Public documents, sent by Wagtail's own view: what that view leaves open is closed around it."""

from django.http import Http404
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve

from greencustoms.core.models import SiteDocument

from .serving import as_harmless
from .storage import BucketAwayError, say_away

# What proxies and browsers may keep: a public document while they ask each time, a private one never.
PUBLIC, PRIVATE = "no-cache", "private, no-store"


@require_safe
def serve_document(request, document_id, document_filename):
    """Send a document to save, after Wagtail checked who may have it. 404 for what is unchecked, or has no file."""
    document = SiteDocument.objects.select_related("collection").filter(pk=document_id).first()
    if not document or not document.is_clean:
        raise Http404
    try:
        response = serve(request, document_id, document_filename)
    except BucketAwayError:
        return say_away()
    except OSError as error:
        raise Http404 from error
    # Wagtail sends the word "None" where there is no packing, and an empty tag for a document that a program made.
    if response.get("Content-Encoding") == "None":
        del response["Content-Encoding"]
    if response.get("ETag") == '""':
        del response["ETag"]
    response["Cache-Control"] = PRIVATE if document.collection.get_view_restrictions() else PUBLIC
    return as_harmless(response)
