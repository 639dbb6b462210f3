"""Blocks that tell the translation package what in them is text: it does not know tables, nor keys."""

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter

HEADING = "heading"


class SameInAllLanguagesBlock(blocks.CharBlock):
    """Text that is not translated: the key of a source, a date."""

    def get_translatable_segments(self, value):
        return []

    def restore_translated_segments(self, value, segments):
        return value


class TranslatableTableBlock(TypedTableBlock):
    """A table whose headings and cells are translated, each by its place: `heading.2` or `row.3.2`, from 0."""

    def get_translatable_segments(self, table):
        extractor = StreamFieldSegmentExtractor(None)
        found = [
            StringSegmentValue(f"{HEADING}.{at}", column["heading"])
            for at, column in enumerate(table.columns)
            if column["heading"]
        ]
        for row_at, row in enumerate(table.row_data):
            for at, (column, value) in enumerate(zip(table.columns, row["values"], strict=True)):
                segments = extractor.handle_block(column["block"], value) if value else []
                found += [segment.wrap(f"row.{row_at}.{at}") for segment in segments]
        return found

    def restore_translated_segments(self, table, segments):
        writer = StreamFieldSegmentsWriter(None, None, None)
        by_place = {}
        for segment in segments:
            kind, inside = segment.unwrap()
            row_at, inside = inside.unwrap() if kind != HEADING else (HEADING, inside)
            at, inside = inside.unwrap()
            by_place.setdefault((row_at, int(at)), []).append(inside)
        columns = [
            {**column, "heading": by_place[HEADING, at][0].render_text()} if (HEADING, at) in by_place else column
            for at, column in enumerate(table.columns)
        ]
        rows = [
            {
                "values": [
                    writer.handle_block(column["block"], value, by_place[str(row_at), at])
                    if (str(row_at), at) in by_place
                    else value
                    for at, (column, value) in enumerate(zip(table.columns, row["values"], strict=True))
                ]
            }
            for row_at, row in enumerate(table.row_data)
        ]
        return TypedTable(columns, rows, table.caption)
