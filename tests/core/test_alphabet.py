"""The order of the alphabet in each language."""

import pytest

from greencustoms.core.alphabet import letter_of, sort_key


@pytest.mark.parametrize(
    ("language", "in_order"),
    [
        ("es", ["nota", "nueva", "ñandú", "oído", "ola"]),
        ("fr", ["cote", "coté", "cotes", "école", "ecu"]),
        ("ru", ["еда", "ёж", "ель", "истина", "йод", "куб"]),
        ("ar", ["اتفاق", "أسطوانة", "بروتوكول"]),
        ("zh-hans", ["CAS号", "安全", "标本", "前体", "制冷剂"]),
    ],
)
def test_words_stand_in_the_order_of_their_language(language, in_order):
    mixed = [*in_order[1::2], *in_order[::2]]

    assert sorted(mixed, key=lambda word: sort_key(word, language)) == in_order


@pytest.mark.parametrize(
    ("language", "word", "letter"),
    [
        ("es", "Ñandú", "Ñ"),
        ("fr", "Ñandú", "N"),
        ("es", "Áreas", "A"),
        ("ru", "Йод", "Й"),
        ("ru", "Ёж", "Е"),
        ("ar", "إخطار", "ا"),
        ("zh-hans", "安全数据单", "A"),
        ("zh-hans", "《基加利修正案》", "J"),
        ("zh-hans", "罡", ""),
        ("zh-hans", "ASHRAE编号", "A"),
        ("fr", "中文", ""),
        ("en", "2,4,5-T", ""),
        ("en", "", ""),
    ],
)
def test_a_word_stands_under_the_letter_of_its_language(language, word, letter):
    assert letter_of(word, language) == letter
