"""Reading tables: what is understood, and what is refused with a message."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from greencustoms.core.tabular import reading, xlsx_files
from greencustoms.core.tabular.columns import Column, letter_of, read_header
from greencustoms.core.tabular.days import DayOrMonth, Month
from greencustoms.core.tabular.kinds import Address, Choice, Slug, Text, WholeNumber
from greencustoms.core.tabular.problems import CellError, UnreadableFileError
from greencustoms.core.tabular.reading import file_name_of, read_table
from tests.core.uploads import attack_files

HEADINGS = frozenset({"id", "title", "place"})
COLUMNS = [Column("id", "number", Slug()), Column("title", "title", Text()), Column("place", "place", Text())]


def workbook(*rows, change=lambda sheet: None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cells(content: bytes):
    table = read_table(content, HEADINGS)
    return [table.headings, *(row.cells for row in table.rows)]


def message(content: bytes) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read_table(content, HEADINGS)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_whichever_encoding(encoding):
    assert cells("id,place\r\n1,Côte\r\n".encode(encoding)) == [["id", "place"], ["1", "Côte"]]


@pytest.mark.parametrize(
    ("text", "encoding"), [("id,place\r\n1,Минск\r\n", "cp1251"), ("id,place\r\n1,北京海关\r\n", "gbk")]
)
def test_letters_in_another_encoding_are_refused_rather_than_garbled(text, encoding):
    assert "its encoding is not UTF-8" in message(text.encode(encoding))


def test_guessing_the_encoding_is_told():
    assert "Windows-1252" in read_table("id,place\r\n1,Côte".encode("cp1252"), HEADINGS).notices[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_sign_between_columns_is_told_by_the_headings(delimiter):
    text = f"id{delimiter}title{delimiter}place\n1{delimiter}“a, b; c”{delimiter}Minsk\n"
    if delimiter != "\t":
        text = text.replace("“a, b; c”", '"a, b; c"')
    assert cells(text.encode())[1][2] == "Minsk"


def test_a_line_that_names_the_separator_is_no_row_but_counts_as_one():
    table = read_table(b"sep=;\r\nid;place\r\n1;Minsk\r\n", HEADINGS)
    assert (table.heading_row, table.rows[0].number) == (2, 3)


def test_blank_rows_are_left_out_and_the_others_keep_their_numbers():
    table = read_table(b"id,place\n\n,,\n1,Minsk\n", HEADINGS)
    assert [row.number for row in table.rows] == [4]


def test_what_an_export_made_safe_is_as_it_was():
    assert cells(b"id,title\n1,'=1+1\n2,''=x\n3,'plain'\n")[1:] == [["1", "=1+1"], ["2", "'=x"], ["3", "'plain'"]]


def test_a_missing_quotation_mark_is_named_by_its_row():
    text = 'id,title\n1,good\n2,"never ends\n' + "x" * 200_000
    assert "From row 3 on" in message(text.encode())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "empty", id="no bytes"),
        pytest.param(b"\n\n ,,\n", "blank", id="blank rows"),
        pytest.param(b"%PDF-1.7 ...", "neither", id="PDF"),
        pytest.param(b"<!DOCTYPE html><table>", "neither", id="HTML"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "neither", id="picture"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old kind", id="xls or password"),
        pytest.param(b"PK\x03\x04 not an archive", "damaged", id="broken archive"),
    ],
)
def test_what_is_no_table_is_refused(content, words):
    assert words in message(content)


def archive(members, kinds=b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", kinds)
        for name, content in members.items():
            made.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(archive({"xl/vbaProject.bin": b"x"}), "macros", id="macros"),
        pytest.param(archive({"mimetype": b"x"}, b""), "OpenDocument", id="OpenDocument"),
        pytest.param(archive({"word/document.xml": b"x"}, b"wordprocessingml"), "neither", id="a text document"),
        pytest.param(archive({f"x{n}": b"" for n in range(1001)}), "Unpacked", id="too many members"),
        pytest.param(archive({"xl/workbook.xml": b"<not closed"}), "cannot be read", id="broken inside"),
        pytest.param(attack_files.overlapping(), "Unpacked", id="members that share bytes"),
        pytest.param(attack_files.large_ending(), "Unpacked", id="list of members of a huge archive"),
        pytest.param(attack_files.marked_encrypted(), "cannot be read", id="encrypted"),
    ],
)
def test_an_archive_is_looked_through_before_it_is_read(content, words):
    assert words in message(content)


def test_a_workbook_that_unpacks_to_too_much_is_never_unpacked(monkeypatch):
    monkeypatch.setattr(xlsx_files, "UNPACKED_AT_MOST", 10_000)
    bomb = archive({"xl/worksheets/sheet1.xml": b"0" * 20_000})
    assert len(bomb) < 1_000
    assert "Unpacked" in message(bomb)


def test_entities_in_a_workbook_blow_up_nothing():
    good = workbook(["id", "title"], ["1", "x"])
    bad = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as source, zipfile.ZipFile(bad, "w") as target:
        for member in source.infolist():
            text = source.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                text = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + text.replace(
                    b"<sheetData>", b"<sheetData>&b;"
                )
            target.writestr(member, text)
    assert "cannot be read" in message(bad.getvalue())


def test_too_many_rows_or_bytes_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "ROWS_AT_MOST", 3)
    assert "more than 3 rows" in message(b"id\n1\n2\n3\n4\n")
    assert "more than 3 rows" in message(workbook(["id"], *([n] for n in range(9))))
    monkeypatch.setattr(reading, "BYTES_AT_MOST", 10)
    assert "larger" in message(b"id\n" + b"1\n" * 10)


def test_a_workbook_tells_dates_months_numbers_and_formulas_apart():
    def formats(sheet):
        sheet["B2"].number_format = "mmm-yy"

    row = [datetime(2012, 5, 29, 8), date(2012, 5, 1), 40, 40.5, True, "=A1+1", None, " text "]
    found = cells(workbook(["id", *"bcdefgh"], row, change=formats))[1]
    assert found == [{"day": "2012-05-29"}, {"month": "2012-05"}, 40, 40.5, True, {"formula": "=A1+1"}, None, " text "]


def test_a_second_sheet_is_named_as_not_read():
    content = workbook(["id"], ["1"], change=lambda sheet: sheet.parent.create_sheet("Notes"))
    assert "Notes" in read_table(content, HEADINGS).notices[0]


def test_folders_are_no_part_of_a_file_name():
    assert file_name_of("C:\\Users\\x\\../a\x00b.csv") == "ab.csv"


# Headings


def header(content):
    return read_header(read_table(content, HEADINGS), COLUMNS, "id")


def test_headings_are_known_by_name_or_label_in_any_case():
    assert set(header(b"Number;TITLE *;place\n1;x;y\n").places) == {"id", "title", "place"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"id,title,Title\n1,a,b\n", "there twice", id="twice"),
        pytest.param(b"title,place\na,b\n", "“id” is missing", id="key missing"),
        pytest.param(b"a,b\n1,2\n", "None of the headings", id="none known"),
        pytest.param(b"Record 2012,,\nid,title,place\n1,a,b\n", "seem to stand in row 2", id="title above"),
        pytest.param(b"id,title\n1,a,b\n", "3 cells, but there are 2 headings", id="row too long"),
        pytest.param(b"id,title\n1\n", "only 1 cells", id="row too short"),
        pytest.param(
            workbook(["id", "title"], ["1", "x"], change=lambda sheet: sheet.merge_cells("A1:B1")),
            "merged (A1:B1)",
            id="merged",
        ),
    ],
)
def test_what_is_wrong_with_the_headings_is_told(content, words):
    assert any(words in problem.message for problem in header(content).problems)


def test_other_columns_are_named_and_not_read():
    found = header(b"id,titel,remarks\n1,a,b\n")
    assert found.problems == []
    assert "“titel”, “remarks”" in found.notices[0]
    assert "Is “titel” meant to be “title”?" in found.notices[0]


def test_columns_have_letters():
    assert [letter_of(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


# Cells


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ({"day": "2012-05-29"}, date(2012, 5, 29)),
        ({"month": "2012-05"}, Month(2012, 5)),
        ("2012-05-29", date(2012, 5, 29)),
        ("2012-05-29 00:00:00", date(2012, 5, 29)),
        ("2012-05", Month(2012, 5)),
        ("29.05.2012", date(2012, 5, 29)),
        ("29/05/2012", date(2012, 5, 29)),
        ("05/29/2012", date(2012, 5, 29)),
        ("05/05/2012", date(2012, 5, 5)),
        ("29 May 2012", date(2012, 5, 29)),
        ("May 29, 2012", date(2012, 5, 29)),
        ("June 2011", Month(2011, 6)),
        ("  ", None),
    ],
)
def test_dates_are_understood_where_they_can_mean_one_thing(cell, value):
    assert DayOrMonth(months=True).read(cell) == value


@pytest.mark.parametrize(
    ("kind", "cell", "words"),
    [
        (DayOrMonth(), "05/06/2012", "5 June 2012 or 6 May 2012"),
        (DayOrMonth(), "2012-02-30", "in no calendar"),
        (DayOrMonth(), 41058, "is a number, not a date"),
        (DayOrMonth(), "soon", "not a date"),
        (DayOrMonth(), "2012-05", "names no day"),
        (Text(3), "long", "at most 3"),
        (Text(), {"formula": "=A1"}, "a formula (=A1)"),
        (Text(), {"error": "#REF!"}, "#REF!"),
        (Text(), "C\ufffdte", "Letters were lost"),
        (WholeNumber(), "1,200", "Write digits only"),
        (WholeNumber(), 1.5, "Write digits only"),
        (WholeNumber(), -3, "Write digits only"),
        (Choice([("held", "Held")]), "hold", "only: held"),
        (Slug(), "Großes Treffen!", "grosses-treffen"),
        (Address(), "javascript:alert(1)", "begins with https://"),
    ],
)
def test_a_cell_that_cannot_be_read_says_what_to_write(kind, cell, words):
    with pytest.raises(CellError) as refused:
        kind.read(cell)
    assert words in str(refused.value)


def test_numbers_are_read_from_numbers_and_texts():
    assert [WholeNumber().read(cell) for cell in (12, 12.0, "12", None)] == [12, 12, 12, None]
    assert Text().read(2012.0) == "2012"
