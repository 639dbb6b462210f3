"""Takes a workbook apart, as a program of its own: the workbook on its input, its rows as JSON on its output.

Runs without Django and with bounds on memory and time, so that a hostile file ends this process and nothing else.
"""

import io
import json
import math
import re
import resource
import sys
from datetime import date, datetime, time, timedelta
from xml.parsers import expat

MEMORY_AT_MOST = 1024 * 1024 * 1024
SECONDS_AT_MOST = 40
COLUMNS_AT_MOST = 200
BLANK_ROWS_AT_MOST = 5_000
MERGES_AT_MOST = 1_000


def main(wanted, rows_at_most):
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_AT_MOST, MEMORY_AT_MOST))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_AT_MOST, SECONDS_AT_MOST))
    from openpyxl import load_workbook

    workbook = load_workbook(io.BytesIO(sys.stdin.buffer.read()), read_only=True, keep_links=False)
    visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"] or workbook.worksheets
    chosen = next((sheet for sheet in visible if sheet.title.casefold() in wanted), visible[0])
    found = {
        "sheet": chosen.title,
        "others": [sheet.title for sheet in visible if sheet is not chosen],
        "rows": read_rows(chosen, rows_at_most),
        "merged": read_merges(workbook._archive, chosen._worksheet_path),
    }
    json.dump(found, sys.stdout)


def read_rows(sheet, rows_at_most):
    """All rows that are not blank, each with its number. Stops where enough is read to say that it is too much."""
    sheet.reset_dimensions()
    rows, blank = [], 0
    for number, cells in enumerate(sheet.iter_rows(max_col=COLUMNS_AT_MOST), start=1):
        values = [tell(cell) for cell in cells]
        while values and values[-1] is None:
            values.pop()
        if values:
            rows.append([number, values])
            blank = 0
        else:
            blank += 1
        if len(rows) > rows_at_most + 1 or blank > BLANK_ROWS_AT_MOST:
            break
    return rows


def tell(cell):
    """The value of a cell as JSON can hold it."""
    value = cell.value
    if value is None or value == "":
        return None
    if cell.data_type == "f":
        return {"formula": str(value)[:200]}
    if cell.data_type == "e":
        return {"error": str(value)}
    if isinstance(value, date):
        return tell_date(value.date() if isinstance(value, datetime) else value, cell.number_format)
    if isinstance(value, (time, timedelta)):
        return str(value)
    if isinstance(value, (bool, int)) or (isinstance(value, float) and math.isfinite(value)):
        return value
    return str(value)


def tell_date(value, number_format):
    """A spreadsheet turns a typed “2012-05” into the first of May, but shows only month and year: then no day is meant."""
    shown = re.sub(r'"[^"]*"|\[.*?\]|\\.', "", number_format.lower())
    if "d" not in shown and "m" in shown and "y" in shown and value.day == 1:
        return {"month": value.isoformat()[:7]}
    return {"day": value.isoformat()}


def read_merges(archive, path):
    """The areas of merged cells as first row, first column, last row, last column."""
    from openpyxl.utils import range_boundaries

    areas = []

    def start(name, attributes):
        if name.rpartition(":")[2] == "mergeCell" and len(areas) < MERGES_AT_MOST:
            first_column, first_row, last_column, last_row = range_boundaries(attributes["ref"])
            areas.append([first_row, first_column, last_row, last_column])

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    with archive.open(path) as source:
        parser.ParseFile(source)
    return areas


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), int(sys.argv[2]))
