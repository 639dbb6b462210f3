"""Publishes, changes and removes hundreds of records at once, leaving all that Wagtail keeps of each as it should be.

One at a time, a page takes Wagtail some thirty statements; thousands of them take half an hour. The writers here do the
same in a few statements for each batch. They rely on how Wagtail 8 and django-treebeard 5 store things, which their
tests compare with what Wagtail itself does for a single record.
"""

from .pages import BulkPageWriter
from .writer import BulkWriter

__all__ = ["BulkPageWriter", "BulkWriter"]
