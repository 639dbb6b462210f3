"""Each row has its file, as it was stored; each file has its row."""

import hashlib
from datetime import timedelta

from django.apps import apps
from django.core.files.storage import storages
from django.db import models
from django.utils import timezone

from greencustoms.core.backup.files import PLACES, all_names

from .registry import Broken, invariant

AGE = timedelta(hours=24)
"""A file is written before its row: younger ones may be on their way."""

# The field with the size, the field with the digest, and how it was made.
STORED = {
    "core.PrivateFile": ("size", "sha256", "sha256"),
    "core.SiteDocument": ("file_size", "file_hash", "sha1"),
    "core.SiteImage": ("file_size", "file_hash", "sha1"),
}


def file_fields():
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.FileField) and field.model is model:
                yield model, field


@invariant("files of rows")
def files_of_rows():
    """The file of each row is there, with the size and digest that the row tells."""
    for model, field in file_fields():
        rows = model._default_manager.exclude(**{field.name: ""}).exclude(**{field.name: None})
        for row in rows.order_by("pk").iterator(chunk_size=500):
            wrong = look_at(row, field)
            if wrong and model._default_manager.filter(pk=row.pk).exists():
                yield Broken(
                    f"{model._meta.label} {row.pk}",
                    f"{wrong} ({getattr(row, field.name).name})",
                    "restore it from a backup",
                )


def look_at(row, field) -> str:
    size_field, digest_field, how = STORED.get(row._meta.label, ("", "", ""))
    size = getattr(row, size_field, None)
    digest = getattr(row, digest_field, "")
    file = getattr(row, field.name)
    try:
        if not digest:
            return "" if file.storage.exists(file.name) else "its file is missing"
        with file.storage.open(file.name, "rb") as content:
            if size is not None and content.size != size:
                return f"its file has {content.size} bytes instead of {size}"
            found = hashlib.new(how, usedforsecurity=False)
            for chunk in content.chunks():
                found.update(chunk)
    except FileNotFoundError:
        return "its file is missing"
    return "" if found.hexdigest() == digest else "its file is not the one that was stored"


@invariant("rows of files")
def rows_of_files():
    """No file that is older than a day is without a row."""
    before = timezone.now() - AGE
    for place, alias in PLACES.items():
        storage, known = storages[alias], set()
        for model, field in file_fields():
            if field.storage == storage:
                known.update(model._default_manager.values_list(field.name, flat=True))
        for name in all_names(storage):
            if name not in known and storage.get_modified_time(name) < before:
                todo = "run manage.py tidy_uploads" if place == "private" else "delete it, or upload it in the admin"
                yield Broken(f"File {place}/{name}", "no row knows it", todo)
