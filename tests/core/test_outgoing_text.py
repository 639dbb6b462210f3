import pytest

from greencustoms.core.outgoing_text import guarded, one_line, unguarded, without_controls

FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", " =1+1", "＝1+1", "\t=1", "\r=1", "'=1", "''+1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_guarded_text_is_no_formula_and_can_be_read_back(text):
    assert guarded(text).startswith("'")
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["Waste", "'tis", "a=b", "", "'", "2012-05"])
def test_an_ordinary_text_is_not_guarded(text):
    assert guarded(text) == unguarded(text) == text


def test_what_xml_forbids_is_left_out():
    assert without_controls("a\x00\x07\x1b\x7f\ufffe\uffffb\t\nc") == "ab\t\nc"


def test_one_line_has_no_breaks():
    assert one_line(" a\r\nb\tc\x0b ") == "a b c"
