"""The files of a report become public with it, and stop being public with it."""

from django.core.files.storage import default_storage
from wagtail.models import Collection, ReferenceIndex

from greencustoms.core.models import SiteDocument, SiteImage
from workshops.models import ReportFile

COLLECTION = "Workshop reports"


class Copies:
    """Public copies made in a transaction. When it fails their bytes are removed; what was never told is not served."""

    def __init__(self):
        self.names = []

    def note(self, published):
        self.names.append(published.file.name)

    def remove(self):
        for name in self.names:
            default_storage.delete(name)


def publish_files(page, revision, attachments, user, copies):
    """Copy the public files to where everybody can fetch them, and name the copies in page and revision.

    The last thing that is done before the end of the transaction: as long as it can still fail, nothing is public.
    """
    collection = public_collection()
    by_key = {str(attachment.key): attachment for attachment in attachments}
    for row in ReportFile.objects.filter(page=page, document=None, image=None):
        attachment = by_key[str(row.key)]
        if attachment.is_photo:
            row.image = attachment.file.publish_as_image(
                collection, title=row.title, user=user, description=row.alt_text, credit=row.credit
            )
            copies.note(row.image)
        else:
            row.document = attachment.file.publish_as_document(
                collection, title=row.title, user=user, language=page.language, kind=SiteDocument.Kind.REPORT
            )
            copies.note(row.document)
        row.save(update_fields=["document", "image"])
    name_in_revision(page, revision)
    ReferenceIndex.create_or_update_for_object(page)


def name_in_revision(page, revision):
    """The live text stays equal to the revision that was approved: both know the copies."""
    copies = {str(row.key): row for row in ReportFile.objects.filter(page=page)}
    for entry in revision.content.get("files", []):
        row = copies.get(entry["key"])
        if row:
            entry |= {"pk": row.pk, "document": row.document_id, "image": row.image_id}
    revision.save(update_fields=["content"])


def copies_of(page) -> tuple[set, set]:
    """The keys of documents and images that are public with that page."""
    rows = ReportFile.objects.filter(page=page).values_list("document", "image")
    return {document for document, _image in rows}, {image for _document, image in rows}


def remove_copies(documents, images):
    """Only what stands in the collection of reports: an editor may have put another file in its place."""
    collection = public_collection()
    for model, keys in ((SiteDocument, documents), (SiteImage, images)):
        for published in model.objects.filter(pk__in=keys - {None}, collection=collection):
            published.delete()


def public_collection():
    """The collection of published reports, under the root. It must not be made private."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=COLLECTION).first()
    return found or root.add_child(name=COLLECTION)
