"""Tables that Wagtail exports from its lists and reports: no cell of a CSV file is run by a spreadsheet.

Titles, names and messages come from partners and strangers, and Wagtail (8.0) writes them into CSV as they are. In its
Excel files texts are texts already.
"""

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from .outgoing_text import guarded

as_wagtail_writes_it = SpreadsheetExportMixin.preprocess_field_value


def without_formulas(view, field, value, export_format):
    written = as_wagtail_writes_it(view, field, value, export_format)
    if export_format == SpreadsheetExportMixin.FORMAT_CSV and isinstance(written, str):
        return guarded(written)
    return written


def connect():
    """All views that export inherit this one method."""
    SpreadsheetExportMixin.preprocess_field_value = without_formulas
