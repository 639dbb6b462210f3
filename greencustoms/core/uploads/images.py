"""Pictures are drawn anew: what comes out holds pixels and nothing else."""

from pathlib import Path

from django.conf import settings

from . import children


def clean(source: Path, target: Path, kind) -> list[str]:
    """Write the picture again without its metadata, turned as it is meant to be seen. Raises RefusedError."""
    children.run("image_child.py", source, target, kind.name.upper(), settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)
    return []
