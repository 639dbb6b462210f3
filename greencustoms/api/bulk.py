"""A whole data set as one file. JSON has the records of the API; CSV has the same members, one column each.

In CSV the texts of a list are joined by `; `. Where a list holds objects, each stands as its members in the order of
the schema with ` | ` between them, without empty ones at the end: `hs | 2903.77 | HS 2022`.
"""

import csv
from itertools import islice

from django.http import HttpResponseNotModified, StreamingHttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import override

from greencustoms.core import stamp
from greencustoms.core.tabular.lists import join_items
from workshops.exports import BYTE_ORDER_MARK, ROWS_AT_ONCE, Line, csv_cell, in_batches, json_parts, licence

FORMAT = 1
"""Counts up when the form of a file changes while its contents do not."""

CONTENT_TYPES = {"csv": "text/csv; charset=utf-8; header=present", "json": "application/json"}


def whole_file(dataset, asked, request, kind):
    """The file, or 304 if the reader has it. Its tag changes with any change of content."""
    total, count = stamp.current()
    tag = f'W/"{FORMAT}-{total:x}-{count:x}-{dataset.name}-{kind}-{asked.language}"'
    told = request.headers.get("If-None-Match", "")
    if tag in told.split(", "):
        response = HttpResponseNotModified()
    else:
        make = csv_lines if kind == "csv" else json_lines
        parts = in_batches(make(dataset, asked, request))
        response = StreamingHttpResponse(in_language_of(asked, parts), content_type=CONTENT_TYPES[kind])
        name = f"green-customs-{dataset.name}-{asked.language}.{kind}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = tag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def in_language_of(asked, parts):
    """Parts are made while they are sent, after the request: each in the language that was asked for."""
    while True:
        with override(asked.language):
            part = next(parts, None)
        if part is None:
            return
        yield part


def json_lines(dataset, asked, request):
    head = {"dataset": dataset.name, "language": asked.language, "licence": licence()}
    return json_parts(head, "results", dataset.all_rows(asked, request, ROWS_AT_ONCE))


def csv_lines(dataset, asked, request):
    writer = csv.writer(Line(), lineterminator="\r\n")
    names = list(dataset.record.model_fields)
    yield BYTE_ORDER_MARK + writer.writerow(names)
    rows = dataset.all_rows(asked, request, ROWS_AT_ONCE)
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        for row in batch:
            yield writer.writerow([csv_cell(flat(row[name])) for name in names])


def flat(value):
    """A value as one cell of a table holds it."""
    if isinstance(value, dict):
        return join_items([f"{name}: {told}" for name, told in value.items() if told not in ("", None)])
    if isinstance(value, list):
        return join_items([members(item) if isinstance(item, dict) else item for item in value])
    return value


def members(item: dict) -> str:
    found = ["" if told is None else str(told).replace("|", "\\|") for told in item.values()]
    while found and not found[-1]:
        found.pop()
    return " | ".join(found)
