"""What must always be true of the data. `manage.py check_invariants` asks; each app tells what is true of its own.

A module `invariants` in an app is found by itself. In it, a function that yields `Broken` for each thing that is not
as it must be is made known by `@invariant`. It only reads.
"""

from .registry import Broken, all_broken, invariant

__all__ = ["Broken", "all_broken", "invariant"]

# Importing them makes them known.
from . import files, mails, pages, search  # noqa: F401
