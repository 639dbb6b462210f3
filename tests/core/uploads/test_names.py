"""Names of files as they come, and as they are kept."""

import pytest

from greencustoms.core.uploads.names import clean_name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Report 2012.pdf", "Report 2012.pdf"),
        ("отчёт.docx", "отчёт.docx"),
        ("تقرير.pdf", "تقرير.pdf"),
        ("报告.pdf", "报告.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Zoe\\report.pdf", "report.pdf"),
        ("/etc/shadow.pdf", "shadow.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("zero\u200bwidth.pdf", "zerowidth.pdf"),
        ("a<script>.pdf", "a script.pdf"),
        ('a"b;filename=c.html".pdf', "a b;filename=c.html.pdf"),
        ("a:b.pdf", "a b.pdf"),
        ("   .pdf", "file.pdf"),
        (".htaccess", "file.htaccess"),
        ("...", "file"),
        ("", "file"),
        ("CON.pdf", "file-CON.pdf"),
        ("lpt1.txt", "file-lpt1.txt"),
        ("a.pdf. . .", "a.pdf"),
        ("%2e%2e%2fa.pdf", "%2e%2e%2fa.pdf"),
        ("a\ud800b.pdf", "ab.pdf"),
        ("e\u0301.pdf", "é.pdf"),
    ],
)
def test_a_name_is_kept_without_what_could_mislead_or_escape(name, kept):
    assert clean_name(name) == kept


def test_a_long_name_keeps_its_ending():
    name = clean_name("a" * 5_000 + ".pdf")

    assert len(name) == 120
    assert name.endswith("aaa.pdf")


def test_a_name_is_not_cut_in_its_ending_by_a_long_one():
    assert len(clean_name("a." + "b" * 5_000)) <= 120
