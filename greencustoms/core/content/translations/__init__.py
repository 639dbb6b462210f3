"""Loads the initial content in the other five languages; `docs/translations.md` describes the files."""

from .loading import load_translations

__all__ = ["load_translations"]
