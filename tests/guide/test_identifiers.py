"""How codes are written, checked and compared."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide import identifiers
from guide.finder import names, spelling, text
from guide.identifiers import Kind, cas_check_digit, is_cas, normalise, problem_with, write_cas, write_hs


@pytest.mark.parametrize("module", [identifiers, names, spelling, text], ids=lambda module: module.__name__)
def test_the_examples_in_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    "number", ["75-71-8", "811-97-2", "7439-97-6", "50-29-3", "1336-36-3", "138495-42-8", "107-44-8", "12001-28-4"]
)
def test_a_right_cas_number_is_accepted(number):
    assert problem_with(Kind.CAS, number) is None


@pytest.mark.parametrize(
    ("number", "words"),
    [
        pytest.param("75-71-9", "should be 8", id="wrong last digit"),
        pytest.param("75-17-8", "should be 2", id="digits exchanged"),
        pytest.param("75718", "written as 75-71-8", id="no hyphens"),
        pytest.param("7-71-8", "written as 75-71-8", id="too short"),
        pytest.param("75-718", "written as 75-71-8", id="hyphen missing"),
        pytest.param("CAS 75-71-8", "written as 75-71-8", id="word before it"),
        pytest.param("", "written as 75-71-8", id="empty"),
    ],
)
def test_what_is_wrong_with_a_cas_number_is_said(number, words):
    assert words in problem_with(Kind.CAS, number)


@given(st.integers(min_value=1000, max_value=999_999_999))
def test_only_one_last_digit_fits_a_cas_number(body):
    right = cas_check_digit(str(body))

    assert [digit for digit in range(10) if is_cas(f"{body}{digit}")] == [right]
    assert problem_with(Kind.CAS, write_cas(f"{body}{right}")) is None


@pytest.mark.parametrize("number", ["UN1028", "UN 1028", "1028", "0004", "3999"])
def test_a_un_number_may_stand_with_or_without_un(number):
    assert problem_with(Kind.UN, number) is None


@pytest.mark.parametrize("number", ["UN28", "UN10280", "UN4000", "NA1028", "10 28", "UN-1028", "١٠٢٨"])
def test_what_is_no_un_number_is_refused(number):
    assert "four digits" in problem_with(Kind.UN, number)


@pytest.mark.parametrize("code", ["29.03", "2903", "2903.7", "2903.77", "290377", "0101", "9705.22"])
def test_an_hs_code_has_four_to_six_digits(code):
    assert problem_with(Kind.HS, code) is None


@pytest.mark.parametrize("code", ["29", "290", "2903.770", "2903.77.00", "0001.10", "98.01", "29-03", "2903,77", "x"])
def test_what_is_no_hs_code_is_refused(code):
    assert "four to six digits" in problem_with(Kind.HS, code)


@pytest.mark.parametrize("code", ["R-12", "R-134a", "R-410A", "R-12B1", "R-43-10mee", "R-227ea", "R-1234ze(E)"])
def test_a_refrigerant_number_is_written_with_r(code):
    assert problem_with(Kind.ASHRAE, code) is None


@pytest.mark.parametrize("code", ["R12", "CFC-12", "R-", "R-134 a", "12", "R-12345"])
def test_what_is_no_refrigerant_number_is_refused(code):
    assert "R-134a" in problem_with(Kind.ASHRAE, code)


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (Kind.BASEL_CODE, "A1181", "A118"),
        (Kind.BASEL_CODE, "Y48", "Z48"),
        (Kind.CN, "2903 77 60", "290377"),
        (Kind.EVENT_CODE, "MON-ØØ81Ø-6", "MON810"),
    ],
)
def test_other_codes_are_checked_too(kind, right, wrong):
    assert problem_with(kind, right) is None
    assert problem_with(kind, wrong)


def test_a_name_may_be_anything():
    assert problem_with(Kind.TRADE_NAME, "Freon™ 12 (éthane)") is None


@pytest.mark.parametrize(
    ("kind", "spellings"),
    [
        (Kind.CAS, ["75-71-8", "75718", "75–71–8", "７５-７１-８"]),
        (Kind.UN, ["UN1028", "UN 1028", "1028", "١٠٢٨"]),
        (Kind.HS, ["2903.77", "290377", "2903 77"]),
        (Kind.ASHRAE, ["R-134a", "R134A", "HFC-134a", "Freon 134a", "r 134 a"]),
        (Kind.BASEL_CODE, ["A1181", "a 1181", "А-1181"]),
        (Kind.ANNEX_CODE, ["2.B.4", "2B4", "2 b 4"]),
        (Kind.EVENT_CODE, ["MON-ØØ81Ø-6", "MON-00810-6", "mon-oo81o-6"]),
        (Kind.TRADE_NAME, ["Freon  12", "FREON 12"]),
    ],
)
def test_all_spellings_of_a_mark_are_equal(kind, spellings):
    assert len({normalise(kind, spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize("kind", Kind.values)
@given(value=st.text(max_size=80))
def test_no_text_makes_them_fail(kind, value):
    normalise(kind, value)
    problem_with(kind, value)


@pytest.mark.parametrize(("digits", "written"), [("29", "29"), ("2903", "29.03"), ("290377", "2903.77")])
def test_hs_codes_are_written_as_the_system_does(digits, written):
    assert write_hs(digits) == written
