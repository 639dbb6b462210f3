import pytest

from greencustoms.core.index_words import index_words, plain_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("licences", "Licence", id="English plural"),
        pytest.param("DÉCHETS", "dechet", id="French accents"),
        pytest.param("d’éléphant", "éléphant", id="French article"),
        pytest.param("inspección", "inspeccion", id="Spanish accents"),
        pytest.param("учёт", "учет", id="Russian yo"),
        pytest.param("таможенный", "таможенного", id="Russian case"),
        pytest.param("الجُمارِك", "جمارك", id="Arabic vowel signs and article"),
        pytest.param("إتفاقية", "اتفاقيه", id="Arabic letters typed in several ways"),
        pytest.param("النفــايات", "النفايات", id="Arabic stroke that makes longer"),
        pytest.param("مبنى", "مبني", id="Arabic letters at the end of a word"),
        pytest.param("٢٠١٢", "2012", id="Arabic digits"),
        pytest.param("R\u00ad-134a", "r-134A", id="soft hyphen"),
    ],
)
def test_two_ways_to_write_a_word_are_one_in_the_index(one, other):
    assert index_words(one) == index_words(other)


def test_a_code_is_in_the_index_in_parts_and_as_one_word():
    assert index_words("CFC-12, 2903.77") == ["cfc", "12", "cfc12", "2903", "77", "290377"]


def test_chinese_is_in_the_index_as_signs_and_pairs_of_neighbours():
    assert index_words("HFC制冷剂") == ["hfc", "制", "冷", "剂", "制冷", "冷剂"]


def test_markup_is_no_text():
    assert plain_text(["<p>Fish &amp; <b>chips</b></p>", None, {"a": 5}]) == "Fish & chips 5"
